package org.xiaokang.job;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.indicator.Plan;
import org.xiaokang.intake.Intake;
import org.xiaokang.reader.LakeReader;
import org.xiaokang.reader.TableSnapshot;
import org.xiaokang.tables.Conflicts;
import org.xiaokang.tables.IntakeTables;
import org.xiaokang.tables.Lake;
import org.xiaokang.tables.LoadMark;
import org.xiaokang.tables.SourceLedger;
import org.xiaokang.tables.TableDefinition;

/**
 * The main job and its two halves: sources to observations, observations to a published release.
 * Each stage is written before the next reads it, so that nothing large is held in memory; readers
 * see none of it before the release, which is written last.
 */
public final class NightlyJob {
  private final SparkSession spark;
  private final Lake lake;
  private final Setup setup;
  private final Run run;
  private final Clock clock;
  private final Progress progress;
  private final Written written;
  private final Loading loading;
  private final Releasing releasing;

  /**
   * A job for one run.
   *
   * @param lake where the tables stand
   * @param setup what is declared
   * @param clock tells when the run began and ended
   * @param progress is told of each step
   */
  public NightlyJob(SparkSession spark, Lake lake, Setup setup, Clock clock, Progress progress) {
    this.spark = spark;
    this.lake = lake;
    this.setup = setup;
    this.run = Run.beginning(clock.instant());
    this.clock = clock;
    this.progress = progress;
    this.written = new Written(lake, run, progress);
    this.loading = new Loading(spark, lake, setup, run, progress, written);
    this.releasing = new Releasing(spark, lake, setup, run, clock, written);
  }

  /**
   * Sources to a published release. Where every file, the configuration, the catalogue and the
   * program are those of the latest release, there is nothing to do; where some changed, only what
   * follows from them is computed.
   */
  public Outcome nightly() {
    return alone(
        "nightly",
        () -> {
          Optional<Base> base = base();
          SourceLedger ledger = ledger(); // of the tables as they were put back
          Optional<Outcome> asItWas =
              base.filter(one -> one.isStandstill(setup, ledger))
                  .map(one -> releasing.asItWas(one.release(), progress));
          return asItWas
              .or(() -> base.filter(this::isLarge).map(one -> changes(ledger, one)))
              .orElseGet(() -> everything(ledger));
        });
  }

  /** Sources to a published release, whatever was done before. */
  public Outcome full() {
    return alone("nightly --full", () -> everything(ledger()));
  }

  /**
   * Reads all sources again and computes the values of some periods again, whatever was done
   * before; those of other periods as far as they follow from what changed. Without a release that
   * this program made there is nothing to keep, and everything is computed.
   *
   * @param first the first day on which such a period ends
   * @param last the last
   */
  public Outcome backfill(LocalDate first, LocalDate last) {
    return alone(
        "nightly --from " + first + " --to " + last,
        () -> {
          Optional<Base> base = base();
          SourceLedger ledger = ledger(); // of the tables as they were put back
          return base.map(one -> backfill(ledger, one, first, last))
              .orElseGet(() -> everything(ledger));
        });
  }

  private Outcome backfill(SourceLedger ledger, Base base, LocalDate first, LocalDate last) {
    Steps steps = new Steps(6, progress);
    return release(
        steps, loading.all(steps, ledger, base), base, change -> change.and(plan(), first, last));
  }

  private Optional<Base> base() {
    Optional<Base> base = Base.of(lake, run);
    base.map(Base::putBack)
        .filter(tables -> !tables.isEmpty())
        .ifPresent(
            tables ->
                progress.note(
                    "put back to release %s, which the run before did not reach: %s"
                        .formatted(base.get().release().releaseId(), String.join(", ", tables))));
    return base;
  }

  private boolean isLarge(Base base) {
    return base.release().readRows() >= setup.configuration().inPartFrom();
  }

  /** Sources to observations; readers see them with the next release. */
  public Outcome load() {
    return alone("load", this::loading);
  }

