package org.xiaokang.lake;

import static org.xiaokang.lake.ColumnType.Plain.BOOLEAN;
import static org.xiaokang.lake.ColumnType.Plain.DATE;
import static org.xiaokang.lake.ColumnType.Plain.INTEGER;
import static org.xiaokang.lake.ColumnType.Plain.TEXT;
import static org.xiaokang.lake.TableSchema.Column.optional;
import static org.xiaokang.lake.TableSchema.Column.required;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.FormulaText;
import org.xiaokang.catalogue.IndicatorEntry;
import org.xiaokang.catalogue.Input;
import org.xiaokang.catalogue.Metric;
import org.xiaokang.catalogue.Region;
import org.xiaokang.catalogue.RegionEntry;
import org.xiaokang.lake.ColumnType.Field;
import org.xiaokang.lake.ColumnType.ListOf;
import org.xiaokang.lake.ColumnType.Struct;
import org.xiaokang.lake.TableSchema.Condition;

/** The catalogue that a release was computed with. */
public final class CatalogueTables {
  private static final List<String> KINDS =
      List.of("stock", "flow", "average", "rate", "growth_rate", "rank");
  private static final List<String> DIRECTIONS =
      List.of("higher_is_better", "lower_is_better", "neutral");

  private static final Struct<Input> INPUT =
      Struct.of(
          new Field<>("variable", TEXT, Input::variable),
          new Field<>("metric", TEXT, Input::metric),
          new Field<>("scope", TEXT, input -> input.scope().orElse(null)),
          new Field<>("input", TEXT, Input::toString),
          new Field<>("own", BOOLEAN, input -> input.of().isSelf()));

  private static final Struct<Metric.Derivation> DERIVATION =
      Struct.of(
          new Field<>("formula", TEXT, derivation -> FormulaText.of(derivation.value())),
          new Field<>("inputs", new ListOf(INPUT), Metric.Derivation::inputs));

  /** Grain: ref_area and the years it was valid. */
  public static final TableSchema<RegionEntry> REGIONS =
      new TableSchema<>(
          "regions",
          "Regions and the years their codes were valid. Grain: ref_area, valid_from.",
          List.of(
              required("ref_area", TEXT, "Region code", entry -> entry.region().code()),
              required(
                  "panel_area",
                  TEXT,
                  "The code under which the region's series is kept across changes of code",
                  RegionEntry::seriesArea),
              required("name", TEXT, "Official name", entry -> entry.region().name()),
              optional("name_en", TEXT, "English name", entry -> entry.region().nameEn()),
              required(
                  "level",
                  TEXT,
                  "country, province, prefecture, county, township, village, or the scheme's own",
                  entry -> entry.region().level()),
              optional(
                  "parent",
                  TEXT,
                  "Code of the region it belongs to; null at the top",
                  entry -> entry.region().parent()),
              optional(
                  "valid_from",
                  DATE,
                  "First day of the code; null when always",
                  entry -> known(entry.region().validFrom(), LocalDate.MIN)),
              optional(
                  "valid_to",
                  DATE,
                  "Last day of the code; null while it is in use",
                  entry -> known(entry.region().validTo(), LocalDate.MAX)),
              optional(
                  "successors",
                  TEXT,
                  "Codes that took over, separated by ; each with its share behind a colon where one"
                      + " is declared; code[year] took a part in that year",
                  CatalogueTables::successors),
              optional(
                  "children_expected",
                  INTEGER,
                  "How many regions its total was made of on its last day: those right below, or the"
                      + " members of a group; null when not known",
                  RegionEntry::childrenExpected),
              required(
                  "neighbours",
                  new ListOf(TEXT),
                  "Codes of the regions it borders on",
                  entry -> entry.region().neighbours()),
              required(
                  "members",
                  new ListOf(TEXT),
                  "Codes of the regions that a group is made of; none where it is no group",
                  entry -> entry.region().membership().members()),
              required(
                  "in_parent_total",
                  BOOLEAN,
                  "Whether what is said of the region above covers it; never for a group",
                  entry -> entry.region().membership().inParentTotal()),
              required(
                  "attributes",
                  new ColumnType.TextMap(),
                  "What else the region table says of it, by column",
                  entry -> entry.region().attributes())),
          List.of(
              new Condition<>(
                  "validity_is_in_order",
                  "valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to",
                  entry -> !entry.region().validFrom().isAfter(entry.region().validTo()))),
          List.of("ref_area"));

