package org.xiaokang;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xiaokang.tables.Lake;

/**
 * jobs/nightly with conf/ as it is shipped: killed at seeded moments, interrupted as by Ctrl-C, and
 * two at once; each run after is jobs/nightly too. {@code -Dxiaokang.kills=N} says how often to
 * kill, {@code -Dxiaokang.kills.seed=S} when. It takes minutes, and runs with the other long tests
 * of .ci/run: {@code mvn surefire:test -Dgroups=long -Dxiaokang.without=none}.
 */
@Tag("long")
class KillTest {
  private static final Logger LOG = LoggerFactory.getLogger(KillTest.class);

  /** Most milliseconds from one line to the next, about. */
  private static final int PAUSE = 700;

  /** Inputs taken in turn, so that each run has something to write in every table. */
  private static final int INPUTS = 2;

  @TempDir private static Path shared;

  private static Project project;

  /** Lines of progress of an undisturbed run. */
  private static int lines;

  @TempDir private Path folder;

  @BeforeAll
  static void runUndisturbed() throws Exception {
    LaunchedRun.assumeBuilt();
    project = new Project(Files.createDirectories(shared.resolve("project")));
    String lake = shared.resolve("lake").toString();
    lines = LaunchedRun.succeeds(project.configuration(), lake, shared).progress();
    assertThat(lines).isPositive();
  }

  /** What the kills came to. */
  private static final class Figures {
    private int kills;
    private int rerunAsShipped;
    private int notKilled;
    private long lost;
    private long duplicated;
    private int publishedBefore;
    private final Map<String, Integer> reached = new TreeMap<>();

    @Override
    public String toString() {
      return ("kills %d, not killed %d, next runs by jobs/nightly %d, points reached %s, of them with the release published %d, lost rows %d,"
              + " duplicated rows %d")
          .formatted(kills, notKilled, rerunAsShipped, reached, publishedBefore, lost, duplicated);
    }
  }

  @Test
  void aRunKilledAtAnyMomentLeavesTheReleaseWholeAndTheNextRunRepeatsTheWork() throws Exception {
    Instant begun = Instant.now();
    int wanted = Integer.getInteger("xiaokang.kills", 15);
    Random random = new Random(Long.getLong("xiaokang.kills.seed", 20261122L));
    // What a run leaves depends on the runs before it (revisions), so each kill meets the same
    // ones.
    Path base = shared.resolve("lake");
    Map<String, List<String>> before = Project.content(project.lake(base.toString()));
    List<Map<String, List<String>>> undisturbed = new ArrayList<>();
    for (int input = 1; input <= INPUTS; input++) {
      project.figures(input);
      String apart = copy(base, folder.resolve("undisturbed-" + input)).toString();
      project.nightly(apart, Clock.systemUTC());
      undisturbed.add(Project.content(project.lake(apart)));
    }

    Figures figures = new Figures();
    for (int i = 1; figures.kills < wanted && i <= 2 * wanted; i++) {
      int input = i % INPUTS;
      Map<String, List<String>> after = undisturbed.get(input);
      project.figures(1 + input);
      String root = copy(base, folder.resolve("lake-" + i)).toString();
      Lake lake = project.lake(root);
      LaunchedRun run = LaunchedRun.start(project.configuration(), root, folder);
      // Each share of the run is visited in turn, so that a few kills reach all of it.
      int line = (i * 5 + random.nextInt(3)) % (lines + 1);
      run.awaitLine(line);
      boolean killed = run.killAfter(random.nextInt(PAUSE));
      if (killed) {
        figures.kills++;
        figures.reached.merge(run.step(), 1, Integer::sum);
      } else {
        figures.notKilled++;
        assertThat(run.exitCode()).as(run.errors()).isZero();
      }
      Map<String, List<String>> seen = Project.content(lake);
      assertThat(seen).as("kill %d at %s", i, run.lines()).isIn(before, after);
      figures.publishedBefore += killed && seen.equals(after) ? 1 : 0;

      if (i % LaunchedRun.EVERY == 0) {
        LaunchedRun.succeeds(project.configuration(), root, folder);
        figures.rerunAsShipped++;
      } else {
        project.nightly(root, Clock.systemUTC());
      }
      Map<String, List<String>> again = Project.content(lake);
      figures.lost += missing(after, again);
      figures.duplicated += missing(again, after);
      assertThat(again).as("the run after kill %d at %s", i, run.lines()).isEqualTo(after);
      if (i % 20 == 0) { // hundreds take hours
        LOG.warn("so far: {}", figures);
      }
    }
    LOG.warn("{}, {} s", figures, Duration.between(begun, Instant.now()).toSeconds());
    assertThat(figures.kills).isEqualTo(wanted);
    assertThat(figures.lost + figures.duplicated).isZero();
  }

