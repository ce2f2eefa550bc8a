package org.xiaokang.job;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.tables.Conflicts;
import org.xiaokang.tables.IndicatorTables;
import org.xiaokang.tables.IntakeTables;
import org.xiaokang.tables.Lake;
import org.xiaokang.tables.ReferenceTables;
import org.xiaokang.tables.Release;
import org.xiaokang.tables.TableDefinition;
import org.xiaokang.tables.TableWrite;
import org.xiaokang.tables.WriteResult;

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
  private final List<WriteResult> written = new ArrayList<>();
  private final List<List<String>> headlines = new ArrayList<>();
  private long conflicts;

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
  }

  /** Sources to a published release. */
  public Outcome nightly() {
    return alone("nightly", this::everything);
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

  private Outcome everything() {
    Steps steps = new Steps(5, progress);
    Counts counts = load(steps);
    compute(steps);
    return publish(steps, counts);
  }

  private Outcome loading() {
    Counts counts = load(new Steps(2, progress));
    conflicts = Conflicts.of(asWritten(IntakeTables.OBSERVATIONS)).count();
    return new Outcome(counts, conflicts, written, headlines, lake.latestRelease(), false);
  }

  private Outcome computing() {
    if (!lake.exists(IntakeTables.OBSERVATIONS.name())) {
      throw new XiaokangException(
          "the lake at " + lake.root() + " has no observations; run 'load' or 'nightly' first");
    }
    Steps steps = new Steps(4, progress);
    long read = present(IntakeTables.RAW_METRICS);
    long rejected = present(IntakeTables.REJECTED_METRICS);
    long observed = present(IntakeTables.OBSERVATIONS);
    steps.take("write the reference tables", () -> written.addAll(overwrite(reference())));
    compute(steps);
    return publish(steps, new Counts(read, observed, rejected, read - observed - rejected));
  }

  private long present(TableDefinition table) {
    WriteResult current = lake.current(table.name());
    written.add(current);
    return current.rows();
  }

  /** The reference tables and the rows as received are written while the rows are judged. */
  private Counts load(Steps steps) {
    try (Alongside<List<WriteResult>> reference = Alongside.begin(() -> overwrite(reference()));
        Load load = steps.take("read the sources", () -> Load.of(spark, setup));
        Alongside<List<WriteResult>> received =
            Alongside.begin(() -> overwrite(List.of(load.received(run))))) {
      return steps.take(
          "judge the rows, write observations and rejects",
          () -> {
            List<WriteResult> results = overwrite(load.results());
            List<WriteResult> raw = received.result();
            written.addAll(raw);
            written.addAll(results);
            written.addAll(reference.result());
            Counts counts = load.counts(raw.get(0).rows()).balanced();
            progress.note(counts.toString());
            return counts;
          });
    }
  }

  private List<TableWrite> reference() {
    CatalogueRows rows = new CatalogueRows(spark, setup.catalogue());
    return List.of(
        new TableWrite(ReferenceTables.REGIONS, rows.regions(ReferenceTables.REGIONS)),
        new TableWrite(ReferenceTables.METRICS, rows.metrics(ReferenceTables.METRICS)),
        new TableWrite(
            ReferenceTables.INDICATOR_CATALOGUE,
            rows.indicators(ReferenceTables.INDICATOR_CATALOGUE)));
  }

  private void compute(Steps steps) {
    Dataset<Row> observations = asWritten(IntakeTables.OBSERVATIONS);
    Computation computation =
        new Computation(spark, setup, observations, asWritten(ReferenceTables.REGIONS));
    try (Alongside<Dataset<Row>> claims = Alongside.begin(computation::claims);
        Alongside<Long> counted = Alongside.begin(() -> Conflicts.of(observations).count())) {
      steps.take(
          "compute %d indicators, check the claims"
              .formatted(setup.catalogue().indicators().size()),
          () -> written.addAll(overwrite(List.of(computation.indicators()))));
      steps.take(
          "profile the regions, reconcile",
          () -> {
            Dataset<Row> indicators = asWritten(IndicatorTables.INDICATORS);
            Dataset<Row> checked = claims.result();
            List<TableWrite> writes =
                List.of(
                    computation.profiles(indicators),
                    computation.reconciliation(indicators, checked));
            try (Alongside<List<List<String>>> shown =
                Alongside.begin(() -> Headlines.of(indicators, setup.catalogue()))) {
              written.addAll(overwrite(writes));
              headlines.addAll(shown.result());
            }
            return checked.unpersist();
          });
      conflicts = counted.result();
    }
  }

  /** A table as this run has written it. */
  private Dataset<Row> asWritten(TableDefinition table) {
    WriteResult result =
        written.stream().filter(w -> w.table().equals(table.name())).findFirst().orElseThrow();
    return lake.read(table.name(), result.version());
  }

  private List<WriteResult> overwrite(List<TableWrite> writes) {
    return lake.overwriteAll(writes, run.id(), this::tell);
  }

  private void tell(WriteResult result) {
    progress.note(
        "%s, %,d rows%s"
            .formatted(result.table(), result.rows(), result.changed() ? "" : ", unchanged"));
  }

  private Outcome publish(Steps steps, Counts counts) {
    return steps.take(
        "publish the release",
        () -> {
          Map<String, Long> versions = new LinkedHashMap<>();
          Map<String, Long> rows = new LinkedHashMap<>();
          written.forEach(w -> versions.put(w.table(), w.version()));
          written.forEach(w -> rows.put(w.table(), w.rows()));
          Optional<Release> latest = lake.latestRelease();
          if (latest.isPresent() && latest.get().tables().equals(versions)) {
            return new Outcome(counts, conflicts, written, headlines, latest, false);
          }
          Release release =
              new Release(
                  run.id(),
                  run.startedAt(),
                  clock.instant(),
                  run.codeVersion(),
                  setup.catalogue().hash(),
                  setup.configuration().hash(),
                  versions,
                  rows,
                  counts.read(),
                  counts.observed(),
                  counts.rejected(),
                  counts.duplicates(),
                  steps.durationsMs());
          lake.publish(release);
          return new Outcome(counts, conflicts, written, headlines, Optional.of(release), true);
        });
  }
}