  /** Grain: metric. */
  public static final TableSchema<Metric> METRICS =
      new TableSchema<>(
          "metrics",
          "The catalogue of metrics. Grain: metric.",
          List.of(
              required("metric", TEXT, "Metric code", Metric::code),
              required("name_en", TEXT, "English name", metric -> metric.name().en()),
              optional("name_zh", TEXT, "Chinese name", metric -> metric.name().zh()),
              required(
                  "aliases", new ListOf(TEXT), "Other names accepted in input", Metric::aliases),
              optional("definition", TEXT, "What is measured", Metric::definition),
              required(
                  "unit_measure",
                  TEXT,
                  "Base unit of its values",
                  metric -> metric.unit().toString()),
              required(
                  "kind",
                  TEXT,
                  "stock, flow, average, rate, growth_rate or rank",
                  metric -> spelled(metric.kind())),
              required(
                  "aggregation",
                  TEXT,
                  "Rule over regions: sum, weighted_mean or none",
                  metric -> spelled(metric.aggregation().rule())),
              optional(
                  "aggregation_reason",
                  TEXT,
                  "Why that rule",
                  metric -> metric.aggregation().reason()),
              optional(
                  "derivations",
                  new ListOf(DERIVATION),
                  "Identities that give the metric where it is not reported, the preferred first:"
                      + " formula, and for each name in it the metric, the breakdown where it is"
                      + " another than the metric's, and both in words",
                  Metric::derivations)),
          List.of(
              new Condition<>(
                  "kind_is_known",
                  in("kind", KINDS),
                  metric -> KINDS.contains(spelled(metric.kind())))),
          List.of("metric"));

  /** Grain: indicator. */
  public static final TableSchema<IndicatorEntry> INDICATOR_CATALOGUE =
      new TableSchema<>(
          "indicator_catalogue",
          "The catalogue of indicators. Grain: indicator.",
          List.of(
              required("indicator", TEXT, "Indicator id", entry -> entry.indicator().id()),
              required(
                  "theme", TEXT, "Thematic file it stands in", entry -> entry.indicator().theme()),
              required("name_en", TEXT, "English name", entry -> entry.indicator().name().en()),
              optional("name_zh", TEXT, "Chinese name", entry -> entry.indicator().name().zh()),
              optional(
                  "definition", TEXT, "What it says, in a sentence", CatalogueTables::definition),
              required(
                  "unit_measure",
                  TEXT,
                  "Unit of its values",
                  entry -> entry.indicator().unit().toString()),
              optional(
                  "decimals",
                  INTEGER,
                  "Digits behind the point when a value is shown",
                  entry -> entry.indicator().decimals()),
              required(
                  "direction",
                  TEXT,
                  "higher_is_better, lower_is_better or neutral",
                  entry -> spelled(entry.indicator().direction())),
              required(
                  "formula",
                  TEXT,
                  "Spark SQL expression over the inputs",
                  entry -> FormulaText.of(entry.indicator().value())),
              required(
                  "inputs",
                  TEXT,
                  "The inputs in words: metric, scope, shift in time, parent",
                  CatalogueTables::inputs),
              optional(
                  "input_parts",
                  new ListOf(INPUT),
                  "The same by parts: name in the formula, metric, breakdown where it is another than"
                      + " the value's, in words, and whether the region's own figure is meant",
                  entry -> entry.indicator().inputs()),
              required(
                  "derived",
                  BOOLEAN,
                  "Whether its values are only implied by a report's own statement",
                  entry -> entry.indicator().derived()),
              required(
                  "definition_hash",
                  TEXT,
                  "Hash of the definition: equal hash, equal meaning",
                  entry -> entry.indicator().hash()),
              required(
                  "values_hash",
                  TEXT,
                  "Hash of all that decides the values: definition, metrics that are read, regions",
                  IndicatorEntry::valuesHash)),
          List.of(
              new Condition<>(
                  "direction_is_known",
                  in("direction", DIRECTIONS),
                  entry -> DIRECTIONS.contains(spelled(entry.indicator().direction())))),
          List.of("indicator"));

  private CatalogueTables() {}

  private static String in(String column, List<String> words) {
    return column + " IN ('" + String.join("', '", words) + "')";
  }

  private static String spelled(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable LocalDate known(LocalDate day, LocalDate open) {
    return day.equals(open) ? null : day;
  }

  private static @Nullable String successors(RegionEntry entry) {
    List<Region.Successor> successors = entry.region().successors();
    return successors.isEmpty()
        ? null
        : String.join(";", successors.stream().map(Region.Successor::toString).toList());
  }

  private static @Nullable String definition(IndicatorEntry entry) {
    String definition = entry.indicator().definition();
    return definition.isEmpty() ? null : definition;
  }

  private static String inputs(IndicatorEntry entry) {
    return String.join(
        "; ", entry.indicator().inputs().stream().map(i -> i.variable() + " = " + i).toList());
  }
}
