package org.xiaokang.job;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;
import org.xiaokang.catalogue.Hash;

/**
 * One run of a job.
 *
 * @param id unique and sortable by time
 * @param startedAt when it began; the only clock a job reads
 * @param codeVersion version of the program, with what tells its build apart; {@link #DEVELOPMENT}
 *     where that cannot be told
 */
public record Run(String id, Instant startedAt, String codeVersion) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final String BUILD = build();

  /** A run that begins at the given moment. */
  public static Run beginning(Instant now) {
    return new Run(STAMP.format(now), now, BUILD);
  }

  /** The day on which it began, UTC. */
  LocalDate day() {
    return LocalDate.ofInstant(startedAt, ZoneOffset.UTC);
  }

  /** The version of a program that nothing tells from another. */
  static final String DEVELOPMENT = "development";

  private static String build() {
    String version = Run.class.getPackage().getImplementationVersion();
    String name = version == null ? DEVELOPMENT : version;
    try {
      Path code = Path.of(Run.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return name + "+" + hash(code).substring(0, 8);
    } catch (IOException | URISyntaxException | FileSystemNotFoundException e) {
      return DEVELOPMENT; // a program that cannot be read is not told apart
    }
  }

  /** Of a jar, or of all files of a folder of classes. */
  private static String hash(Path code) throws IOException {
    if (Files.isRegularFile(code)) {
      return Hash.of(Files.readAllBytes(code));
    }
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(code)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        all.append(code.relativize(file)).append(Hash.of(Files.readAllBytes(file)));
      }
    }
    return Hash.of(all.toString());
  }
}
