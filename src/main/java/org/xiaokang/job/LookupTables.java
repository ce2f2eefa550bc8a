package org.xiaokang.job;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Metric;
import org.xiaokang.catalogue.Units;
import org.xiaokang.intake.Keys;
import org.xiaokang.intake.Lookups;

/** The catalogue as the small tables that intake looks things up in. */
record LookupTables(SparkSession spark, Catalogue catalogue) {
  private static final StructType METRICS =
      new StructType()
          .add("name_key", DataTypes.StringType)
          .add("metric", DataTypes.StringType)
          .add("unit_measure", DataTypes.StringType);
  private static final StructType UNITS =
      new StructType()
          .add("unit_measure", DataTypes.StringType)
          .add("symbol_key", DataTypes.StringType)
          .add("exponent", DataTypes.IntegerType)
          .add("factor", DataTypes.createDecimalType(9, 3));

  Lookups lookups() {
    RegionLookups regions = new RegionLookups(catalogue.regions());
    return new Lookups(
        spark.createDataFrame(metrics(), METRICS),
        spark.createDataFrame(units(), UNITS),
        spark.createDataFrame(regions.codes(), Lookups.REGIONS),
        spark.createDataFrame(regions.names(), Lookups.REGIONS));
  }

  private List<Row> metrics() {
    Map<String, Row> rows = new TreeMap<>();
    for (Metric metric : catalogue.metrics().values()) {
      List<String> names = new ArrayList<>(metric.aliases());
      names.addAll(List.of(metric.code(), metric.name().en(), metric.name().zh()));
      for (String name : names) {
        String key = Keys.key(name);
        rows.put(key, RowFactory.create(key, metric.code(), metric.unit().toString()));
      }
    }
    return List.copyOf(rows.values());
  }

  private List<Row> units() {
    Map<String, Row> rows = new LinkedHashMap<>();
    for (Units.Conversion c : catalogue.units().conversions(catalogue.metrics().values())) {
      String key = Keys.key(c.symbol());
      BigDecimal factor = c.factor().setScale(3);
      rows.putIfAbsent(
          c.unit() + " " + key, RowFactory.create(c.unit(), key, c.exponent(), factor));
    }
    return List.copyOf(rows.values());
  }
}
