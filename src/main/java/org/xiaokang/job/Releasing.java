package org.xiaokang.job;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.xiaokang.compare.Comparisons;
import org.xiaokang.reader.Release;
import org.xiaokang.tables.ComparisonTables;
import org.xiaokang.tables.Conflicts;
import org.xiaokang.tables.IndicatorTables;
import org.xiaokang.tables.IntakeTables;
import org.xiaokang.tables.Lake;
import org.xiaokang.tables.QualityTable;
import org.xiaokang.tables.ReferenceTables;
import org.xiaokang.tables.TableDefinition;
import org.xiaokang.tables.TableWrite;

/** The second half of the main job: observations to a release. */
final class Releasing {
  private final SparkSession spark;
  private final Lake lake;
  private final Setup setup;
  private final Run run;
  private final Clock clock;
  private final Written written;
  private final List<Headlines.Headline> headlines = new ArrayList<>();
  private long conflicts;

  Releasing(SparkSession spark, Lake lake, Setup setup, Run run, Clock clock, Written written) {
    this.spark = spark;
    this.lake = lake;
    this.setup = setup;
    this.run = run;
    this.clock = clock;
    this.written = written;
  }

  /**
   * Computes what changed, judges it and publishes it.
   *
   * @param counts the account of the load
   */
  Outcome release(Steps steps, Counts counts, Change change) {
    try (Quality quality = new Quality(lake, setup, run)) {
      compute(steps, quality, change);
      return publish(steps, counts, quality);
    }
  }

  private void compute(Steps steps, Quality quality, Change change) {
    Confidentiality confidentiality = new Confidentiality(setup, written);
    if (change.isEverything()) {
      confidentiality.all(steps);
    }
    Dataset<Row> stated = written.table(IntakeTables.OBSERVATIONS);
    Dataset<Row> observations = confidentiality.of(stated);
    Dataset<Row> regions = written.table(ReferenceTables.REGIONS);
    Computation computation = new Computation(spark, setup, observations, regions, change);
    try (Alongside<Dataset<Row>> claims = Alongside.begin(computation::claims);
        Comparisons comparisons = computation.comparisons();
        Alongside<Long> counted = Alongside.begin(() -> Conflicts.of(stated).count())) {
      steps.take(
          "compute %s, check the claims".formatted(change),
          () -> {
            if (change.isNothing()) {
              Base base = change.base().orElseThrow();
              written.add(List.of(base.unchanged(IndicatorTables.INDICATOR_PARTS)));
              return written.add(List.of(base.unchanged(IndicatorTables.INDICATORS)));
            }
            written.add(written.write(List.of(computation.parts())));
            Dataset<Row> parts = written.table(IndicatorTables.INDICATOR_PARTS);
            return written.add(written.write(List.of(computation.indicators(parts))));
          });
      steps.take(
          "profile the regions, reconcile, judge the quality",
          () -> {
            Dataset<Row> indicators = written.table(IndicatorTables.INDICATORS);
            Optional<Set<String>> areas = computation.areas(indicators);
            Dataset<Row> checked = claims.result();
            List<TableWrite> writes = new ArrayList<>();
            Dataset<Row> looked = Computation.looked(indicators, areas);
            writes.add(computation.profiles(looked, areas));
            writes.add(computation.reconciliation(looked, checked, areas));
            writes.addAll(comparisons(comparisons, indicators, change));
            if (!quality.wasJudged(written.versions())) {
              writes.addAll(quality.table(written));
            }
            try (Alongside<List<Headlines.Headline>> shown =
                Alongside.begin(() -> Headlines.of(indicators, setup.catalogue()))) {
              written.add(written.write(writes));
              headlines.addAll(shown.result());
            }
            looked.unpersist();
            return checked.unpersist();
          });
      conflicts = counted.result();
    }
  }