  /** Observations in the lake to a published release. */
  public Outcome indicators() {
    return alone("indicators", this::computing);
  }

  /** Of several runs on a lake one works, and the others are told whom to wait for. */
  private Outcome alone(String command, Supplier<Outcome> job) {
    return lake.exclusively(command, run.id(), clock, job);
  }

  /** To find what is confidential takes a step more. */
  private Steps stepsOfEverything(int others) {
    return new Steps(setup.catalogue().suppression().isPresent() ? others + 1 : others, progress);
  }

  private Outcome everything(SourceLedger ledger) {
    Steps steps = stepsOfEverything(5);
    Counts counts = loading.all(steps, ledger);
    return releasing.release(steps, counts, Change.everything(plan()));
  }

  /** Only what changed since a release, and what follows from it: the tables are the same. */
  private Outcome changes(SourceLedger ledger, Base base) {
    Steps steps = new Steps(ledger.isUnchanged() ? 5 : 6, progress);
    Loading.Loaded loaded =
        loading
            .changed(steps, ledger, base)
            .orElseGet(
                () -> {
                  steps.expectAnother();
                  return loading.all(steps, ledger, base);
                });
    return release(steps, loaded, base, change -> change);
  }

  private Outcome release(
      Steps steps, Loading.Loaded loaded, Base base, UnaryOperator<Change> more) {
    Dataset<Row> differences = loaded.differences();
    try {
      Change change =
          steps.take(
              "find what follows from the changes",
              () -> {
                Dataset<Row> all = new Confidentiality(setup, written).since(base, differences);
                Change found = more.apply(Change.since(base, plan(), all));
                all.unpersist();
                return found;
              });
      return releasing.release(steps, loaded.counts(), change);
    } finally {
      differences.unpersist();
    }
  }

  private Plan plan() {
    return Plan.of(setup.catalogue());
  }

  private SourceLedger ledger() {
    Configuration hadoop = spark.sessionState().newHadoopConf();
    return SourceLedger.of(
        hadoop,
        LakeReader.open(lake.root(), hadoop)
            .newest(IntakeTables.SOURCE_FILES.name())
            .map(TableSnapshot::rows)
            .orElse(List.of()),
        setup.configuration().allSources(),
        setup.readings());
  }

  private Outcome loading() {
    Counts counts = loading.all(new Steps(2, progress), ledger());
    new LoadMark(spark, lake).write(loading.versions());
    return new Outcome(
        counts,
        Conflicts.of(written.table(IntakeTables.OBSERVATIONS)).count(),
        written.all(),
        List.of(),
        lake.latestRelease(),
        false,
        Optional.empty(),
        Verdict.CLEAR,
        Optional.empty());
  }

  private Outcome computing() {
    if (!lake.exists(IntakeTables.OBSERVATIONS.name())) {
      throw new XiaokangException(
          "the lake at " + lake.root() + " has no observations; run 'load' or 'nightly' first");
    }
    Steps steps = stepsOfEverything(4);
    long read = written.addPresent(IntakeTables.RAW_METRICS);
    long rejected = written.addPresent(IntakeTables.REJECTED_METRICS);
    long observed = written.addPresent(IntakeTables.OBSERVATIONS);
    for (TableDefinition kept :
        List.of(IntakeTables.SOURCE_FILES, IntakeTables.OBSERVATION_REVISIONS)) {
      if (lake.exists(kept.name())) { // a lake may be older than they are
        written.addPresent(kept);
      }
    }
    loading.requireEnded();
    steps.take("write the reference tables", () -> written.add(written.write(loading.reference())));
    Row repeats =
        Intake.repeats(
                SourceLedger.dated(
                    written.table(IntakeTables.RAW_METRICS),
                    written.table(IntakeTables.SOURCE_FILES)))
            .head();
    Counts counts =
        new Counts(
            read,
            observed,
            rejected,
            repeats.<Long>getAs("duplicates"),
            repeats.<Long>getAs("superseded"));
    return releasing.release(steps, counts, Change.everything(plan()));
  }
}
