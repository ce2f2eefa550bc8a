package org.xiaokang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xiaokang.LaunchedRun.Settings;
import org.xiaokang.job.NightlyJob;
import org.xiaokang.job.Progress;
import org.xiaokang.job.Setup;
import org.xiaokang.tables.Lake;

/**
 * The sample as users with large input would have it computed, by adaptive execution and generated
 * code: the tables are those that the settings for small input give.
 */
@Tag("long")
class LargeSettingsTest {
  private static final Logger LOG = LoggerFactory.getLogger(LargeSettingsTest.class);

  @TempDir private Path folder;

  @Test
  void theSampleAndANightWithChangesAreThoseOfTheSettingsForSmallInput() throws Exception {
    LaunchedRun.assumeBuilt();
    assumeTrue(LaunchedRun.ALSO_LARGE, "-Dxiaokang.large=true runs it");
    copy(Path.of("conf"), folder.resolve("conf"));
    copy(Path.of("data"), folder.resolve("data"));
    Path configuration = folder.resolve("conf/xiaokang.yaml");
    String small = folder.resolve("small").toString();
    String large = folder.resolve("large").toString();

    nightly(configuration, small);
    LaunchedRun.succeeds(configuration, large, folder, Settings.LARGE);
    same(small, large);

    Path figures = folder.resolve("data/reports/metrics.csv");
    edit(figures, ",172,个,172,", ",173,个,173,"); // villages of 上蔡县
    edit(figures, ",181200,人,181200,", ",181300,人,181300,"); // and persons
    nightly(configuration, small);
    LaunchedRun.succeeds(configuration, large, folder, Settings.LARGE);
    same(small, large);
  }

  private static void nightly(Path configuration, String root) {
    Setup setup = Setup.read(configuration, Optional.of(root));
    assertThat(
            new NightlyJob(SparkTest.session(), setup, Clock.systemUTC(), Progress.silent())
                .nightly()
                .published())
        .isTrue();
  }

  private static void same(String small, String large) {
    Map<String, List<String>> expected = content(small);
    Map<String, List<String>> found = content(large);
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    expected.forEach((table, rows) -> assertThat(found.get(table)).as(table).isEqualTo(rows));
    LOG.warn("settings for large input: {} tables, different rows 0", expected.size());
  }

  private static Map<String, List<String>> content(String root) {
    return Project.content(Lake.open(SparkTest.session(), root));
  }

  private static void edit(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }
}
