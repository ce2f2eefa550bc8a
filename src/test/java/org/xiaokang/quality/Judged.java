package org.xiaokang.quality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.xiaokang.SparkTest;
import org.xiaokang.job.Setup;

/** Literal rows on their way through gates that are declared as in a configuration. */
final class Judged {
  private static final LocalDate TODAY = LocalDate.parse("2021-12-31");
  private static final StructType INPUT =
      new StructType().add("observation_id", DataTypes.LongType);
  private static final StructType INDICATORS =
      new StructType()
          .add("panel_area", DataTypes.StringType)
          .add("ref_area", DataTypes.StringType)
          .add("parent_area", DataTypes.StringType)
          .add("indicator", DataTypes.StringType)
          .add("scope", DataTypes.StringType)
          .add("period_kind", DataTypes.StringType)
          .add("time_period", DataTypes.StringType)
          .add("period_start", DataTypes.DateType)
          .add("period_end", DataTypes.DateType)
          .add("origin", DataTypes.StringType)
          .add("obs_value", DataTypes.DoubleType)
          .add("inputs", DataTypes.createArrayType(INPUT));
  private static final StructType OBSERVATIONS =
      new StructType()
          .add("panel_area", DataTypes.StringType)
          .add("metric", DataTypes.StringType)
          .add("period_end", DataTypes.DateType)
          .add("published_on", DataTypes.DateType)
          .add("preferred", DataTypes.BooleanType);
  private static final StructType SOURCES = new StructType().add("source", DataTypes.StringType);

  private final Path folder;
  private final List<Row> raw = new ArrayList<>();
  private final List<Row> rejected = new ArrayList<>();
  final Figures now = new Figures();
  final Figures before = new Figures();

  Judged(Path folder) {
    this.folder = folder;
  }

  /** The observations and indicator values of a release. */
  static final class Figures {
    private final List<Row> observations = new ArrayList<>();
    private final List<Row> values = new ArrayList<>();

    Figures year(String area, String indicator, int year, @Nullable Double value) {
      return value(area, "P", indicator, "reported", "year", "" + year, year, "12-31", 0, value);
    }

    Figures value(
        String area,
        @Nullable String parent,
        String indicator,
        String origin,
        String kind,
        String period,
        int year,
        String end,
        long id,
        @Nullable Double value) {
      boolean known = !period.equals("_U");
      values.add(
          RowFactory.create(
              area,
              area,
              parent,
              indicator,
              "all",
              kind,
              period,
              known ? Date.valueOf(year + "-01-01") : null,
              known ? Date.valueOf(year + "-" + end) : null,
              origin,
              value,
              new Row[] {RowFactory.create(id)}));
      return this;
    }

    Figures observed(String area, String metric, String end, boolean preferred) {
      observations.add(RowFactory.create(area, metric, Date.valueOf(end), null, preferred));
      return this;
    }

    Gates.Before before() {
      return new Gates.Before(dataset(observations, OBSERVATIONS), dataset(values, INDICATORS));
    }
  }

  private static Dataset<Row> dataset(List<Row> rows, StructType schema) {
    return SparkTest.session().createDataFrame(rows, schema);
  }

  /** So many rows of a source, so many of them refused. */
  void read(String source, int rows, int refused) {
    for (int i = 0; i < rows; i++) {
      raw.add(RowFactory.create(source));
    }
    for (int i = 0; i < refused; i++) {
      rejected.add(RowFactory.create(source));
    }
  }

  /** The rows of the table quality, their cells parted by bars, without those that are null. */
  List<String> judge(boolean compared, String... gates) throws IOException {
    Gates declared = gates(gates);
    Dataset<Row> judgements =
        declared.judge(
            new Gates.Input(
                dataset(raw, SOURCES),
                dataset(rejected, SOURCES),
                dataset(now.observations, OBSERVATIONS),
                dataset(now.values, INDICATORS)),
            compared ? Optional.of(before.before()) : Optional.empty());
    return declared
        .findings(judgements, compared, "run-1")
        .drop("run_id", "scope", "period_kind")
        .collectAsList()
        .stream()
        .map(Judged::text)
        .sorted()
        .toList();
  }

  private static String text(Row row) {
    List<Object> cells =
        new ArrayList<>(scala.jdk.javaapi.CollectionConverters.asJava(row.toSeq()));
    return cells.stream()
        .filter(cell -> cell != null)
        .map(c -> c instanceof Double d ? String.format(Locale.ROOT, "%.4f", d) : c.toString())
        .collect(Collectors.joining("|"));
  }

  private Gates gates(String... gates) throws IOException {
    Files.writeString(
        folder.resolve("mine.yaml"),
        """
        lake: lake
        catalogue: {units: units.yaml, metrics: metrics.yaml, indicators: themes, regions: regions.csv}
        sources: [{name: s, format: csv, path: s.csv}]
        gates:
        """
            + List.of(gates).stream().map(g -> "  - {" + g + "}\n").collect(Collectors.joining()));
    Files.writeString(
        folder.resolve("units.yaml"),
        "units:\n  - {code: percent, name: {en: percent, zh: 百分比}, symbols: [{of: [\"%\"]}]}\n");
    Files.writeString(
        folder.resolve("metrics.yaml"),
        """
        metrics:
          - code: m
            name: {en: M, zh: 率}
            unit: percent
            kind: rate
            aggregation: {rule: none, reason: a rate}
        """);
    String indicator =
        """
          - id: %s
            name: {en: %s, zh: %s}
            unit: percent
            inputs: {now: {metric: m}}
            value: now
            direction: neutral
        """;
    Files.createDirectories(folder.resolve("themes"));
    Files.writeString(
        folder.resolve("themes/first.yaml"), "indicators:\n" + indicator.replace("%s", "level"));
    Files.writeString(
        folder.resolve("themes/second.yaml"),
        "indicators:\n" + indicator.replace("%s", "share") + "    expected: {min: 0, max: 100}\n");
    Files.writeString(
        folder.resolve("regions.csv"),
        "code,name,level,parent,valid_from,valid_to,successors\nA,A,region,,,,\n");
    Setup setup = Setup.read(folder.resolve("mine.yaml"), Optional.empty());
    return new Gates(setup.configuration().gates(), setup.catalogue(), TODAY);
  }
}