  /** Comparisons are taken of all regions, unless no indicator that they read has changed. */
  private List<TableWrite> comparisons(
      Comparisons comparisons, Dataset<Row> indicators, Change change) {
    Optional<Base> same = change.base().filter(base -> base.isOfCatalogue(setup));
    List<TableWrite> writes = new ArrayList<>();
    for (Comparisons.Table table : comparisons.declared()) {
      TableDefinition definition = ComparisonTables.of(Names.lower(table));
      Optional<Base> stays =
          same.filter(base -> base.has(definition))
              .filter(
                  base ->
                      written.isUnchanged(base, IndicatorTables.INDICATORS)
                          || !change.mayTouch(comparisons.reads(table)));
      stays.ifPresentOrElse(
          base -> written.add(List.of(base.unchanged(definition))),
          () ->
              writes.add(
                  new TableWrite(
                      definition, comparisons.of(table, indicators, definition.schema()))));
    }
    return writes;
  }

  private Outcome publish(Steps steps, Counts counts, Quality quality) {
    return steps.take(
        "publish the release",
        () -> {
          Optional<Release> newest = quality.newest();
          if (newest.filter(written::makes).filter(made -> isJudged(made, quality)).isPresent()) {
            Verdict verdict = quality.unchanged(written);
            return outcome(
                counts,
                quality.seen(),
                false,
                newest.filter(Release::isHeld),
                verdict,
                Optional.empty());
          }
          if (!written.has(QualityTable.QUALITY)) {
            written.add(written.write(quality.table(written)));
          }
          Verdict verdict =
              written.has(QualityTable.QUALITY)
                  ? quality.verdict(written.table(QualityTable.QUALITY))
                  : Verdict.CLEAR;
          Release release = release(steps, counts, verdict, newest);
          Optional<Release> before = quality.seen();
          Optional<String> page = Optional.of(publish(release, before, verdict));
          return release.isHeld()
              ? outcome(counts, before, false, Optional.of(release), verdict, page)
              : outcome(counts, Optional.of(release), true, Optional.empty(), verdict, page);
        });
  }

  /** Whether what holds a release back was asked again, or is as it was; gates may be gone. */
  private boolean isJudged(Release made, Quality quality) {
    return !made.isHeld()
        || written.has(QualityTable.QUALITY)
        || quality.wasJudged(written.versions());
  }

  /** Publishes the release and writes its page; says where that is, or why there is none. */
  private String publish(Release release, Optional<Release> before, Verdict verdict) {
    ReleasePage page = new ReleasePage(lake.reader(), setup, release, before);
    try (Alongside<String> html =
        Alongside.begin(() -> page.of(headlines, verdict, conflicts).html())) {
      lake.publish(release);
      return page.write(html::result);
    }
  }

  private Outcome outcome(
      Counts counts,
      Optional<Release> seen,
      boolean published,
      Optional<Release> held,
      Verdict verdict,
      Optional<String> page) {
    List<List<String>> shown = headlines.stream().map(Headlines.Headline::cells).toList();
    return new Outcome(
        counts, conflicts, written.all(), shown, seen, published, held, verdict, page);
  }

  /** After the newest one, whatever the clock says: readers see the release that ended last. */
  private Release release(Steps steps, Counts counts, Verdict verdict, Optional<Release> newest) {
    Instant earliest =
        newest.map(release -> release.finishedAt().plusMillis(1)).orElse(run.startedAt());
    return new Release(
        run.id(),
        run.startedAt(),
        Collections.max(List.of(clock.instant(), run.startedAt(), earliest)),
        run.codeVersion(),
        setup.catalogue().hash(),
        setup.configuration().hash(),
        written.versions(),
        written.rowCounts(),
        counts.read(),
        counts.observed(),
        counts.rejected(),
        counts.duplicates(),
        counts.superseded(),
        steps.durationsMs(),
        verdict.holdsBack()
            ? Release.Standing.heldBy(String.join(", ", verdict.gates()))
            : Release.Standing.PUBLISHED);
  }

  /** A run that could only make a release again; only the calendar may have something to say. */
  Outcome asItWas(Release release, Progress progress) {
    written.addAll(release);
    progress.note("every source file, the catalogue and the program are as they were");
    Counts counts = Counts.of(release);
    try (Quality quality = new Quality(lake, setup, run)) {
      Verdict verdict = quality.unchanged(lake.tables(release));
      return outcome(
          counts, Optional.of(release), false, Optional.empty(), verdict, Optional.empty());
    }
  }
}
