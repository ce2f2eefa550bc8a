package org.xiaokang.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.CatalogueReader;
import org.xiaokang.catalogue.Formula;
import org.xiaokang.catalogue.Problems;

/**
 * Values of six counties in two prefectures, and what a few lines of declarations make of them.
 * Indicators are income (higher is better), poverty (lower is better), people and fund.
 */
final class CountyPanel {
  static final String REGIONS =
      """
      code,name,name_en,level,parent,valid_from,valid_to,successors,zone,neighbours
      P,P,P,prefecture,,,,,,
      Q,Q,Q,prefecture,,,,,,
      A,A,A,county,P,,,,hills,B;C
      B,B,B,county,P,,,,plain,A
      C,C,C,county,P,,,,hills,A
      D,D,D,county,Q,,,,plain,E
      E,E,E,county,Q,,,,plain,D;F
      F,F,F,county,Q,,,,hills,E
      """;
  private static final String UNITS =
      """
      units:
        - {code: yuan, name: {en: yuan, zh: 元}, symbols: [{of: [元]}]}
        - {code: percent, name: {en: percent, zh: 百分比}, symbols: [{of: ["%"]}]}
        - {code: percentage_point, name: {en: percentage point, zh: 百分点}}
        - {code: year, name: {en: year, zh: 年}}
      """;
  private static final String METRICS =
      """
      metrics:
        - {code: m, name: {en: m, zh: m}, unit: yuan, kind: flow, aggregation: {rule: sum, reason: r},
           same_as: {registered: all}, near: {line=2300: all}}
      """;

  private final Path folder;
  private final List<ComparedValue> values = new ArrayList<>();
  private String regions = REGIONS;
  private Map<String, String> directions =
      new TreeMap<>(
          Map.of(
              "income", "higher_is_better",
              "poverty", "lower_is_better",
              "people", "neutral",
              "fund", "neutral"));

  /** A panel without values, whose declarations are written into a folder. */
  CountyPanel(Path folder) {
    this.folder = folder;
  }

  /** Other regions. */
  CountyPanel regions(String table) {
    regions = table;
    return this;
  }

  /** Other indicators, of each of which more is better. */
  CountyPanel indicators(List<String> ids) {
    directions = new TreeMap<>();
    ids.forEach(id -> directions.put(id, "higher_is_better"));
    return this;
  }

  /** Values come in another order from now on. */
  void shuffle(Random random) {
    Collections.shuffle(values, random);
  }

  CountyPanel put(ComparedValue value) {
    values.add(value);
    return this;
  }

  /** A value of a year. */
  CountyPanel put(String indicator, int year, String area, double value) {
    return put(value(indicator, "all", "year", year + "-01-01", year + "-12-31", area, value));
  }

  /** The values of counties A to F; NaN where there is none. */
  CountyPanel counties(String indicator, int year, double... its) {
    for (int i = 0; i < its.length; i++) {
      if (!Double.isNaN(its[i])) {
        put(indicator, year, "ABCDEF".substring(i, i + 1), its[i]);
      }
    }
    return this;
  }

  /** A value of any period; a year is named by its number, another period by its last day. */
  static ComparedValue value(
      String indicator,
      String scope,
      String kind,
      String start,
      String end,
      String area,
      double value) {
    String name = kind.equals("year") ? end.substring(0, 4) : end;
    LocalDate first = LocalDate.parse(start);
    LocalDate last = LocalDate.parse(end);
    return new ComparedValue(area, area, indicator, scope, kind, name, first, last, value, true);
  }

  /** What is declared: lines of the list compare. */
  ComparisonPlan plan(String compare) {
    StringBuilder indicators = new StringBuilder("indicators:\n");
    directions.forEach((id, direction) -> indicators.append(indicator(id, direction)));
    indicators.append("compare:\n").append(compare);
    return ComparisonPlan.of(catalogue(indicators.toString()), Set.of("fund"));
  }

  private static String indicator(String id, String direction) {
    return """
      - {id: %1$s, name: {en: %1$s, zh: %1$s}, unit: yuan, inputs: {m: {metric: m}}, value: m,
         direction: %2$s}
    """
        .formatted(id, direction);
  }

  private Catalogue catalogue(String indicators) {
    try {
      Files.writeString(folder.resolve("units.yaml"), UNITS);
      Files.writeString(folder.resolve("metrics.yaml"), METRICS);
      Files.writeString(folder.resolve("indicators.yaml"), indicators);
      Files.writeString(folder.resolve("regions.csv"), regions);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Problems problems = new Problems();
    Catalogue catalogue =
        CatalogueReader.read(
            new CatalogueReader.Locations(
                folder.resolve("units.yaml"),
                folder.resolve("metrics.yaml"),
                folder.resolve("indicators.yaml"),
                List.of(folder.resolve("regions.csv"))),
            Formula.Variable::new,
            problems);
    problems.throwIfAny();
    return catalogue;
  }

  /** The rows of a table, of values that come in another order than they were put. */
  <R> List<R> rows(ComparisonTable<R> table, String compare) {
    ComparisonPlan plan = plan(compare);
    List<R> rows = new ArrayList<>();
    for (ComparisonKey key : plan.keys(table)) {
      plan.rows(table, key, read(plan, table, key)).forEachRemaining(rows::add);
    }
    return rows;
  }

  /** The rows of the table peer_groups. */
  List<PeerGroupRow> peers(String compare, Clustering clustering) {
    ComparisonPlan plan = plan(compare);
    List<PeerFeatures> features = new ArrayList<>();
    for (ComparisonKey key : plan.keys(ComparisonTable.PEER_GROUPS)) {
      plan.features(key, read(plan, ComparisonTable.PEER_GROUPS, key))
          .forEachRemaining(features::add);
    }
    Collections.reverse(features);
    List<PeerGroupRow> rows = new ArrayList<>();
    plan.peerGroups(features, clustering)
        .forEach(group -> plan.rows(group).forEachRemaining(rows::add));
    return rows;
  }

  private Iterator<ComparedValue> read(
      ComparisonPlan plan, ComparisonTable<?> table, ComparisonKey key) {
    List<ComparedValue> read = new ArrayList<>(values);
    Collections.reverse(read);
    read.removeIf(value -> !plan.readers(table, value.indicator()).contains(key));
    return read.iterator();
  }
}