  /** Rows of one content that the other has not, repetitions counted. */
  private static long missing(Map<String, List<String>> of, Map<String, List<String>> in) {
    long missing = 0;
    for (Map.Entry<String, List<String>> table : of.entrySet()) {
      List<String> rest = new ArrayList<>(in.getOrDefault(table.getKey(), List.of()));
      missing += table.getValue().stream().filter(row -> !rest.remove(row)).count();
    }
    return missing;
  }

  /** At a step; the line says what then stands. */
  @ParameterizedTest
  @ValueSource(strings = {"[2/5]", "[4/5]"})
  void afterCtrlCTheLatestReleaseStaysAndAPlainRunDoesTheWork(String step) throws Exception {
    Path base = shared.resolve("lake");
    String root = copy(base, folder.resolve("lake")).toString();
    Lake lake = project.lake(root);
    String release = lake.latestRelease().orElseThrow().releaseId();
    Map<String, List<String>> before = Project.content(lake);
    project.figures(1);
    LaunchedRun run = LaunchedRun.start(project.configuration(), root, folder);
    run.awaitLine(step);

    assertThat(run.interrupt()).as("%s%n%s", run.lines(), run.errors()).isEqualTo(130);
    assertThat(run.errors().lines().filter(line -> !line.contains(" WARN ")))
        .containsExactly(
            "interrupted: release %s stays the latest of the lake 'file:%s'; readers see nothing of this run, and the next 'nightly' does its work again"
                .formatted(release, root));
    assertThat(Project.content(lake)).isEqualTo(before);

    LaunchedRun.succeeds(project.configuration(), root, folder);
    String apart = folder.resolve("apart").toString();
    copy(base, Path.of(apart));
    project.nightly(apart, Clock.systemUTC());
    assertThat(Project.content(lake)).isEqualTo(Project.content(project.lake(apart)));
  }

  @Test
  void afterCtrlCInTheFirstNightThereIsNoReleaseAndAPlainRunMakesIt() throws Exception {
    project.figures(0);
    String root = folder.resolve("lake").toString();
    LaunchedRun run = LaunchedRun.start(project.configuration(), root, folder);
    run.awaitLine("[3/5]");
    assertThat(run.interrupt()).as("%s%n%s", run.lines(), run.errors()).isEqualTo(130);
    assertThat(run.errors())
        .contains("interrupted: the lake 'file:" + root + "' has no release yet");
    assertThat(project.lake(root).latestRelease()).isEmpty();

    LaunchedRun.succeeds(project.configuration(), root, folder);
    assertThat(Project.content(project.lake(root)))
        .isEqualTo(Project.content(project.lake(shared.resolve("lake").toString())));
  }

  @Test
  void ofTwoRunsStartedTogetherOnePublishesAndTheOtherIsToldWhoHoldsTheLake() throws Exception {
    project.figures(0);
    String root = folder.resolve("lake").toString();
    Path mine = project.configuration();
    LaunchedRun one = LaunchedRun.start(mine, root, folder);
    LaunchedRun other = LaunchedRun.start(mine, root, folder);
    List<Integer> codes = List.of(one.exitCode(), other.exitCode());
    assertThat(codes).as("%s%n%s", one.errors(), other.errors()).containsExactlyInAnyOrder(0, 75);
    LaunchedRun winner = codes.get(0) == 0 ? one : other;
    LaunchedRun told = codes.get(0) == 0 ? other : one;
    assertThat(told.errors()).contains("is held by run ").contains("('nightly', process ");
    assertThat(told.lines()).noneMatch(line -> line.startsWith("["));
    assertThat(winner.step()).as("the last step").matches("(\\d+)/\\1");

    Lake lake = project.lake(root);
    String writer = lake.latestRelease().orElseThrow().releaseId();
    assertThat(told.errors()).contains("run " + writer + " ");
    Project.content(lake);
    for (String table : tables(Path.of(root))) {
      assertThat(
              SparkTest.session()
                  .sql("DESCRIBE HISTORY delta.`" + root + "/" + table + "`")
                  .select("userMetadata")
                  .collectAsList())
          .as(table)
          .isNotEmpty()
          .allMatch(commit -> commit.getString(0).contains("\"run_id\":\"" + writer + "\""));
    }
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
    return to;
  }

  private static List<String> tables(Path lake) throws IOException {
    try (var entries = Files.list(lake)) {
      return entries
          .map(entry -> String.valueOf(entry.getFileName()))
          .filter(name -> !name.startsWith("_"))
          .toList();
    }
  }
}
