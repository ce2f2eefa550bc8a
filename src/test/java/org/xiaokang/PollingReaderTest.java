package org.xiaokang;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xiaokang.config.Retention;
import org.xiaokang.job.MaintenanceJob;
import org.xiaokang.job.Progress;
import org.xiaokang.tables.Lake;

/**
 * Somebody opens the latest release again and again while runs publish the next ones and
 * maintenance compacts the tables.
 */
@Tag("long")
class PollingReaderTest {
  private static final Logger LOG = LoggerFactory.getLogger(PollingReaderTest.class);

  /** Runs while the reader reads, each with another input. */
  private static final int RUNS = 2;

  @TempDir private Path folder;

  /** One look at the lake: the release it opened, and the rows of all its tables. */
  private record Look(String release, Map<String, List<String>> content) {}

  @Test
  void aReaderSeesOneReleaseWholeAtEachLookAndEachReleaseInTurn() throws Exception {
    Project project = new Project(Files.createDirectories(folder.resolve("project")));
    String root = folder.resolve("lake").toString();
    Lake lake = project.lake(root);
    List<String> published = new ArrayList<>();
    Map<String, Map<String, List<String>>> contents = new HashMap<>();
    publish(project, lake, published, contents);

    AtomicBoolean stop = new AtomicBoolean();
    ExecutorService pool = Executors.newSingleThreadExecutor();
    List<Look> looks;
    try {
      Future<List<Look>> reader = pool.submit(() -> lookAgainAndAgain(project, root, stop));
      try {
        for (int input = 1; input <= RUNS; input++) {
          project.figures(input);
          publish(project, lake, published, contents);
          new MaintenanceJob(
                  SparkTest.session(),
                  lake,
                  Retention.DEFAULT,
                  Clock.systemUTC(),
                  Progress.silent())
              .run(false);
        }
      } finally {
        stop.set(true);
      }
      looks = reader.get();
    } finally {
      pool.shutdownNow();
    }

    LOG.warn("a reader looked {} times while {} runs published", looks.size(), RUNS);
    assertThat(Set.copyOf(contents.values())).as("inputs told apart").hasSize(RUNS + 1);
    for (Look look : looks) {
      assertThat(published).contains(look.release());
      assertThat(look.content())
          .as("what release %s holds", look.release())
          .isEqualTo(contents.get(look.release()));
    }
    assertThat(looks)
        .extracting(look -> published.indexOf(look.release()))
        .as("releases in the order in which they were published")
        .isSorted();
    // The first look is before the first run ends, the last one after the last.
    assertThat(new HashSet<>(looks)).hasSizeGreaterThan(1);
    assertThat(looks.get(looks.size() - 1).release()).isEqualTo(published.get(RUNS));
  }

  /** What a run publishes, read when nobody writes. */
  private static void publish(
      Project project,
      Lake lake,
      List<String> published,
      Map<String, Map<String, List<String>>> contents) {
    project.nightly(lake.root(), Clock.systemUTC());
    String release = lake.latestRelease().orElseThrow().releaseId();
    published.add(release);
    contents.put(release, Project.content(lake));
  }

  private static List<Look> lookAgainAndAgain(Project project, String root, AtomicBoolean stop) {
    List<Look> looks = new ArrayList<>();
    boolean last;
    do {
      last = stop.get();
      Lake lake = project.lake(root);
      looks.add(Project.look(lake, Look::new));
    } while (!last);
    return looks;
  }
}
