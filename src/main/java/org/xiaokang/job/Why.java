package org.xiaokang.job;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.FormulaText;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.Input;
import org.xiaokang.catalogue.Metric;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.tables.Tables;

/**
 * Answers where a number comes from: its formula, the numbers put in, and each input's document and
 * place in it.
 *
 * @param tables the tables of a release
 * @param catalogue what the indicator means
 */
public record Why(Tables tables, Catalogue catalogue) {

  /**
   * The story of an indicator for a region and a period, in lines of text.
   *
   * @param area the region's code or name
   * @param id the indicator
   * @param period a time_period of the indicators table; {@code latest} for the latest there is
   * @throws XiaokangException when there is no such region or value, saying what there is
   */
  public List<String> lines(String area, String id, String period) {
    Indicator indicator = catalogue.indicator(id);
    Row region = new RegionFinder(tables).find(area);
    String panel = region.getAs("panel_area");
    Dataset<Row> values =
        tables
            .table("indicators")
            .filter(col("panel_area").equalTo(panel).and(col("indicator").equalTo(id)));
    List<Row> found =
        values
            .orderBy(
                col("period_end").asc_nulls_last(),
                col("scope"),
                col("origin"),
                // a region may have several values without a period, one per document
                col("inputs.observation_id"))
            .collectAsList();
    List<Row> chosen = chosen(found, period);
    if (chosen.isEmpty()) {
      throw new XiaokangException(absent(indicator, region, period, found));
    }
    List<String> lines = new ArrayList<>();
    for (Row value : chosen) {
      lines.addAll(story(indicator, region, value));
      lines.add("");
    }
    return lines;
  }

  private static List<Row> chosen(List<Row> found, String period) {
    if (period.equals("latest")) {
      if (found.isEmpty()) {
        return List.of();
      }
      Row last = found.get(found.size() - 1);
      List<Row> latest =
          found.stream()
              .filter(r -> r.getAs("time_period").equals(last.getAs("time_period")))
              .toList();
      List<Row> ofAll = latest.stream().filter(r -> r.getAs("scope").equals("all")).toList();
      return ofAll.isEmpty() ? latest : ofAll;
    }
    return found.stream().filter(r -> period.equals(r.getAs("time_period"))).toList();
  }

  private String absent(Indicator indicator, Row region, String period, List<Row> found) {
    String about =
        indicator.id() + " of " + region.getAs("name") + " (" + region.getAs("ref_area") + ")";
    if (!found.isEmpty()) {
      List<String> periods =
          found.stream().map(r -> r.<String>getAs("time_period")).distinct().toList();
      return about + " has no value for period '" + period + "'; it has " + periods;
    }
    StringBuilder text = new StringBuilder(about + " has no value for any period. It needs:");
    for (Input input : indicator.inputs()) {
      List<String> there =
          tables
              .table("observations")
              .filter(
                  col("panel_area")
                      .equalTo(region.<String>getAs("panel_area"))
                      .and(col("metric").equalTo(input.metric())))
              .orderBy("time_period", "scope")
              .collectAsList()
              .stream()
              .map(r -> r.getAs("time_period") + " [" + r.getAs("scope") + "]")
              .distinct()
              .toList();
      text.append("\n  ").append(input.variable()).append(" = ").append(input);
      text.append(there.isEmpty() ? ": never reported" : ": reported for " + there);
    }
    return text.toString();
  }

  private List<String> story(Indicator indicator, Row region, Row value) {
    List<String> lines = new ArrayList<>();
    Double number = value.getAs("obs_value");
    String base = value.getAs("base_period");
    lines.add(
        "%s (%s), %s, %s"
            .formatted(
                Names.of(catalogue.regions(), value),
                value.<String>getAs("ref_area"),
                value.<String>getAs("time_period"),
                "scope " + value.getAs("scope")));
    lines.add(
        "  %s = %s %s"
            .formatted(
                indicator.id(),
                number == null ? "no value" : Numbers.plain(number),
                value.<String>getAs("unit_measure")));
    lines.add("  " + indicator.name().en() + " / " + indicator.name().zh());
    if (base != null) {
      lines.add("  against " + base);
    }
    Double unadjusted = value.getAs("unadjusted_value");
    if (unadjusted != null) {
      lines.add("  on a comparable base; without it " + Numbers.plain(unadjusted));
    }
    lines.add("  status " + value.getAs("obs_status") + marks(value));
    if (value.getAs("reason") != null) {
      lines.add("  " + value.getAs("reason"));
    }
    boolean fromBelow = value.getAs("origin").equals("aggregated");
    if (fromBelow) {
      lines.addAll(new FromBelow(tables, catalogue).lines(value));
    }
    if (fromBelow && (number == null || value.getList(value.fieldIndex("inputs")).isEmpty())) {
      return lines; // no formula was put to use
    }
    lines.add("");
    List<Row> inputs = value.getList(value.fieldIndex("inputs"));
    Map<String, String> numbers = new HashMap<>();
    inputs.forEach(i -> numbers.put(i.getAs("variable"), number(i)));
    numbers.put(Indicator.YEARS, years(indicator, value));
    lines.add("  formula  " + FormulaText.of(indicator.value()));
    lines.add(
        "         = "
            + indicator.value().match(new FormulaText(name -> numbers.getOrDefault(name, name))));
    for (Row input : inputs) {
      lines.addAll(input(region, input, fromBelow, isOwn(indicator, input)));
    }
    return lines;
  }

