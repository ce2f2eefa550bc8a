package org.xiaokang.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.intake.Revisions;
import org.xiaokang.tables.IntakeTables;
import org.xiaokang.tables.Lake;
import org.xiaokang.tables.LoadMark;
import org.xiaokang.tables.ReferenceTables;
import org.xiaokang.tables.SourceLedger;
import org.xiaokang.tables.TableDefinition;
import org.xiaokang.tables.TableWrite;
import org.xiaokang.tables.WriteResult;

/**
 * The first half of the main job: sources to observations.
 *
 * @param written is told of the tables
 */
record Loading(
    SparkSession spark, Lake lake, Setup setup, Run run, Progress progress, Written written) {
  /**
   * What was loaded after a release.
   *
   * @param counts the account of all rows
   * @param differences the observations that differ from the release's, as they were and as they
   *     are; kept from the first use until they are unpersisted
   */
  record Loaded(Counts counts, Dataset<Row> differences) {
    Loaded {
      differences = Kept.of(differences);
    }
  }

  private static final List<TableDefinition> TABLES =
      List.of(
          IntakeTables.SOURCE_FILES,
          IntakeTables.RAW_METRICS,
          IntakeTables.REJECTED_METRICS,
          IntakeTables.OBSERVATIONS,
          IntakeTables.OBSERVATION_REVISIONS);

  private static final List<TableDefinition> REFERENCE =
      List.of(
          ReferenceTables.REGIONS, ReferenceTables.METRICS, ReferenceTables.INDICATOR_CATALOGUE);

  /** The versions of the tables of a load, as far as the run has them. */
  Map<String, Long> versions() {
    Map<String, Long> versions = new TreeMap<>(written.versions());
    versions.keySet().retainAll(TABLES.stream().map(TableDefinition::name).toList());
    return versions;
  }

  /**
   * To be asked when the tables are taken as they stand.
   *
   * @throws XiaokangException if they are those of a load that died: some new, some old
   */
  void requireEnded() {
    Map<String, Long> present = versions();
    boolean released =
        lake.releases()
            .newest()
            .filter(release -> release.tables().entrySet().containsAll(present.entrySet()))
            .isPresent();
    if (!released && !new LoadMark(spark, lake).isOf(present)) {
      throw new XiaokangException(
          "the tables of the lake at "
              + lake.root()
              + " were left by a run that did not end; run 'load' or 'nightly' again");
    }
  }

  /** Reads all sources. The reference tables and the rows as received are written meanwhile. */
  Counts all(Steps steps, SourceLedger ledger) {
    Dataset<Row> files = ledger.rows(spark, run.id());
    try (Alongside<List<WriteResult>> reference =
            Alongside.begin(
                () -> written.write(reference(new TableWrite(IntakeTables.SOURCE_FILES, files))));
        Load load = steps.take("read the sources", () -> Load.of(spark, setup, ledger, files));
        Alongside<List<WriteResult>> raw =
            Alongside.begin(() -> written.write(List.of(load.raw(run))))) {
      return steps.take(
          "judge the rows, write observations and rejects",
          () -> {
            List<WriteResult> results = written.write(load.results());
            long read = written.add(raw.result()).get(0).rows();
            written.add(results);
            written.add(reference.result());
            written.add(written.write(List.of(revisions())));
            // The rows as received and what became of them come of two readings of the files.
            ledger.requireAsFound(spark, setup.configuration().sources());
            return told(load.counts(read));
          });
    }
  }

  /**
   * Reads what changed since a release.
   *
   * @return empty, with nothing written, if so much changed that everything is to be read
   */
  Optional<Loaded> changed(Steps steps, SourceLedger ledger, Base base) {
    if (ledger.isUnchanged()) {
      Dataset<Row> nothing = base.table(IntakeTables.OBSERVATIONS).limit(0);
      return Optional.of(new Loaded(asItWas(steps, base), nothing));
    }
    Dataset<Row> files = ledger.rows(spark, run.id());
    Optional<Reload> changed =
        steps.take(
            "compare the changed files with what was read of them",
            () -> Reload.of(spark, setup, base, ledger, files));
    return changed.map(reload -> written(steps, base, reload, ledger, files));
  }

  private Counts asItWas(Steps steps, Base base) {
    return steps.take(
        "write the reference tables",
        () -> {
          TABLES.forEach(table -> written.add(List.of(base.unchanged(table))));
          written.add(written.write(reference(base)));
          return told(Counts.of(base.release()));
        });
  }

  private Loaded written(
      Steps steps, Base base, Reload changed, SourceLedger ledger, Dataset<Row> files) {
    try (changed) {
      return steps.take(
          "judge the changed rows, write observations and rejects",
          () -> {
            List<TableWrite> writes = reference(base);
            writes.add(new TableWrite(IntakeTables.SOURCE_FILES, files));
            writes.add(changed.raw(run));
            writes.addAll(changed.results(run));
            written.add(written.write(writes));
            Counts counts =
                changed.counts(
                    written.rows(IntakeTables.RAW_METRICS),
                    written.rows(IntakeTables.OBSERVATIONS),
                    written.rows(IntakeTables.REJECTED_METRICS));
            Loaded loaded = new Loaded(told(counts), changed.differences());
            loaded.differences().count(); // while what it is made of is still there
            ledger.requireAsFound(spark, setup.configuration().sources());
            return loaded;
          });
    }
  }

  private Counts told(Counts counts) {
    counts.balanced();
    progress.note(counts.toString());
    return counts;
  }

  /** Reads all sources, as {@link #all(Steps, SourceLedger)}, beside what there was. */
  Loaded all(Steps steps, SourceLedger ledger, Base base) {
    Counts counts = all(steps, ledger);
    Dataset<Row> before = base.table(IntakeTables.OBSERVATIONS);
    return new Loaded(
        counts,
        written.isUnchanged(base, IntakeTables.OBSERVATIONS)
            ? before.limit(0)
            : Differences.of(before, written.table(IntakeTables.OBSERVATIONS)));
  }

  /**
   * What each figure said, going on from the release before, held or not: what a run wrote that
   * made no release is nobody's history.
   */
  private TableWrite revisions() {
    TableDefinition table = IntakeTables.OBSERVATION_REVISIONS;
    Dataset<Row> known =
        lake.releases()
            .newest()
            .map(release -> release.tables().get(table.name()))
            .map(version -> lake.read(table.name(), version))
            .orElseGet(() -> spark.createDataFrame(List.of(), table.schema()));
    return new TableWrite(
        table, Revisions.of(known, written.table(IntakeTables.OBSERVATIONS), run.id()));
  }

  /** The catalogue as tables, where it is another than that of a release; may be added to. */
  private List<TableWrite> reference(Base base) {
    if (!base.release().catalogueHash().equals(setup.catalogue().hash())) {
      return reference();
    }
    written.add(REFERENCE.stream().map(base::unchanged).toList());
    return new ArrayList<>();
  }

  /** The catalogue as tables, and more; a list that may be added to. */
  List<TableWrite> reference(TableWrite... more) {
    CatalogueRows rows = new CatalogueRows(spark, setup.catalogue());
    List<TableWrite> writes = new ArrayList<>(List.of(more));
    writes.add(new TableWrite(ReferenceTables.REGIONS, rows.regions(ReferenceTables.REGIONS)));
    writes.add(new TableWrite(ReferenceTables.METRICS, rows.metrics(ReferenceTables.METRICS)));
    writes.add(
        new TableWrite(
            ReferenceTables.INDICATOR_CATALOGUE,
            rows.indicators(ReferenceTables.INDICATOR_CATALOGUE)));
    return writes;
  }
}
