package org.xiaokang.job;

import java.time.Instant;
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
import org.xiaokang.tables.IntakeTables;
import org.xiaokang.tables.Lake;
import org.xiaokang.tables.Release;
import org.xiaokang.tables.TableWrite;
import org.xiaokang.tables.WriteResult;

/**
 * The main job and its two halves: sources to observations, observations to indicators. Only a run
 * that computed the indicators publishes a release, after everything else is written.
 *
 * @param spark the session
 * @param lake where the tables stand
 * @param setup what is declared
 * @param run id and start
 * @param progress is told of each step
 */
public record NightlyJob(SparkSession spark, Lake lake, Setup setup, Run run, Progress progress) {

  /** Sources to a published release. */
  public Outcome nightly() {
    Steps steps = new Steps(4, progress);
    Load load =
        steps.take("read and judge the sources", () -> Load.of(spark, setup, run, progress));
    Computation computed = compute(steps, load.observations());
    List<TableWrite> writes = new ArrayList<>(load.writes());
    writes.addAll(computed.writes());
    List<WriteResult> written = write(steps, writes);
    return publish(steps, load.counts(), written, Instant::now);
  }

  /** Sources to observations; readers see them with the next release. */
  public Outcome load() {
    Steps steps = new Steps(2, progress);
    Load load =
        steps.take("read and judge the sources", () -> Load.of(spark, setup, run, progress));
    List<WriteResult> written = write(steps, load.writes());
    return new Outcome(Optional.of(load.counts()), written, lake.latestRelease(), false);
  }

  /** Observations in the lake to a published release. */
  public Outcome indicators() {
    if (!lake.exists(IntakeTables.OBSERVATIONS.name())) {
      throw new XiaokangException(
          "the lake at " + lake.root() + " has no observations; run 'load' or 'nightly' first");
    }
    Steps steps = new Steps(3, progress);
    Dataset<Row> observations = lake.read(IntakeTables.OBSERVATIONS.name());
    Computation computed = compute(steps, observations);
    List<WriteResult> written = new ArrayList<>(loaded());
    long observed = rows(written, IntakeTables.OBSERVATIONS.name());
    long rejected = rows(written, IntakeTables.REJECTED_METRICS.name());
    long read = rows(written, IntakeTables.RAW_METRICS.name());
    written.addAll(write(steps, computed.writes()));
    Counts counts = new Counts(read, observed, rejected, read - observed - rejected);
    return publish(steps, counts, written, Instant::now);
  }

  private Computation compute(Steps steps, Dataset<Row> observations) {
    return steps.take(
        "compute " + setup.catalogue().indicators().size() + " indicators",
        () -> {
          Computation computed = Computation.of(spark, setup, observations);
          progress.note("%,d values".formatted(computed.indicators().count()));
          return computed;
        });
  }

  /** The tables of the last load, as they stand. */
  private List<WriteResult> loaded() {
    List<WriteResult> loaded = new ArrayList<>();
    for (var definition :
        List.of(
            IntakeTables.RAW_METRICS, IntakeTables.REJECTED_METRICS, IntakeTables.OBSERVATIONS)) {
      loaded.add(lake.current(definition.name()));
    }
    return loaded;
  }

  private static long rows(List<WriteResult> written, String table) {
    return written.stream().filter(w -> w.table().equals(table)).findFirst().orElseThrow().rows();
  }

  private List<WriteResult> write(Steps steps, List<TableWrite> writes) {
    return steps.take(
        "write " + writes.size() + " tables",
        () ->
            lake.overwriteAll(
                writes,
                run.id(),
                w ->
                    progress.note(
                        w.changed()
                            ? "%s, %,d rows".formatted(w.table(), w.rows())
                            : w.table() + " unchanged")));
  }

  private Outcome publish(
      Steps steps, Counts counts, List<WriteResult> written, Supplier<Instant> clock) {
    return steps.take(
        "publish the release",
        () -> {
          Optional<Release> latest = lake.latestRelease();
          Map<String, Long> versions = new LinkedHashMap<>();
          Map<String, Long> rows = new LinkedHashMap<>();
          written.forEach(w -> versions.put(w.table(), w.version()));
          written.forEach(w -> rows.put(w.table(), w.rows()));
          if (latest.isPresent() && latest.get().tables().equals(versions)) {
            progress.note("nothing changed since release " + latest.get().releaseId());
            return new Outcome(Optional.of(counts), written, latest, false);
          }
          Release release =
              new Release(
                  run.id(),
                  run.startedAt(),
                  clock.get(),
                  run.codeVersion(),
                  setup.catalogue().hash(),
                  setup.configuration().hash(),
                  "",
                  versions,
                  rows,
                  counts.read(),
                  counts.observed(),
                  counts.rejected(),
                  counts.duplicates(),
                  steps.durationsMs());
          lake.publish(release);
          progress.note("release " + release.releaseId());
          return new Outcome(Optional.of(counts), written, Optional.of(release), true);
        });
  }
}
