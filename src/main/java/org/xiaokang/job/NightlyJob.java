package org.xiaokang.job;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.xiaokang.catalogue.XiaokangException;
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
    Steps steps = new Steps(5, progress);
    Counts counts = load(steps);
    compute(steps);
    return publish(steps, counts);
  }

  /** Sources to observations; readers see them with the next release. */
  public Outcome load() {
    Counts counts = load(new Steps(2, progress));
    return new Outcome(Optional.of(counts), written, lake.latestRelease(), false);
  }

  /** Observations in the lake to a published release. */
  public Outcome indicators() {
    if (!lake.exists(IntakeTables.OBSERVATIONS.name())) {
      throw new XiaokangException(
          "the lake at " + lake.root() + " has no observations; run 'load' or 'nightly' first");
    }
    Steps steps = new Steps(4, progress);
    long read = present(IntakeTables.RAW_METRICS);
    long rejected = present(IntakeTables.REJECTED_METRICS);
    long observed = present(IntakeTables.OBSERVATIONS);
    steps.take("write the reference tables", () -> write(reference()));
    compute(steps);
    return publish(steps, new Counts(read, observed, rejected, read - observed - rejected));
  }

  private long present(TableDefinition table) {
    WriteResult current = lake.current(table.name());
    written.add(current);
    return current.rows();
  }

  /** What does not wait for the judgement is written while the rows are judged. */
  private Counts load(Steps steps) {
    try (Load load = steps.take("read the sources", () -> Load.of(spark, setup))) {
      List<TableWrite> early = new ArrayList<>(reference());
      early.add(0, load.received(run));
      return steps.take(
          "judge the rows; write observations and rejects",
          () -> {
            CompletableFuture<List<WriteResult>> received =
                CompletableFuture.supplyAsync(() -> lake.overwriteAll(early, run.id(), this::tell));
            try {
              written.addAll(lake.overwriteAll(load.results(), run.id(), this::tell));
            } finally {
              received.exceptionally(e -> List.of()).join(); // never leave a write behind
            }
            written.addAll(0, joined(received));
            Counts counts = load.counts(written.get(0).rows()).balanced();
            progress.note(counts.toString());
            return counts;
          });
    }
  }

  private static List<WriteResult> joined(CompletableFuture<List<WriteResult>> writes) {
    try {
      return writes.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof XiaokangException known ? known : e;
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
    Computation computation =
        new Computation(
            spark, setup, asWritten(IntakeTables.OBSERVATIONS), asWritten(ReferenceTables.REGIONS));
    steps.take(
        "compute " + setup.catalogue().indicators().size() + " indicators",
        () -> write(List.of(computation.indicators())));
    steps.take(
        "profile the regions, reconcile the reports' claims",
        () -> write(computation.conclusions(asWritten(IndicatorTables.INDICATORS))));
  }

  /** A table as this run has written it. */
  private Dataset<Row> asWritten(TableDefinition table) {
    WriteResult result =
        written.stream().filter(w -> w.table().equals(table.name())).findFirst().orElseThrow();
    return lake.read(table.name(), result.version());
  }

  private List<WriteResult> write(List<TableWrite> writes) {
    List<WriteResult> results = lake.overwriteAll(writes, run.id(), this::tell);
    written.addAll(results);
    return results;
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
            return new Outcome(Optional.of(counts), written, latest, false);
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
          return new Outcome(Optional.of(counts), written, Optional.of(release), true);
        });
  }
}
