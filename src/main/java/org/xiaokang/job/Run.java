package org.xiaokang.job;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * One run of a job.
 *
 * @param id unique and sortable by time
 * @param startedAt when it began; the only clock a job reads
 * @param codeVersion version of the program
 */
public record Run(String id, Instant startedAt, String codeVersion) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** A run that begins at the given moment. */
  public static Run beginning(Instant now) {
    String version = Run.class.getPackage().getImplementationVersion();
    return new Run(STAMP.format(now), now, version == null ? "development" : version);
  }
}
