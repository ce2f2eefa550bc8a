package org.xiaokang.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileDatesTest {
  private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");

  private static LedgerEntry entry(String source, String path, Instant modifiedAt) {
    return new LedgerEntry(source, path, 1, modifiedAt, "sha256:0", null, "run");
  }

  private static final FileDates DATES =
      FileDates.of(
          List.of(
              entry("books", "file:/a.csv", JANUARY),
              entry("books", "file:/b.csv", MAY),
              entry("surveys", "file:/a.csv", MAY)));

  @Test
  void aFileIsDatedByTheSourceThatReadsIt() {
    assertThat(DATES.writtenAt("books", "file:/a.csv")).isEqualTo(JANUARY);
    assertThat(DATES.writtenAt("books", "file:/b.csv")).isEqualTo(MAY);
    assertThat(DATES.writtenAt("surveys", "file:/a.csv")).isEqualTo(MAY);
  }

  @Test
  void whatTheLedgerDoesNotHaveHasNoDate() {
    assertThat(DATES.writtenAt("surveys", "file:/b.csv")).isNull();
    assertThat(DATES.writtenAt("other", "file:/a.csv")).isNull();
    assertThat(DATES.writtenAt("books", null)).isNull();
  }

  /** Tasks get them from the driver. */
  @Test
  void datesTravel() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(DATES);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(((FileDates) in.readObject()).writtenAt("books", "file:/b.csv")).isEqualTo(MAY);
    }
  }

  @Test
  void aMomentIsKeptToTheMicrosecondAsTheTableKeepsIt() {
    assertThat(entry("s", "p", Instant.parse("2026-01-01T00:00:00.123456789Z")).modifiedAt())
        .isEqualTo(Instant.parse("2026-01-01T00:00:00.123456Z"));
  }
}
