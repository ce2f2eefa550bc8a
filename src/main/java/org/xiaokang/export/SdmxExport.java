package org.xiaokang.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xiaokang.export.SdmxStructure.Code;
import org.xiaokang.reader.CellText;
import org.xiaokang.reader.ReleaseReader;
import org.xiaokang.reader.TableRow;

/**
 * The indicators of a release as an SDMX-CSV 2.0 data message, the structure message beside it, and
 * what SDMX cannot hold.
 *
 * @param release the release
 * @param catalogue the rows of indicator_catalogue, by indicator
 */
record SdmxExport(ReleaseReader release, Map<String, TableRow> catalogue) {
  private static final String DATA = "sdmx-csv/indicators.csv";
  private static final String REST = "sdmx-csv/left_out.csv";
  private static final String STRUCTURE = "sdmx-csv/structure.json";

  /** In the order of the key; a period that is not known may be there once for each document. */
  private static final String VALUES =
      "SELECT * FROM indicators ORDER BY ref_area, indicator, scope, freq, period_kind, origin,"
          + " time_period, obs_value NULLS FIRST";

  private static final List<String> REST_HEADER =
      List.of(
          "why",
          "ref_area",
          "indicator",
          "scope",
          "period_kind",
          "time_period",
          "origin",
          "obs_value",
          "unit_measure",
          "obs_status",
          "reason");

  /**
   * What came of it.
   *
   * @param rows file to its number of records
   * @param leftOut why values were left out, to how many
   */
  record Counted(Map<String, Long> rows, Map<String, Long> leftOut) {}

  Counted write(ExportFolder folder, Instant prepared) {
    Map<String, Long> rows = new LinkedHashMap<>(Map.of(DATA, 0L, REST, 0L));
    Map<String, Long> leftOut = new TreeMap<>();
    folder.text(
        DATA,
        data ->
            folder.text(
                REST,
                rest -> {
                  data.write(Csv.record(SdmxValue.HEADER));
                  rest.write(Csv.record(REST_HEADER));
                  release.each(
                      List.of("indicators"),
                      VALUES,
                      row -> {
                        Optional<String> why = write(row, data, rest);
                        why.ifPresent(reason -> leftOut.merge(reason, 1L, Long::sum));
                        rows.merge(why.isEmpty() ? DATA : REST, 1L, Long::sum);
                      });
                }));
    String structure =
        new SdmxStructure(release.release().releaseId(), prepared, areas(), indicators()).json();
    folder.text(STRUCTURE, out -> out.write(structure));
    return new Counted(rows, leftOut);
  }

  private Optional<String> write(TableRow row, Writer data, Writer rest) {
    SdmxValue value = value(row);
    Optional<String> why = value.leftOut();
    try {
      if (why.isEmpty()) {
        data.write(Csv.record(value.record(release.release().releaseId())));
      } else {
        rest.write(Csv.record(rest(row, value, why.get())));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return why;
  }

  private SdmxValue value(TableRow row) {
    TableRow indicator = catalogue.get(row.text("indicator"));
    List<String> flags = row.texts("flags");
    return new SdmxValue(
        row.text("ref_area"),
        row.text("indicator"),
        row.text("scope"),
        row.text("freq"),
        row.text("period_kind"),
        row.text("origin"),
        row.text("time_period"),
        text(row, "obs_value"),
        row.text("unit_measure"),
        row.text("obs_status"),
        indicator == null ? null : text(indicator, "decimals"),
        row.optionalText("bound"),
        flags.isEmpty() ? null : String.join(", ", flags),
        row.optionalText("base_period"),
        text(row, "coverage"),
        text(row, "period_start"),
        text(row, "period_end"));
  }

  private static List<@Nullable String> rest(TableRow row, SdmxValue value, String why) {
    return Arrays.asList(
        why,
        value.refArea(),
        value.indicator(),
        value.scope(),
        value.periodKind(),
        value.timePeriod(),
        value.origin(),
        value.value(),
        value.unit(),
        value.status(),
        row.optionalText("reason"));
  }

  /** One code per region, with the name it bore last. */
  private List<Code> areas() {
    Map<String, Code> codes = new TreeMap<>();
    release
        .rows(List.of("regions"), "SELECT * FROM regions ORDER BY valid_to NULLS LAST")
        .forEach(row -> codes.put(row.text("ref_area"), area(row)));
    return codes.values().stream().filter(code -> SdmxValue.isId(code.id())).toList();
  }

  private List<Code> indicators() {
    return catalogue.values().stream()
        .map(
            row -> {
              String said = text(row, "definition");
              String formula = "%s, where %s".formatted(text(row, "formula"), text(row, "inputs"));
              return new Code(
                  row.text("indicator"),
                  names(row.optionalText("name_en"), row.optionalText("name_zh")),
                  said == null ? formula : said + " " + formula);
            })
        .toList();
  }

  private static Code area(TableRow row) {
    return new Code(
        row.text("ref_area"), names(row.optionalText("name_en"), row.optionalText("name")), "");
  }

  private static Map<String, String> names(@Nullable String en, @Nullable String zh) {
    Map<String, String> names = new LinkedHashMap<>();
    if (en != null || zh != null) {
      names.put("en", en == null ? String.valueOf(zh) : en);
    }
    if (zh != null) {
      names.put("zh", zh);
    }
    return names;
  }

  /** A column that a release of an earlier program may lack. */
  static @Nullable String text(TableRow row, String column) {
    return CellText.exact(row.cells().get(column));
  }
}
