package org.xiaokang.job;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.indicator.HeadlineValues;
import org.xiaokang.lake.ExclusiveRun;
import org.xiaokang.lake.LoadMark;
import org.xiaokang.lake.ObservationsTable;
import org.xiaokang.lake.ReleasesTable;
import org.xiaokang.lake.SourceFilesTable;
import org.xiaokang.lake.TableSchema;
import org.xiaokang.reader.LakeReader;
import org.xiaokang.reader.Release;
import org.xiaokang.reader.TableRow;
import org.xiaokang.reader.TableSnapshot;
import org.xiaokang.source.SourceLedger;

/**
 * The main job and its two halves: sources to observations, observations to a published release.
 * Readers see none of the tables before the release, which is written last.
 */
public final class NightlyJob {
  private final SparkSession spark;
  private final Setup setup;
  private final Run run;
  private final Clock clock;
  private final Progress progress;
  private final LakeReader lake;
  private OptionalLong sourceBytes = OptionalLong.empty();

  /**
   * A job for one run.
   *
   * @param setup what is declared, the lake among it
   * @param clock tells when the run began and ended
   * @param progress is told of each step
   */
  public NightlyJob(SparkSession spark, Setup setup, Clock clock, Progress progress) {
    this.spark = spark;
    this.setup = setup;
    this.run = Run.beginning(clock.instant());
    this.clock = clock;
    this.progress = progress;
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    this.lake = LakeReader.open(setup.configuration().lake(), hadoop);
  }

  /** The lake's root as a qualified path. */
  public String root() {
    return lake.root();
  }

  /** The size of all sources in bytes; empty before the run has looked, or where it is not told. */
  public OptionalLong sourceBytes() {
    return sourceBytes;
  }

  /**
   * Sources to a published release. Where every file, the configuration, the catalogue and the
   * program are those of the latest release, there is nothing to do.
   */
  public Outcome nightly() {
    return alone(
        "nightly",
        running ->
            new Standstill(setup.configuration(), lake, run)
                .outcome(progress)
                .orElseGet(() -> nightly(running, true)));
  }

  /** Sources to a published release, whatever was done before: every row is read. */
  public Outcome full() {
    return alone("nightly --full", running -> nightly(running, false));
  }

  /** Sources to observations; readers see them with the next release. */
  public Outcome load() {
    return alone("load", this::loaded);
  }

  /** Observations in the lake to a published release. */
  public Outcome indicators() {
    return alone("indicators", this::resumed);
  }

  /** Of several runs on a lake one works, and the others are told whom to wait for. */
  private Outcome alone(String command, Function<ExclusiveRun, Outcome> job) {
    return RunFailure.telling(
        lake,
        command,
        run.id(),
        clock,
        running -> {
          running
              .committer()
              .requireWritable(
                  List.of(ReleasesTable.SCHEMA.name(), ObservationsTable.SCHEMA.name()));
          return job.apply(running);
        });
  }

  private Outcome nightly(ExclusiveRun running, boolean incremental) {
    Steps steps = new Steps(5, progress);
    try (StagedRun staged = begin(steps, running, incremental)) {
      return release(steps, running, staged, read(steps, staged));
    }
  }

  private Outcome loaded(ExclusiveRun running) {
    Steps steps = new Steps(2, progress);
    try (StagedRun staged = begin(steps, running, true)) {
      StagedRun.Loaded loaded = read(steps, staged);
      mark().write(staged.tables().versions(StagedRun.LOADED));
      return new Outcome(
          loaded.counts(),
          loaded.inConflict(),
          staged.tables().all(),
          List.of(),
          RegionsSideBySide.NOTHING,
          lake.releases().latestPublished(),
          false,
          Optional.empty(),
          Verdict.CLEAR,
          loaded.notes(),
          Optional.empty());
    }
  }

  private Outcome resumed(ExclusiveRun running) {
    Steps steps = new Steps(5, progress);
    try (StagedRun staged = begin(steps, running, false)) {
      StagedRun.Loaded loaded =
          steps.take("take up what was loaded", () -> staged.resume(requireEnded()));
      return release(steps, running, staged, loaded);
    }
  }

  private StagedRun begin(Steps steps, ExclusiveRun running, boolean incremental) {
    return steps.take(
        "find the files of the sources, read the claims",
        () ->
            new StagedRun(
                spark, running.committer(), lake, setup, run, ledger(), incremental, progress));
  }

  /** The files as they are now, held against those that the newest release was made of. */
  private SourceLedger ledger() {
    String table = SourceFilesTable.SCHEMA.name();
    List<TableRow> known =
        lake.releases()
            .newest()
            .filter(release -> release.tables().containsKey(table))
            .map(release -> lake.table(release, table).rows())
            .orElse(List.of());
    SourceLedger ledger =
        SourceLedger.of(lake.hadoop(), known, setup.configuration().allSources(), setup.readings());
    sourceBytes = ledger.bytes();
    return ledger;
  }

  private static StagedRun.Loaded read(Steps steps, StagedRun staged) {
    return steps.take("read the rows, write observations and rejects", staged::load);
  }

  private Outcome release(
      Steps steps, ExclusiveRun running, StagedRun staged, StagedRun.Loaded loaded) {
    steps.take(
        "compute %d indicators".formatted(setup.catalogue().indicators().size()),
        () -> {
          staged.indicators();
          return loaded;
        });
    Publishing publishing =
        new Publishing(lake, lake.releases(), running, setup, run, clock, staged.tables());
    HeadlineValues headlines =
        steps.take("profile the regions, reconcile, compare", staged::regions);
    return steps.take(
        setup.configuration().gates().isEmpty() ? "publish" : "judge the quality, publish",
        () -> {
          Outcome outcome = published(publishing, steps, staged, loaded, headlines);
          staged.forgetLoadsBefore();
          return outcome;
        });
  }

  private Outcome published(
      Publishing publishing,
      Steps steps,
      StagedRun staged,
      StagedRun.Loaded loaded,
      HeadlineValues headlines) {
    return publishing
        .unchanged()
        .map(again -> publishing.of(again, loaded))
        .orElseGet(
            () ->
                publishing.of(
                    steps,
                    loaded,
                    HeadlineTable.of(headlines, setup.catalogue()),
                    Verdict.of(staged.gates(loaded), setup.catalogue().regions())));
  }

  private LoadMark mark() {
    return new LoadMark(lake.root(), lake.hadoop());
  }

  /**
   * The tables of the load that ended last, as they stand.
   *
   * @throws XiaokangException if they are those of a load that died: some new, some old
   */
  private Map<String, TableSnapshot> requireEnded() {
    Map<String, TableSnapshot> present = new TreeMap<>();
    Map<String, Long> versions = new TreeMap<>();
    for (TableSchema<?> table : StagedRun.LOADED) {
      TableSnapshot snapshot =
          lake.newest(table.name())
              .orElseThrow(
                  () ->
                      new XiaokangException(
                          "the lake at %s has no observations; run 'load' or 'nightly' first"
                              .formatted(lake.root())));
      present.put(table.name(), snapshot);
      versions.put(table.name(), snapshot.version());
    }
    Optional<Release> released =
        lake.releases()
            .newest()
            .filter(release -> release.tables().entrySet().containsAll(versions.entrySet()));
    if (released.isEmpty() && !mark().isOf(versions)) {
      throw new XiaokangException(
          "the tables of the lake at %s were left by a run that did not end; run 'load' or 'nightly' again"
              .formatted(lake.root()));
    }
    return present;
  }
}
