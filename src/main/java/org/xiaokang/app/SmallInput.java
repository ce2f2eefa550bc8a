package org.xiaokang.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes for the launcher whether the input of a configuration is small. The next run on it then
 * starts without the JVM's second compiler: what takes so little time to compute is not worth
 * compiling twice. Nothing else depends on it.
 */
final class SmallInput {
  /** Names the file that says so; set by jobs/xiaokang. */
  private static final String NOTE = "xiaokang.small";

  private static final long MOST_BYTES = 16L << 20;
  private static final Logger LOG = LoggerFactory.getLogger(SmallInput.class);

  private SmallInput() {}

  /**
   * Notes it.
   *
   * @param bytes the size of all sources
   */
  static void note(long bytes) {
    String name = System.getProperty(NOTE);
    if (name == null) {
      return;
    }
    Path note = Path.of(name);
    try {
      if (bytes >= MOST_BYTES) {
        Files.deleteIfExists(note);
      } else if (!Files.exists(note)) {
        Files.createDirectories(note.toAbsolutePath().getParent());
        Files.writeString(note, bytes + " bytes of sources\n");
      }
    } catch (IOException e) {
      LOG.debug("the next run will not know the size of its input", e);
    }
  }
}
