package org.xiaokang.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.Project;
import org.xiaokang.Reading;
import org.xiaokang.catalogue.XiaokangException;

/** What somebody is told whose lake, release or files are not there. */
class LakeAwayTest {
  @TempDir private static Path shared;

  private static @Nullable Path made;

  @TempDir private Path folder;

  private Path lake;

  @BeforeEach
  void aLakeOfOneNight() throws IOException {
    lake = folder.resolve("lake");
    Path from = made();
    try (Stream<Path> all = Files.walk(from)) {
      all.forEach(
          path -> {
            try {
              Files.copy(path, lake.resolve(from.relativize(path).toString()));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  private static Path made() throws IOException {
    Path there = made;
    if (there == null) {
      there = shared.resolve("lake");
      new Project(shared).nightly(there.toString(), Clock.systemUTC());
      made = there;
    }
    return there;
  }

  private static void delete(Path table, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(table)) {
      List<Path> gone = files.filter(file -> file.toString().endsWith(ending)).toList();
      assertThat(gone).isNotEmpty();
      for (Path file : gone) {
        Files.delete(file);
      }
    }
  }

  @Test
  void aLakeThatIsNotThereIsNotReadYet() {
    Releases none = Reading.lake(folder.resolve("none").toString()).releases();
    assertThat(none.all()).isEmpty();
    assertThatThrownBy(none::requireLatest)
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("the lake at file:" + folder.resolve("none"))
        .hasMessageEndingWith("has no release yet; run jobs/nightly first");
    assertThatThrownBy(() -> none.find("20260101T000000.000Z"))
        .hasMessageContaining("it has none yet: run jobs/nightly first");
  }

  @Test
  void anUnknownFileSystemIsTold() {
    assertThatThrownBy(() -> Reading.lake("nowhere://host/lake"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("cannot open the lake 'nowhere://host/lake'")
        .hasMessageContaining("expected a folder or a URI of a file system that Hadoop knows");
  }

  @Test
  void aReleaseThatIsNotThereNamesTheNewest() {
    Releases releases = Reading.lake(lake.toString()).releases();
    String id = releases.requireLatest().releaseId();
    assertThatThrownBy(() -> releases.kept(id.replace('T', 't')))
        .hasMessageContaining("has no release '" + id.replace('T', 't') + "'")
        .hasMessageContaining("the newest are " + id + " (published)")
        .hasMessageEndingWith("did you mean '" + id + "'?");
  }

  @Test
  void filesOfATableThatAreGoneAreNamedAlsoWhileItIsOpen() throws IOException {
    delete(lake.resolve("indicators"), ".parquet");
    try (ReleaseReader reader = Reading.latest(lake.toString())) {
      assertThatThrownBy(() -> reader.query("select * from indicators").first(1))
          .isInstanceOf(XiaokangException.class)
          .hasMessageContaining("the table 'indicators' of release '")
          .hasMessageContaining("is not whole in the lake 'file:" + lake)
          .hasMessageContaining(".parquet is gone")
          .hasMessageContaining("jobs/history lists other releases for --release");
      assertThat(reader.query("select count(*) from observations").first(1)).hasSize(1);
    }
  }

  @Test
  void aVersionThatIsGoneIsNamed() throws IOException {
    delete(lake.resolve("indicators/_delta_log"), "0.json");
    try (ReleaseReader reader = Reading.latest(lake.toString())) {
      assertThatThrownBy(() -> reader.query("select * from indicators"))
          .isInstanceOf(XiaokangException.class)
          .hasMessageContaining("the table 'indicators' of release '")
          .hasMessageContaining("version 0 cannot be read");
    }
  }
}
