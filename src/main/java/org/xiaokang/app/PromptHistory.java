package org.xiaokang.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.xiaokang.reader.UserFolders;

/** The file of what was asked before, in the user's folder for such things. */
final class PromptHistory {
  private PromptHistory() {}

  /** The file in the user's own folder; empty where it cannot be written. */
  static Optional<Path> usualFile() {
    return writable(UserFolders.state().resolve("query_history"));
  }

  /**
   * A file that can be written, made for the user alone if it is not there; empty where it cannot:
   * then what is asked is forgotten in the end, which is no failure.
   */
  static Optional<Path> writable(Path file) {
    try {
      Path folder = file.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      if (!Files.exists(file)) {
        Files.createFile(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
          Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
      }
      return Files.isRegularFile(file) && Files.isWritable(file)
          ? Optional.of(file)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
