package org.xiaokang.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.catalogue.XiaokangException;

/** What a load leaves is found by the release that it made, and by no other program. */
class StateFolderTest {
  @TempDir private Path lake;
  private StateFolder folder = new StateFolder("unset", new Configuration());

  @BeforeEach
  void open() {
    folder = new StateFolder(lake.toString(), new Configuration());
  }

  private String file(String text) throws IOException {
    try (StateFolder.Writing file = folder.create("figures", 3)) {
      file.out().writeUTF(text);
      return file.finish();
    }
  }

  private static LoadState state(String run, long version, String file) {
    return new LoadState(
        run,
        0,
        "1.0",
        Map.of("observations", version),
        "decided",
        List.of(new LoadState.ReadFile("books", "file:/表.csv", 7, 0, Map.of("1", "2019-03"))),
        List.of(file),
        List.of(List.of(new LoadState.RowsFile(file, 0))),
        List.of(new LoadState.RegionPart(file, file, "2026-12-31")));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(lake.resolve("_state"))) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void theLatestOfTheReleasesTablesIsFound() throws IOException {
    Map<String, Long> release = Map.of("observations", 4L, "indicators", 2L);
    assertThat(folder.of(release, "1.0")).isEmpty();

    LoadState older = state("20260101T000000.000Z", 4, file("a"));
    LoadState latest = state("20260102T000000.000Z", 4, file("b"));
    LoadState ofNoRelease = state("20260103T000000.000Z", 5, file("c"));
    Stream.of(older, latest, ofNoRelease).forEach(folder::write);

    assertThat(folder.of(release, "1.0")).isEqualTo(Optional.of(latest));
    assertThat(folder.of(release, "1.1")).isEmpty();
    try (DataInputStream in = folder.open(latest.figures().get(0))) {
      assertThat(in.readUTF()).isEqualTo("b");
    }
    Files.delete(lake.resolve("_state").resolve(latest.figures().get(0)));
    assertThat(folder.of(release, "1.0")).isEqualTo(Optional.of(older));
    folder.forget(older);
    assertThat(folder.of(release, "1.0")).isEmpty();
  }

  @Test
  void whatNoStateNamesIsDeleted() throws IOException {
    LoadState kept = state("20260101T000000.000Z", 4, file("a"));
    folder.write(kept);
    folder.write(state("20260102T000000.000Z", 5, file("b")));
    try (StateFolder.Writing unfinished = folder.create("settled", 1)) {
      unfinished.out().writeUTF("of a task that fails");
    }
    folder.keepOnly(kept);
    assertThat(names()).containsExactly("20260101T000000.000Z.json", kept.figures().get(0));
  }

  @Test
  void whatCannotBeReadIsToldWithTheWayOut() {
    assertThatThrownBy(() -> folder.open("figures-00000-gone"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("remove it, and the next run reads everything");
  }

  @Test
  void aDayToComeIsOutdatedWhenItComes() {
    LoadState.RegionPart part = new LoadState.RegionPart("a", "b", "2026-12-31");
    assertThat(part.isOutdatedOn(LocalDate.parse("2026-12-30"))).isFalse();
    assertThat(part.isOutdatedOn(LocalDate.parse("2026-12-31"))).isTrue();
    assertThat(new LoadState.RegionPart("a", "b", null).isOutdatedOn(LocalDate.MAX)).isFalse();
  }
}
