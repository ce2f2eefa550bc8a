package org.xiaokang.job;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.xiaokang.catalogue.Hash;

/**
 * One run of a job.
 *
 * @param id unique and sortable by time
 * @param startedAt when it began; the only clock a job reads
 * @param codeVersion version of the program, with what tells its build apart; {@link #DEVELOPMENT}
 *     where it runs from loose classes
 */
public record Run(String id, Instant startedAt, String codeVersion) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** A run that begins at the given moment. */
  public static Run beginning(Instant now) {
    return new Run(STAMP.format(now), now, build());
  }

  /** The version of a program that nothing tells from another. */
  static final String DEVELOPMENT = "development";

  private static String build() {
    String version = Run.class.getPackage().getImplementationVersion();
    try {
      Path jar = Path.of(Run.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return version == null || !Files.isRegularFile(jar)
          ? DEVELOPMENT
          : version + "+" + Hash.of(Files.readAllBytes(jar)).substring(0, 8);
    } catch (IOException | URISyntaxException | FileSystemNotFoundException e) {
      return DEVELOPMENT; // a jar that cannot be read is not told apart
    }
  }
}
