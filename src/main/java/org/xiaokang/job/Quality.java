package org.xiaokang.job;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.xiaokang.quality.Gates;
import org.xiaokang.reader.Numbers;
import org.xiaokang.reader.Release;
import org.xiaokang.tables.IndicatorTables;
import org.xiaokang.tables.IntakeTables;
import org.xiaokang.tables.Lake;
import org.xiaokang.tables.QualityTable;
import org.xiaokang.tables.TableWrite;
import org.xiaokang.tables.Tables;

/**
 * The quality gates of one run. What was judged before is not judged again: where the gates and
 * what they judge are those of the newest release, its findings stay, and only the gates that look
 * at the calendar are asked anew.
 */
final class Quality implements AutoCloseable {
  private static final int SHOWN = 20;
  private static final String TABLE = QualityTable.QUALITY.name();
  private static final List<String> JUDGED =
      List.of(
          IntakeTables.RAW_METRICS.name(),
          IntakeTables.REJECTED_METRICS.name(),
          IntakeTables.OBSERVATIONS.name(),
          IndicatorTables.INDICATORS.name());

  private final Lake lake;
  private final Setup setup;
  private final Run run;
  private final Gates gates;
  private final Optional<Release> newest;
  private @Nullable Dataset<Row> judgements;

  Quality(Lake lake, Setup setup, Run run) {
    this.lake = lake;
    this.setup = setup;
    this.run = run;
    this.newest = lake.releases().newest();
    this.gates =
        new Gates(
            setup.configuration().gates(),
            setup.catalogue(),
            LocalDate.ofInstant(run.startedAt(), ZoneOffset.UTC));
  }

  /** The release of the last run that made one, published or held. */
  Optional<Release> newest() {
    return newest;
  }

  /** The release that readers see. */
  Optional<Release> seen() {
    return newest.filter(Release::isHeld).isPresent() ? lake.latestRelease() : newest;
  }

  /** Whether the newest release was made of the same tables, by the same gates. */
  boolean wasJudged(Map<String, Long> versions) {
    return newest.stream()
        .anyMatch(
            release ->
                release.tables().containsKey(TABLE)
                    && release.configurationHash().equals(setup.configuration().hash())
                    && release.catalogueHash().equals(setup.catalogue().hash())
                    && JUDGED.stream()
                        .allMatch(t -> Objects.equals(versions.get(t), release.tables().get(t))));
  }

  /** The table quality, to be written; none without gates. */
  List<TableWrite> table(Tables tables) {
    if (gates.gates().isEmpty()) {
      return List.of();
    }
    Optional<Gates.Before> before = seen().map(this::before).filter(Gates.Before::isComparable);
    Dataset<Row> judged = Kept.of(gates.judge(input(tables), before));
    judgements = judged;
    return List.of(
        new TableWrite(QualityTable.QUALITY, gates.findings(judged, before.isPresent(), run.id())));
  }

  private static Gates.Input input(Tables tables) {
    return new Gates.Input(
        tables.table(IntakeTables.RAW_METRICS.name()),
        tables.table(IntakeTables.REJECTED_METRICS.name()),
        tables.table(IntakeTables.OBSERVATIONS.name()),
        tables.table(IndicatorTables.INDICATORS.name()));
  }

  private Gates.Before before(Release release) {
    Tables tables = lake.tables(release);
    return new Gates.Before(
        tables.table(IntakeTables.OBSERVATIONS.name()),
        tables.table(IndicatorTables.INDICATORS.name()));
  }

  /**
   * What is to be said of tables that are those of the newest release: what was found then while it
   * is held; else what the calendar says, and nothing against a release that somebody published
   * with a reason.
   */
  Verdict unchanged(Tables tables) {
    Release release = newest.orElseThrow();
    if (release.isHeld() && release.tables().containsKey(TABLE)) {
      return verdict(lake.tables(release).table(TABLE));
    }
    Gates today = gates.ofTime();
    if (today.gates().isEmpty()) {
      return Verdict.CLEAR;
    }
    Dataset<Row> judged = today.judge(input(tables), Optional.empty());
    Verdict verdict = verdict(today.findings(judged, false, run.id()));
    return release.standing().reason().isPresent() ? verdict.told() : verdict;
  }

  /** What the table quality says. */
  Verdict verdict(Dataset<Row> quality) {
    Dataset<Row> findings = quality.filter(col("verdict").equalTo("failed"));
    List<Row> worst =
        findings
            .orderBy(
                col("severity"), // hold before warn
                col("excess").desc(),
                col("gate"),
                col("ref_area"),
                col("indicator"),
                col("time_period"),
                col("scope"),
                col("origin"))
            .limit(SHOWN + 1)
            .collectAsList();
    boolean all = worst.size() <= SHOWN;
    List<String> holding =
        holding(all ? worst : findings.select("gate", "severity").distinct().collectAsList());
    return new Verdict(
        !holding.isEmpty(),
        holding,
        worst.stream().limit(SHOWN).map(row -> cells(row, this::region)).toList(),
        all ? worst.size() : findings.count());
  }

  /**
   * What findings say that are of no region.
   *
   * @param worstFirst failed rows of the table quality
   */
  static Verdict verdict(List<Row> worstFirst) {
    List<String> holding = holding(worstFirst);
    return new Verdict(
        !holding.isEmpty(),
        holding,
        worstFirst.stream().limit(SHOWN).map(row -> cells(row, code -> code)).toList(),
        worstFirst.size());
  }

  /** The gates among these findings that hold back. */
  private static List<String> holding(List<Row> findings) {
    return findings.stream()
        .filter(row -> row.getAs("severity").equals("hold"))
        .map(row -> row.<String>getAs("gate"))
        .distinct()
        .sorted()
        .toList();
  }

  /** The cells of a finding as {@link Verdict} has them. */
  private static List<String> cells(Row row, UnaryOperator<String> region) {
    List<String> about = new ArrayList<>();
    for (String column : List.of("indicator", "metric", "source")) {
      String text = row.getAs(column);
      if (text != null) {
        about.add(text);
      }
    }
    String scope = row.getAs("scope");
    if (scope != null && !scope.equals("all")) {
      about.add("[" + scope + "]");
    }
    return List.of(
        row.getAs("gate"),
        row.getAs("severity"),
        row.getAs("ref_area") == null ? "" : region.apply(row.getAs("ref_area")),
        String.join(" ", about),
        text(row.getAs("time_period")),
        Numbers.plain(row.<Double>getAs("value")),
        range(row.getAs("expected_low"), row.getAs("expected_high")),
        row.getAs("message"));
  }

  private String region(String code) {
    return setup.catalogue().regions().name(code, null) + " (" + code + ")";
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String range(@Nullable Double low, @Nullable Double high) {
    if (low == null) {
      return high == null ? "" : "at most " + Numbers.plain(high);
    }
    return high == null
        ? "at least " + Numbers.plain(low)
        : Numbers.plain(low) + " to " + Numbers.plain(high);
  }

  @Override
  public void close() {
    if (judgements != null) {
      judgements.unpersist();
    }
  }
}
