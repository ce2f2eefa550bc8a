package org.xiaokang;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xiaokang.job.NightlyJob;
import org.xiaokang.job.Outcome;
import org.xiaokang.job.Progress;
import org.xiaokang.job.Setup;
import org.xiaokang.lake.WriteResult;
import org.xiaokang.page.PageText;
import org.xiaokang.reader.DiffOracle;
import org.xiaokang.reader.Release;
import org.xiaokang.tables.Lake;

/**
 * A lake that is kept up night by night holds what a lake has that is built at once, whatever came
 * before: seeded histories of loads, corrections, withdrawals, files that change and go, and edits
 * of the catalogue and the regions. {@code -Dxiaokang.histories=N} says how many, {@code
 * -Dxiaokang.histories.seed=S} from which.
 */
@Tag("long")
class HistoriesTest {
  private static final Logger LOG = LoggerFactory.getLogger(HistoriesTest.class);
  private static final int NIGHTS = 3;

  /** Tells of the past of a lake rather than of its input. */
  private static final String OF_THE_PAST = "observation_history";

  private static final String INCREMENTAL_FROM = "xiaokang.incremental.from";

  @TempDir private Path folder;
  private Instant now = Instant.parse("2026-01-01T01:00:00Z");

  /** Its nights are small, and are to take up what the night before left all the same. */
  @BeforeEach
  void theInputCountsAsLarge() {
    System.setProperty(INCREMENTAL_FROM, "1000");
  }

  @AfterEach
  void asShipped() {
    System.clearProperty(INCREMENTAL_FROM);
  }

  static LongStream seeds() {
    long first = Long.getLong("xiaokang.histories.seed", 20261122L);
    return LongStream.range(first, first + Integer.getInteger("xiaokang.histories", 2));
  }

  /** One in .ci/run; 50 with mvn -Plong verify. */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("seeds")
  void aLakeKeptUpEqualsALakeBuiltAtOnceAfterEveryNight(long seed) throws IOException {
    History history = new History(folder.resolve("project"), seed);
    Lake lake = lake("kept-up");
    history.begin();
    run(history, lake, false);
    List<String> nights = new ArrayList<>();
    for (int night = 1; night <= NIGHTS; night++) {
      String what = history.next();
      run(history, lake, false);
      nights.add(what);
      pageTellsAllThatChanged(lake, "seed %d after %s".formatted(seed, nights));
    }
    Outcome again = job(history, lake, Progress.silent()).full();
    assertThat(again.written()).as("seed %d", seed).noneMatch(WriteResult::changed);
    assertThat(again.published()).as("seed %d", seed).isFalse();
    Lake atOnce = lake("at-once");
    run(history, atOnce, true);
    Map<String, List<String>> expected = Project.content(atOnce);
    Map<String, List<String>> kept = Project.content(lake);
    for (Map<String, List<String>> content : List.of(expected, kept)) {
      content.remove(OF_THE_PAST);
      content.computeIfPresent("observations", (table, rows) -> Project.withoutPast(rows));
    }
    assertThat(kept.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (table, rows) ->
            assertThat(kept.get(table))
                .as("%s of seed %d after %s", table, seed, nights)
                .containsExactlyElementsOf(rows));
    assertThat(kept.get("indicators")).as("seed %d", seed).isNotEmpty();
    LOG.warn("history {}: {}", seed, nights);
  }

  /** Keys that decide a value, a place, a verdict or a comparison, and figures that reach far. */
  @Test
  void aNightAfterAnyEditMakesAReleaseAndTheNextHasNothingToDo() throws IOException {
    History history = new History(folder.resolve("project"), 1);
    Lake lake = lake("kept-up");
    history.begin();
    run(history, lake, false);
    int releases = 1;
    int every = Integer.getInteger("xiaokang.edits.every", 1);
    for (int i = 0; i < History.EDITS.size(); i += every) {
      History.Edit edit = History.EDITS.get(i);
      history.make(edit);
      List<String> steps = run(history, lake, false);
      assertThat(steps).as("%s", edit).isNotEmpty();
      assertThat(lake.releases().all()).as("%s", edit).hasSize(++releases);
      assertThat(run(history, lake, false)).as("the night after %s", edit).isEmpty();
    }
    Outcome again = job(history, lake, Progress.silent()).full();
    assertThat(again.written()).noneMatch(WriteResult::changed);
    assertThat(lake.releases().all()).hasSize(releases);
  }

  /** A page looks only at rows that may differ; here both releases are looked at whole. */
  private static void pageTellsAllThatChanged(Lake lake, String when) throws IOException {
    List<Release> releases = lake.releases().all();
    if (releases.size() < 2) { // a night in which nothing changed
      return;
    }
    Release after = releases.get(0);
    Path html = Path.of(URI.create(lake.root())).resolve("_reports/" + after.releaseId() + ".html");
    String page = PageText.of(Files.readString(html));
    List<String> counts =
        new DiffOracle(lake.tables(releases.get(1)), lake.tables(after), false).byIndicator();
    for (String line : counts.subList(0, Math.min(25, counts.size()))) { // as a page shows
      assertThat(page).as(when).contains(line + "|");
    }
    assertThat(page.contains("No indicator value changed")).as(when).isEqualTo(counts.isEmpty());
  }

  private Lake lake(String name) {
    return Lake.open(SparkTest.session(), folder.resolve(name).toString());
  }

  private NightlyJob job(History history, Lake lake, Progress progress) {
    now = now.plus(Duration.ofHours(1));
    Clock clock = InstantSource.fixed(now).withZone(ZoneOffset.UTC);
    Setup setup = Setup.read(history.configuration(), Optional.of(lake.root()));
    return new NightlyJob(SparkTest.session(), setup, clock, progress);
  }

  /** Runs the job; answers with the steps that it took. */
  private List<String> run(History history, Lake lake, boolean whole) {
    List<String> steps = new ArrayList<>();
    List<Integer> announced = new ArrayList<>();
    Progress told =
        new Progress() {
          @Override
          public void begin(int step, int of, String what) {
            steps.add(what);
            announced.add(of);
          }

          @Override
          public void note(String message) {}
        };
    NightlyJob job = job(history, lake, told);
    Outcome outcome = whole ? job.full() : job.nightly();
    assertThat(outcome.release()).isPresent();
    Project.assertHasItsPage(outcome);
    if (!steps.isEmpty()) { // none where nothing changed
      assertThat(announced).as("%s", steps).endsWith(steps.size());
    }
    if (whole) {
      assertThat(announced).as("%s", steps).containsOnly(steps.size());
    }
    return steps;
  }
}
