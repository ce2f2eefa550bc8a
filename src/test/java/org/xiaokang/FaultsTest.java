package org.xiaokang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xiaokang.lake.TableSchema.Column.required;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.job.Outcome;
import org.xiaokang.lake.ColumnType;
import org.xiaokang.lake.ExclusiveRun;
import org.xiaokang.lake.TableCommitter;
import org.xiaokang.lake.TableFiles;
import org.xiaokang.lake.TableSchema;
import org.xiaokang.lake.WriteResult;
import org.xiaokang.reader.Release;
import org.xiaokang.tables.Lake;

/**
 * The file system fails once, at one after the other of the creates, renames, lists and deletes of
 * a run; the run after the fault of a nightly run is jobs/nightly, as it is shipped. {@code
 * -Dxiaokang.faults.small=K} takes every K-th call of a small job, {@code
 * -Dxiaokang.faults.every=K} of a whole nightly run; {@code mvn -Plong verify} takes many more than
 * an ordinary one.
 */
@Tag("long")
class FaultsTest {
  private static final Logger LOG = LoggerFactory.getLogger(FaultsTest.class);
  private static final Instant NINE = Instant.parse("2026-01-01T21:00:00Z");
  private static final SparkSession SPARK = SparkTest.session();

  @TempDir private Path folder;

  @AfterEach
  void noMoreFaults() {
    FaultyFileSystem.failCall(0);
  }

  /** A job: writes the given input into the lake at a URI, at a time. */
  private interface Job extends BiConsumer<String, Integer> {}

  private static Clock at(int hour) {
    return Clock.fixed(NINE.plusSeconds(3600L * hour), ZoneOffset.UTC);
  }

  /** A row of a small table. */
  private record Value(String area, long persons) {}

  private static TableSchema<Value> table(String name) {
    return new TableSchema<>(
        name,
        "Values. Grain: ref_area.",
        List.of(
            required("ref_area", ColumnType.Plain.TEXT, "Region code", Value::area),
            required("obs_value", ColumnType.Plain.LONG, "Persons", Value::persons)),
        List.of(),
        List.of("ref_area"));
  }

  private static List<Value> rows(String name, int hour) {
    return List.of(new Value(name + "-1", 10L + hour), new Value(name + "-2", 20L + hour));
  }

  /** Three tables and a release. */
  private static void small(String root, int hour) {
    String run = "run-" + hour;
    ExclusiveRun.of(
        Reading.lake(root),
        "load",
        run,
        at(hour),
        running -> {
          TableCommitter committer = running.committer();
          List<TableFiles> files =
              Stream.of("a", "b", "c")
                  .map(name -> committer.write(table(name), rows(name, hour % 10)))
                  .toList();
          Map<String, Long> versions = new HashMap<>();
          Map<String, Long> counts = new HashMap<>();
          for (WriteResult result : committer.overwriteAll(files, run, told -> {})) {
            versions.put(result.table(), result.version());
            counts.put(result.table(), result.rows());
          }
          Instant now = at(hour).instant();
          running.publish(
              new Release(run, now, now, "0", "c", "f", versions, counts, 0, 0, 0, 0, 0, Map.of()));
          return run;
        });
  }

  private static Map<String, List<String>> content(Lake lake) {
    return Project.content(lake);
  }

  /** What came of going through the calls. */
  private record Figures(long calls, int tried, int failed, int unharmed, int old, int fresh) {}

  /**
   * Goes through the calls.
   *
   * @param job writes to the file system that fails
   * @param next does so before and after, where nothing fails
   */
  private Figures goThrough(Job job, Job next, long every) throws IOException {
    Path before = folder.resolve("before");
    next.accept(before.toString(), 1);
    Map<String, List<String>> former = content(Lake.open(SPARK, before.toString()));
    Path whole = copy(before, "whole");
    FaultyFileSystem.failCall(0);
    job.accept("faulty://" + whole, 2);
    long calls = FaultyFileSystem.calls();
    Map<String, List<String>> expected = content(Lake.open(SPARK, whole.toString()));
    assertThat(expected).isNotEqualTo(former);

    int tried = 0;
    int failed = 0;
    int old = 0;
    for (long n = (every + 1) / 2; n <= calls; n += every) {
      Path lake = copy(before, "lake-" + n);
      FaultyFileSystem.failCall(n);
      boolean told = fails(job, "faulty://" + lake, n);
      FaultyFileSystem.failCall(0);
      Map<String, List<String>> seen = content(Lake.open(SPARK, lake.toString()));
      assertThat(seen).as("after a fault in call %d", n).isIn(former, expected);
      if (!told) {
        assertThat(seen).as("exit code 0 although call %d failed", n).isEqualTo(expected);
      }
      tried++;
      failed += told ? 1 : 0;
      old += seen.equals(former) ? 1 : 0;
      // An hour and ten later, for a lock that could not be given back is this living process's.
      next.accept(lake.toString(), 12);
      assertThat(content(Lake.open(SPARK, lake.toString())))
          .as("the run after a fault in call %d", n)
          .isEqualTo(expected);
    }
    return new Figures(calls, tried, failed, tried - failed, old, tried - old);
  }

  private static boolean fails(Job job, String lake, long n) {
    try {
      job.accept(lake, 2);
      return false;
    } catch (XiaokangException e) {
      assertThat(e.text()).as("what is told of call %d", n).contains("injected fault in call");
      return true;
    }
  }

  private Path copy(Path from, String name) throws IOException {
    Path to = folder.resolve(name);
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
    return to;
  }

  @Test
  void aFaultInAnyCallOfASmallJobLeavesAReleaseWholeAndTheNextRunRepeatsTheWork()
      throws IOException {
    long every = Long.getLong("xiaokang.faults.small", 6);
    Figures figures = goThrough(FaultsTest::small, FaultsTest::small, every);
    LOG.warn("faults in every {}th call of three tables and a release: {}", every, figures);
    assertThat(figures.failed()).isPositive();
    assertThat(figures.old()).isPositive();
  }

  @Test
  void soDoesAFaultInAWholeNightlyRun() throws IOException {
    LaunchedRun.assumeBuilt();
    Project project = new Project(Files.createDirectories(folder.resolve("project")));
    long every = Long.getLong("xiaokang.faults.every", 50);
    AtomicInteger next = new AtomicInteger();
    Figures figures =
        goThrough(
            (root, hour) -> {
              figures(project, hour);
              Outcome outcome = project.nightlyWithOrWithoutPage(root, at(hour));
              // A release stands without its page; its run says why.
              outcome
                  .page()
                  .filter(page -> !page.endsWith(".html"))
                  .ifPresent(page -> assertThat(page).contains("injected fault in call"));
            },
            (root, hour) -> {
              figures(project, hour);
              if (next.getAndIncrement() % LaunchedRun.EVERY == 0) {
                launch(project, root);
              } else {
                project.nightly(root, at(hour));
              }
            },
            every);
    LOG.warn("faults in every {}th call of a nightly run: {}", every, figures);
    assertThat(figures.failed()).isPositive();
  }

  private static void figures(Project project, int hour) {
    try {
      project.figures(hour % 10);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void launch(Project project, String root) {
    try {
      LaunchedRun.succeeds(project.configuration(), root, folder);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
