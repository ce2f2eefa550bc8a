package org.xiaokang.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.ConfigurationReader;
import org.xiaokang.config.Source;
import org.xiaokang.indicator.Claim;
import org.xiaokang.tables.SourceReader;

/** What documents claim about their own figures: a handful a document, read whole. */
record ClaimSources(SparkSession spark, List<Source> sources) {

  /** The claims of all sources, mapped as the configuration says. */
  List<Claim> claims() {
    List<Claim> claims = new ArrayList<>();
    for (Source source : sources) {
      for (Row row : rows(source).collectAsList()) {
        claims.add(
            new Claim(
                source.name(),
                row.getAs("claim_id"),
                row.getAs("doc_id"),
                row.getAs("region_code"),
                row.getAs("statement"),
                row.getAs("claimed"),
                row.getAs("formula")));
      }
    }
    return claims;
  }

  private Dataset<Row> rows(Source source) {
    Dataset<Row> read = SourceReader.read(spark, source);
    TreeSet<String> missing = new TreeSet<>(ConfigurationReader.CLAIM);
    missing.removeAll(Arrays.asList(read.columns()));
    missing.removeAll(source.columns().keySet());
    if (!missing.isEmpty()) {
      throw new XiaokangException(
          "source '%s' has no column %s; found %s; map each under 'columns:'"
              .formatted(source.name(), missing, List.of(read.columns())));
    }
    List<Column> columns = new ArrayList<>();
    for (String name : ConfigurationReader.CLAIM) {
      String expression = source.columns().get(name);
      Column mapped = expression == null ? col(name) : expr(expression);
      columns.add(coalesce(mapped.cast("string"), lit("")).as(name));
    }
    try {
      return read.select(columns.toArray(Column[]::new));
    } catch (Exception e) { // Spark's AnalysisException: checked in Scala, undeclared in Java
      throw new XiaokangException(
          "source '%s': its mapping does not hold: %s; expected Spark SQL expressions over its columns %s"
              .formatted(
                  source.name(),
                  String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                  List.of(read.columns())),
          e);
    }
  }
}
