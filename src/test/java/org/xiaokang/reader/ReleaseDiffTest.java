package org.xiaokang.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.Project;
import org.xiaokang.Reading;
import org.xiaokang.tables.Lake;

/** What changed from one release to another: three nights, the last two in part. */
class ReleaseDiffTest {
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private static Path folder;

  private static Lake lake;

  /** The oldest first. */
  private static List<Release> releases;

  @BeforeAll
  static void threeNights() throws IOException {
    Project project = new Project(folder);
    String root = folder.resolve("lake").toString();
    night(project, root, 0, "land,2017,2018,2019\nAT,100,110,132\nDE,200,190,209\n");
    night(project, root, 1, "land,2017,2018,2019\nAT,100,110,264\nDE,200,190,209\n");
    night(project, root, 2, "land,2018,2019,2020\nAT,110,264,264\nDE,190,209,209\n");
    lake = project.lake(root);
    releases = List.copyOf(lake.releases().all());
    assertThat(releases).hasSize(3);
  }

  private static void night(Project project, String root, int night, String figures)
      throws IOException {
    Files.writeString(folder.resolve("wide.csv"), figures);
    project.nightly(root, Clock.fixed(FIRST.plus(Duration.ofDays(night)), ZoneOffset.UTC));
  }

  private static Release release(int night) {
    return releases.get(releases.size() - 1 - night);
  }

  private static String text(List<@Nullable Object> row) {
    return String.join("|", row.stream().map(String::valueOf).toList());
  }

  /** 264 / 110 is 2.4: growth of 140 instead of 20, six times as much more; Germany is the same. */
  @Test
  void aCorrectionChangesTheValuesThatReadIt() {
    try (ReleaseReader now = Reading.release(lake.root(), release(1))) {
      ReleaseDiff diff = new ReleaseDiff(now, release(0));
      assertThat(diff.values(10).rows()).hasSize(1);
      List<@Nullable Object> changed = diff.values(10).rows().get(0);
      assertThat(changed.subList(0, 7))
          .containsExactly("AT", "growth", "all", "year", "2019", "reported", "changed");
      assertThat((Double) changed.get(7)).isCloseTo(20, within(1e-9));
      assertThat((Double) changed.get(8)).isCloseTo(140, within(1e-9));
      assertThat(changed.get(9)).isEqualTo("correction");
      ReleaseDiff.Summary summary = diff.summary(10);
      assertThat(summary.byIndicator().rows()).hasSize(1);
      List<@Nullable Object> counts = summary.byIndicator().rows().get(0);
      assertThat(counts.subList(0, 6)).containsExactly("growth", "correction", 0L, 0L, 1L, 1L);
      assertThat((Double) counts.get(6)).isCloseTo(6, within(1e-9));
      assertThat(summary.largest()).extracting(ValueChange::refArea).containsExactly("AT");
      assertThat(diff.summary(0).largest()).isEmpty();
    }
  }

  @Test
  void anyTwoReleasesDifferAsTheirWholeTablesDo() {
    int differing = 0;
    for (Release before : releases) {
      for (Release after : releases) {
        DiffOracle oracle = new DiffOracle(lake.tables(before), lake.tables(after), false);
        try (ReleaseReader now = Reading.release(lake.root(), after)) {
          ReleaseDiff diff = new ReleaseDiff(now, before);
          String which = before.releaseId() + " to " + after.releaseId();
          assertThat(diff.values(1000).rows().stream().map(ReleaseDiffTest::text).sorted())
              .as(which)
              .containsExactlyElementsOf(oracle.values());
          assertThat(
                  diff.byIndicator().rows().stream().map(row -> text(row.subList(0, 6))).sorted())
              .as(which)
              .containsExactlyElementsOf(oracle.byIndicator());
        }
        differing += oracle.values().isEmpty() ? 0 : 1;
      }
    }
    assertThat(differing).isEqualTo(6);
  }

  @Test
  void onlyRowsThatMayDifferAreRead() {
    try (ReleaseReader now = Reading.release(lake.root(), release(1))) {
      assertThat(new ReleaseDiff(now, release(0)).byIndicator().rows()).hasSize(1);
      for (String side : List.of(ReleaseReader.BEFORE, ReleaseReader.AFTER)) {
        assertThat(areas(now, side, "indicators")).containsExactly("AT");
        assertThat(areas(now, side, "observations")).containsExactly("AT");
        assertThat(now.rows(List.of(), "SELECT * FROM " + side + ".indicator_catalogue")).isEmpty();
      }
      assertThat(now.rows(List.of("indicators"), "SELECT * FROM indicators")).hasSize(4);
    }
  }

  private static List<String> areas(ReleaseReader reader, String side, String table) {
    return reader
        .rows(List.of(), "SELECT DISTINCT ref_area FROM " + side + "." + table + " ORDER BY 1")
        .stream()
        .map(row -> row.text("ref_area"))
        .toList();
  }

  @Test
  void aReleaseDoesNotDifferFromItself() {
    try (ReleaseReader now = Reading.release(lake.root(), release(2))) {
      assertThat(new ReleaseDiff(now, release(2)).values(1).rows()).isEmpty();
      assertThat(areas(now, ReleaseReader.BEFORE, "indicators")).isEmpty();
      assertThat(areas(now, ReleaseReader.AFTER, "observations")).isEmpty();
    }
  }
}
