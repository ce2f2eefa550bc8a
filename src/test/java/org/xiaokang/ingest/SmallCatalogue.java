package org.xiaokang.ingest;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Units;
import org.xiaokang.config.Source;
import org.xiaokang.ingest.MetricResolution.Measured;
import org.xiaokang.ingest.RegionIndex.Meanings;
import org.xiaokang.ingest.RegionReading.Share;

/** A few metrics, units and regions, and a validator that knows them. */
final class SmallCatalogue {
  private static final Map<String, Measured> METRICS =
      Map.of(
          "poor_population_lifted", new Measured("poor_population_lifted", "person"),
          "脱贫人口", new Measured("poor_population_lifted", "person"),
          "poverty_incidence", new Measured("poverty_incidence", "percent"),
          "贫困发生率", new Measured("poverty_incidence", "percent"),
          "special_fiscal_fund", new Measured("special_fiscal_fund", "yuan"),
          "specialty_industry_area", new Measured("specialty_industry_area", "mu"),
          "grain_output", new Measured("grain_output", "kilogram"),
          "income_per_capita", new Measured("income_per_capita", "yuan/person"));

  private static final List<Units.Conversion> UNITS =
      List.of(
          unit("person", "人", 0, "1"),
          unit("person", "名", 0, "1"),
          unit("person", "万人", 4, "1"),
          unit("count", "个", 0, "1"),
          unit("count", "名", 0, "1"),
          unit("yuan", "元", 0, "1"),
          unit("yuan", "万元", 4, "1"),
          unit("yuan", "亿元", 8, "1"),
          unit("yuan", "100 million yuan", 8, "1"),
          unit("yuan/person", "元", 0, "1"),
          unit("percent", "%", 0, "1"),
          unit("percent", "‰", -1, "1"),
          unit("percent", "ratio", 2, "1"),
          unit("mu", "亩", 0, "1"),
          unit("mu", "公顷", 0, "15"),
          unit("mu", "万公顷", 4, "15"),
          unit("kilogram", "斤", 0, "0.5"),
          unit("kilogram", "吨", 3, "1"));

  private static final RegionReading HENAN =
      area("410000", "河南省", "province", Set.of(), "河南省", "henan");
  private static final RegionReading HEBEI = area("130000", "河北省", "province", Set.of(), "河北省");
  private static final RegionReading ZHUMADIAN =
      area("411700", "河南省 驻马店市", "prefecture", Set.of("410000", "河南省"), "驻马店市");
  private static final RegionReading SHANGCAI =
      area("411722", "驻马店市 上蔡县", "county", Set.of("411700", "驻马店市", "410000", "河南省"), "上蔡县");

  /** What 411722 was until the end of 1999, in the same series. */
  private static final RegionReading SHANGCAI_THEN =
      new RegionReading(
          "412825",
          "411722",
          "same",
          null,
          List.of(),
          "驻马店地区 上蔡县",
          "county",
          Set.of("412800", "驻马店地区", "410000", "河南省"),
          Set.of("上蔡县"));

  private static final RegionReading QIAOXI =
      area("130104", "石家庄市 桥西区", "county", Set.of("130100", "石家庄市", "130000", "河北省"), "桥西区");
  private static final RegionReading OTHER_QIAOXI =
      area("130703", "张家口市 桥西区", "county", Set.of("130700", "张家口市", "130000", "河北省"), "桥西区");
  private static final RegionReading XUANHUA =
      area("130705", "张家口市 宣化区", "county", Set.of("130700", "张家口市", "130000", "河北省"), "宣化区");
  private static final RegionReading YIMA =
      area("411281", "三门峡市 义马市", "county", Set.of("411200"), "义马市");

  private static final RegionReading DIVIDED =
      new RegionReading(
          "F",
          "F",
          "split",
          "F was divided",
          List.of(new Share("F1", "F1", 0.6), new Share("F2", "P2", 0.4)),
          "河南省 己县",
          "county",
          Set.of("410000", "河南省"),
          Set.of("己县"));

  private SmallCatalogue() {}

