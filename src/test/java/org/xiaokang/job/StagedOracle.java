package org.xiaokang.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.xiaokang.SparkTest;
import org.xiaokang.lake.ReleaseEntry;
import org.xiaokang.lake.ReleasesTable;
import org.xiaokang.lake.TableCommitter;
import org.xiaokang.quality.WorstFindings;
import org.xiaokang.reader.LakeReader;
import org.xiaokang.reader.Release;
import org.xiaokang.reader.TableSnapshot;
import org.xiaokang.run.NightlyStages;
import org.xiaokang.tables.SourceLedger;
import org.xiaokang.tables.Tables;

/**
 * Holds the tables of releases that the nightly job made against those that the staged run makes of
 * the same sources, row by row, in a lake of its own.
 */
public final class StagedOracle {
  /** What only one of the two has, and what names the run. */
  private static final List<String> LEFT_OUT =
      List.of("run_id", "source_line", "source_file", "revision", "from_run", "began_by");

  private final String lake;
  private final Map<String, Long> compared = new TreeMap<>();

  /** A staged lake in a folder that is not there yet. */
  public StagedOracle(String lake) {
    this.lake = lake;
  }

  /** Runs all stages at a moment, and compares every table with the release's. */
  public void assertSame(Setup setup, Tables tables, Release release) {
    Configuration hadoop = SparkTest.session().sessionState().newHadoopConf();
    Run run = new Run(release.releaseId(), release.startedAt(), release.codeVersion());
    LakeReader reader = LakeReader.open(lake, hadoop);
    SourceLedger ledger =
        SourceLedger.of(
            hadoop,
            reader.newest("source_files").map(TableSnapshot::rows).orElse(List.of()),
            setup.configuration().allSources(),
            setup.readings());
    TableCommitter committer = TableCommitter.open(lake, hadoop, null);
    try (StagedRun staged =
        new StagedRun(
            SparkTest.session(), committer, reader, setup, run, ledger, Progress.silent())) {
      NightlyStages.Loaded loaded = staged.load();
      assertThat(counts(loaded)).isEqualTo(Counts.of(release));
      staged.indicators();
      staged.regions();
      WorstFindings worst = staged.gates(loaded);
      assertThat(worst.holding().isEmpty()).isEqualTo(!release.isHeld());
      committer.append(
          committer.write(
              ReleasesTable.SCHEMA, List.of(ReleaseEntry.of(with(release, staged.tables())))),
          run.id());
      compare(tables, release, staged.tables().versions());
    }
  }

  private static Release with(Release release, RunTables tables) {
    return new Release(
        release.releaseId(),
        release.startedAt(),
        release.finishedAt(),
        release.codeVersion(),
        release.catalogueHash(),
        release.configurationHash(),
        tables.versions(),
        tables.rowCounts(),
        release.readRows(),
        release.observedRows(),
        release.rejectedRows(),
        release.duplicateRows(),
        release.supersededRows(),
        release.durationsMs(),
        release.standing());
  }

  private static Counts counts(NightlyStages.Loaded loaded) {
    assertThat(loaded.account().rows()).isEqualTo(loaded.read());
    return new Counts(
        loaded.read(),
        loaded.account().observed(),
        loaded.account().rejected(),
        loaded.account().duplicates(),
        loaded.account().superseded() + loaded.account().withdrawn());
  }

  private void compare(Tables tables, Release release, Map<String, Long> versions) {
    for (String table : new TreeSet<>(release.tables().keySet())) {
      switch (table) {
        case "raw_metrics", "indicator_parts" -> {
          // Rows are observed or rejected; parts are on their way only.
        }
        case "observation_revisions" -> compare(table, tables.table(table), revisions(versions));
        case "rejected_metrics" ->
            compare(
                table, tables.table(table), staged(table, versions).filter("verdict = 'rejected'"));
        default -> compare(table, tables.table(table), staged(table, versions));
      }
    }
  }

  /** What figures said before, and what they say. */
  private Dataset<Row> revisions(Map<String, Long> versions) {
    String said =
        "source, doc_id, obs_id, revision, began_by, observation_id, ref_area, metric, scope,"
            + " period_kind, time_period, obs_value, unit_measure, value_printed, unit_printed,"
            + " qualifier";
    return staged("observation_history", versions)
        .selectExpr(
            (said + ", valid_from_run as from_run, valid_to_run as to_run, ended_by").split(","))
        .unionByName(
            staged("observations", versions)
                .selectExpr(
                    (said
                            + ", from_run, cast(null as string) as to_run,"
                            + " cast(null as string) as ended_by")
                        .split(",")));
  }

  private Dataset<Row> staged(String table, Map<String, Long> versions) {
    assertThat(versions).as("tables of the staged run").containsKey(table);
    return SparkTest.session()
        .read()
        .format("delta")
        .option("versionAsOf", Objects.requireNonNull(versions.get(table)))
        .load(lake + "/" + table);
  }

  private void compare(String table, Dataset<Row> old, Dataset<Row> staged) {
    TreeSet<String> columns = new TreeSet<>(Arrays.asList(old.columns()));
    assertThat(staged.columns()).as("columns of %s", table).containsAll(columns);
    if (!table.equals("observation_revisions")) {
      columns.removeAll(LEFT_OUT);
    }
    List<String> before = shown(old, columns);
    assertThat(shown(staged, columns)).as("rows of %s", table).isEqualTo(before);
    compared.merge(table, (long) before.size(), Long::sum);
  }

  /** How many rows were compared, by table. */
  public Map<String, Long> compared() {
    return compared;
  }

  private static List<String> shown(Dataset<Row> rows, Set<String> columns) {
    return rows.collectAsList().stream()
        .map(
            row ->
                columns.stream()
                    .map(name -> name + "=" + shown(row.<@Nullable Object>getAs(name)))
                    .collect(Collectors.joining(" | ")))
        .sorted()
        .toList();
  }

  /** Maps have no order. */
  private static String shown(@Nullable Object cell) {
    if (cell instanceof scala.collection.Map<?, ?> map) {
      Map<String, String> sorted = new TreeMap<>();
      scala.jdk.javaapi.CollectionConverters.asJava(map)
          .forEach((key, value) -> sorted.put(String.valueOf(key), String.valueOf(value)));
      return sorted.toString();
    }
    return String.valueOf(cell);
  }
}