  private static String years(Indicator indicator, Row value) {
    String base = value.getAs("base_period");
    String period = value.getAs("time_period");
    if (!indicator.value().variables().contains(Indicator.YEARS) || base == null) {
      return Indicator.YEARS;
    }
    return String.valueOf(
        Integer.parseInt(period.substring(0, 4)) - Integer.parseInt(base.substring(0, 4)));
  }

  private static String marks(Row value) {
    List<String> flags = value.getList(value.fieldIndex("flags"));
    String bound = value.getAs("bound");
    return (flags.isEmpty() ? "" : ", " + String.join(", ", flags))
        + (bound == null ? "" : " (" + bound + ")");
  }

  private static String number(Row input) {
    Double value = input.getAs("value");
    return value == null ? "?" : Numbers.plain(value);
  }

  /** Whether an input is the region's own figure; it is, if the catalogue has it no more. */
  private static boolean isOwn(Indicator indicator, Row input) {
    String variable = input.getAs("variable");
    return indicator.inputs().stream()
        .filter(one -> one.variable().equals(variable))
        .allMatch(one -> one.of().isSelf());
  }

  private List<String> input(Row region, Row input, boolean fromBelow, boolean isOwn) {
    List<String> lines = new ArrayList<>();
    String code = input.getAs("metric");
    // A release may be older than the catalogue.
    Optional<Metric> metric = Optional.ofNullable(catalogue.metrics().get(code));
    lines.add("");
    lines.add(
        "  %s = %s %s  %s [%s], %s"
            .formatted(
                input.<String>getAs("variable"),
                number(input),
                metric.map(it -> it.unit().toString()).orElse("(not in the catalogue any more)"),
                code,
                Optional.ofNullable(input.<String>getAs("scope")).orElse("?"),
                Optional.ofNullable(input.<String>getAs("time_period")).orElse("?")));
    Long observation = input.getAs("observation_id");
    if (observation != null) {
      lines.addAll(source(col("observation_id").equalTo(observation)));
    } else if (input.<Boolean>getAs("derived") && fromBelow) {
      lines.add("    made of figures that are derived in regions below");
    } else if (input.<Boolean>getAs("derived")) {
      for (Metric.Derivation derivation : metric.map(Metric::derivations).orElse(List.of())) {
        lines.add(
            "    derived as "
                + FormulaText.of(derivation.value())
                + (isOwn ? " from" : ", where it is taken from, from"));
        for (Input part : derivation.inputs()) {
          Column mine =
              col("panel_area")
                  .equalTo(region.<String>getAs("panel_area"))
                  .and(col("metric").equalTo(part.metric()))
                  .and(col("time_period").equalTo(input.<String>getAs("time_period")))
                  .and(col("scope").equalTo(part.scope().orElse(input.getAs("scope"))))
                  .and(col("preferred"));
          lines.add("    " + part.variable() + " = " + part);
          if (isOwn) {
            lines.addAll(source(mine));
          }
        }
      }
    }
    return lines;
  }

  private List<String> source(Column condition) {
    List<String> lines = new ArrayList<>();
    for (Row row :
        tables
            .table("observations")
            .filter(condition)
            .orderBy("doc_id", "obs_id")
            .collectAsList()) {
      lines.add(
          "    printed '%s%s' (%s) in document %s, observation %s%s"
              .formatted(
                  row.<String>getAs("value_printed"),
                  Optional.ofNullable(row.<String>getAs("unit_printed")).orElse(""),
                  row.<String>getAs("qualifier"),
                  row.<String>getAs("doc_id"),
                  row.<String>getAs("obs_id"),
                  row.getAs("locator") == null ? "" : ", at " + row.getAs("locator")));
      new Rivals(tables).of(row).ifPresent(lines::add);
    }
    return lines;
  }
}