  /** Knows it all. */
  static RowValidator validator() {
    return new RowValidator(
        new MetricResolution(METRICS, UNITS), new RegionIndex(codes(), names()));
  }

  /** Cells of a good row of d1, and the given columns changed: column, value, column, value. */
  static ContractRow row(@Nullable String... changes) {
    Map<String, @Nullable String> row = new HashMap<>();
    row.put("doc_id", "d1");
    row.put("obs_id", "1");
    row.put("region_code", "411722");
    row.put("metric_code", "poor_population_lifted");
    row.put("value", "12");
    row.put("unit", "人");
    for (int i = 0; i < changes.length; i += 2) {
      row.put(changes[i], changes[i + 1]);
    }
    return ContractRow.of(Source.CONTRACT.stream().map(row::get).toList());
  }

  private static Map<String, Meanings> codes() {
    Map<String, Meanings> codes = new HashMap<>();
    for (RegionReading region : List.of(HENAN, ZHUMADIAN, HEBEI, QIAOXI, OTHER_QIAOXI, XUANHUA)) {
      codes.put(region.refArea(), always(region));
    }
    codes.put("f", always(DIVIDED));
    codes.put(
        "411722",
        since2000(of("predecessor", "411722 was 412825", SHANGCAI_THEN), SHANGCAI, SHANGCAI));
    codes.put(
        "412825",
        since2000(
            SHANGCAI_THEN,
            of("successor", "412825 上蔡县 became 411722 上蔡县 in 2000", SHANGCAI),
            SHANGCAI_THEN));
    codes.put("419001", jiyuan());
    return codes;
  }

  private static Map<String, Meanings> names() {
    return Map.of(
        "河南省", always(HENAN),
        "henan", always(HENAN),
        "驻马店市", always(ZHUMADIAN),
        "上蔡县", since2000(SHANGCAI_THEN, SHANGCAI, SHANGCAI),
        "河北省", always(HEBEI),
        "桥西区", always(QIAOXI, OTHER_QIAOXI),
        "鼓楼", always(QIAOXI, HENAN),
        "宣化区", always(XUANHUA),
        "义马市", always(YIMA));
  }

  /** One code that meant three regions in turn, and two at once from 1990 to 1995. */
  private static Meanings jiyuan() {
    RegionReading today = jiyuan("419001");
    TreeMap<LocalDate, List<RegionReading>> segments = new TreeMap<>();
    segments.put(LocalDate.MIN, List.of(jiyuan("419001@1987")));
    segments.put(LocalDate.of(1990, 1, 1), List.of(YIMA, jiyuan("410881")));
    segments.put(LocalDate.of(1996, 1, 1), List.of(today));
    return new Meanings(segments, List.of(today));
  }

  private static RegionReading jiyuan(String code) {
    return area(code, "河南省 济源市", "county", Set.of("410000", "河南省"), "济源市");
  }

  private static Meanings always(RegionReading... readings) {
    List<RegionReading> all = List.of(readings);
    return new Meanings(new TreeMap<>(Map.of(LocalDate.MIN, all)), all);
  }

  private static Meanings since2000(
      RegionReading before, RegionReading after, RegionReading undated) {
    return new Meanings(
        new TreeMap<>(
            Map.of(LocalDate.MIN, List.of(before), LocalDate.of(2000, 1, 1), List.of(after))),
        List.of(undated));
  }

  private static RegionReading area(
      String code, String label, String level, Set<String> ancestors, String... names) {
    return new RegionReading(
        code, code, "same", null, List.of(), label, level, ancestors, Set.of(names));
  }

  private static RegionReading of(String match, @Nullable String note, RegionReading region) {
    return new RegionReading(
        region.refArea(),
        region.seriesArea(),
        match,
        note,
        region.shares(),
        region.label(),
        region.level(),
        new HashSet<>(region.ancestors()),
        new HashSet<>(region.names()));
  }

  private static Units.Conversion unit(String measure, String symbol, int exponent, String factor) {
    return new Units.Conversion(measure, symbol, exponent, new BigDecimal(factor));
  }
}
