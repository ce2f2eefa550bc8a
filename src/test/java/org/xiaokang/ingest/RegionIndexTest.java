package org.xiaokang.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SharedData;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.indicator.Declared;

/** Names and codes of the official list of 1981 to 2024, as rows bear them. */
class RegionIndexTest {
  @TempDir private static Path folder;
  private static RowValidator validator;
  private static List<String[]> codes;

  @BeforeAll
  static void read() throws IOException {
    Path divisions = SharedData.divisions();
    codes = new ArrayList<>();
    for (String line : Files.readAllLines(divisions)) {
      codes.add(line.split(",", -1));
    }
    Catalogue catalogue =
        Declared.catalogue(
            folder,
            Declared.metric("m", "yuan", "flow", "{rule: sum, reason: a test}"),
            Declared.indicator("i", "yuan", "x: {metric: m}", "x"),
            Files.readString(divisions));
    validator =
        new RowValidator(MetricResolution.of(catalogue), RegionIndex.of(catalogue.regions()));
  }

  private static RowValidator.Validated validated(
      String code, String name, String parent, String day) {
    return validator.validate(
        "s",
        SmallCatalogue.row(
            "region_code",
            code,
            "region_name",
            name,
            "region_parent",
            parent,
            "period_end",
            day,
            "metric_code",
            "m",
            "unit",
            "元"));
  }

  private static Reason reason(RowValidator.Validated found) {
    assertThat(found.reasons()).hasSize(1);
    return found.reasons().get(0);
  }

  private static RegionReading region(RowValidator.Validated found) {
    assertThat(found.reasons()).isEmpty();
    return Objects.requireNonNull(found.observation()).region();
  }

  @Test
  void aNameSharedIn2020NeedsItsParent() {
    Map<String, List<String[]>> bearers = new HashMap<>();
    for (String[] code : codes.subList(1, codes.size())) {
      boolean valid =
          Integer.parseInt(code[6]) <= 2020
              && (code[7].isEmpty() || Integer.parseInt(code[7]) > 2020);
      if (valid) {
        bearers.computeIfAbsent(code[2], name -> new ArrayList<>()).add(code);
      }
    }
    bearers.values().removeIf(same -> same.size() == 1);
    List<String[]> shared = bearers.values().stream().flatMap(List::stream).toList();
    assertThat(shared).hasSize(66);
    for (String[] code : shared) {
      String what = Arrays.toString(code);
      String above = code[4].equals("直辖") ? code[3] : code[4];
      Reason alone = reason(validated("", code[2], "", "2020-12-31"));
      assertThat(alone.code()).as(what).isEqualTo("region_ambiguous");
      assertThat(alone.expected()).as(what).contains("(" + code[0] + ")");
      RegionReading within = region(validated("", code[2], above, "2020-12-31"));
      assertThat(within.refArea()).as(what).isEqualTo(code[0]);
      assertThat(within.match()).as(what).isEqualTo("same");
    }
  }

  @Test
  void aCodeIsReadAsOfItsPeriod() {
    assertThat(read("412825", "", "", "2020-12-31")).isEqualTo("411722 411722 successor");
    assertThat(read("500240", "石柱县", "", "1982-12-31")).isEqualTo("512325 500240 predecessor");
    assertThat(read("110101", "", "", "1975-12-31")).isEqualTo("110101 110101 not_yet");
    assertThat(read("110104", "宣武区", "", "2020-12-31")).isEqualTo("110102 110102 merged");
    assertThat(read("130103", "桥东区", "", "2020-12-31")).isEqualTo("130103 130103 split");
    assertThat(region(validated("130103", "桥东区", "", "2020-12-31")).note())
        .isEqualTo(
            "130103 桥东区 was divided in 2014 among 130102 长安区, 130104 桥西区; no weights are"
                + " declared, so the figure stays under 130103");
    assertThat(read("512300", "", "", "2020-12-31")).isEqualTo("512300 512300 ended");
    assertThat(read("", "石柱县", "重庆市", "2020-12-31"))
        .as("by its old name")
        .isEqualTo("500240 500240 successor");
  }

  @Test
  void aCodeWithoutADayIsItselfUnderWhateverNameItBore() {
    assertThat(read("412825", "", "", "")).isEqualTo("412825 411722 same");
    assertThat(read("412825", "驻马店市", "", "")).isEqualTo("412825 411722 same");
    assertThat(read("412825", "驻马店地区", "", "")).isEqualTo("412825 411722 same");
    assertThat(reason(validated("412825", "焦作市", "", "")).code()).isEqualTo("region_conflict");
  }

  @Test
  void aCodeBetweenTwoMeaningsNeedsAName() {
    assertThat(reason(validated("419001", "", "", "1993-12-31")).expected())
        .contains("三门峡市 义马市 (411281)")
        .contains("焦作市 济源市 (410881)");
    assertThat(read("419001", "济源市", "", "1993-12-31")).isEqualTo("410881 419001 predecessor");
    assertThat(reason(validated("419001", "义马市", "", "2020-12-31")).code())
        .isEqualTo("region_conflict");
  }

  private static String read(String code, String name, String parent, String day) {
    RegionReading region = region(validated(code, name, parent, day));
    return region.refArea() + " " + region.seriesArea() + " " + region.match();
  }
}
