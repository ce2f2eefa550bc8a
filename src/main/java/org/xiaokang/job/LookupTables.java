package org.xiaokang.job;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Metric;
import org.xiaokang.catalogue.Region;
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
  private static final StructType CODES =
      new StructType().add("code", DataTypes.StringType).add("ref_area", DataTypes.StringType);
  private static final StructType NAMES =
      new StructType()
          .add("name_key", DataTypes.StringType)
          .add("ref_area", DataTypes.StringType)
          .add("label", DataTypes.StringType)
          .add("ancestor_keys", DataTypes.createArrayType(DataTypes.StringType));

  Lookups lookups() {
    return new Lookups(
        spark.createDataFrame(metrics(), METRICS),
        spark.createDataFrame(units(), UNITS),
        spark.createDataFrame(codes(), CODES),
        spark.createDataFrame(names(), NAMES));
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

  private List<Row> codes() {
    Set<String> codes = new LinkedHashSet<>();
    catalogue.regions().spells().forEach(region -> codes.add(region.code()));
    return codes.stream().map(code -> RowFactory.create(code, code)).toList();
  }

  private List<Row> names() {
    Map<String, Region> byCode = new LinkedHashMap<>();
    catalogue.regions().spells().forEach(region -> byCode.put(region.code(), region));
    List<Row> rows = new ArrayList<>();
    for (Region region : catalogue.regions().spells()) {
      if (region.validTo().isPresent()) {
        continue; // a name means the region that bears it today
      }
      List<Region> ancestors = ancestors(region, byCode);
      List<String> keys = new ArrayList<>();
      for (Region ancestor : ancestors) {
        keys.add(Keys.key(ancestor.code()));
        keys.add(Keys.key(ancestor.name()));
        keys.add(Keys.key(ancestor.nameEn()));
      }
      String within = ancestors.isEmpty() ? "" : " (" + ancestors.get(0).name() + ")";
      String label = region.code() + " " + region.name() + within;
      for (String name : Set.of(region.name(), region.nameEn())) {
        rows.add(RowFactory.create(Keys.key(name), region.code(), label, keys.toArray()));
      }
    }
    return rows;
  }

  private static List<Region> ancestors(Region region, Map<String, Region> byCode) {
    List<Region> ancestors = new ArrayList<>();
    Optional<Region> next = region.parent().map(byCode::get);
    while (next.isPresent() && !ancestors.contains(next.get())) {
      ancestors.add(next.get());
      next = next.get().parent().map(byCode::get);
    }
    return ancestors;
  }
}
