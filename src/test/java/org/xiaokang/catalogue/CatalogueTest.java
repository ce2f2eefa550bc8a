package org.xiaokang.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xiaokang.indicator.Plan;
import org.xiaokang.source.CatalystFormulas;

/** What is wrong in a catalogue is reported together, with file, line and the nearest name. */
class CatalogueTest {
  @TempDir private Path folder;

  @Test
  void theProjectsOwnCatalogueHasNoProblem() {
    Problems problems = new Problems();
    Catalogue catalogue =
        CatalogueReader.read(
            new CatalogueReader.Locations(
                Path.of("conf/units.yaml"),
                Path.of("conf/metrics.yaml"),
                Path.of("conf/indicators"),
                List.of(Path.of("conf/regions.csv"))),
            new CatalystFormulas(),
            problems);
    problems.throwIfAny();
    assertThat(catalogue.metrics()).hasSizeGreaterThanOrEqualTo(177);
    assertThat(catalogue.indicators()).hasSizeGreaterThanOrEqualTo(40);
    assertThat(catalogue.indicators().values())
        .extracting(Indicator::theme)
        .contains("income", "poverty", "funding", "services", "reach");
    assertThat(catalogue.comparisons()).containsKeys("income_ranking", "income_trend");
    assertThat(catalogue.metrics().values())
        .allSatisfy(metric -> assertThat(metric.aggregation().reason()).isNotBlank());
  }

  /** So that nobody has to ask why a printed figure leads nowhere. */
  @Test
  void everyMetricThatTheSamplePrintsFeedsAnIndicatorOrSaysWhyNot() throws IOException {
    Problems problems = new Problems();
    Catalogue catalogue =
        CatalogueReader.read(
            new CatalogueReader.Locations(
                Path.of("conf/units.yaml"),
                Path.of("conf/metrics.yaml"),
                Path.of("conf/indicators"),
                List.of(Path.of("conf/regions.csv"))),
            new CatalystFormulas(),
            problems);
    problems.throwIfAny();
    Set<String> read = new TreeSet<>();
    catalogue
        .indicators()
        .values()
        .forEach(indicator -> indicator.inputs().forEach(input -> read.add(input.metric())));
    Set<String> printed = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("data/reports/metrics.csv"))) {
      printed.add(line.split(",", -1)[4]);
    }
    printed.retainAll(catalogue.metrics().keySet());
    assertThat(printed).hasSize(177);
    assertThat(printed)
        .allSatisfy(
            code -> {
              Metric metric = Objects.requireNonNull(catalogue.metrics().get(code));
              assertThat(
                      read.contains(code)
                          || metric.reports().isPresent()
                          || metric.noIndicator().isPresent())
                  .as(code)
                  .isTrue();
            });
  }

  @Test
  void theSmallCatalogueOfTheseTestsHasNoProblem() {
    assertThat(new Folder(folder).found()).isEmpty();
  }

  @Test
  void everythingWrongIsReportedTogether() {
    String indicators =
        """
        indicators:
          - id: fund_growth
            name: {en: Growth of the fund, zh: 资金增速}
            unit: percent
            inputs:
              now: {metric: fnud}
              then: {metric: fund, shift: -1y}
            value: 100 * (now / then - 1)
            direction: neutral
          - id: per_head
            name: {en: Fund per head, zh: 人均资金}
            unit: yuan
            inputs:
              money: {metric: fund}
              people: {metric: poor}
            value: money / people
            directoin: neutral
            direction: neutral
        """;
    assertThat(new Folder(folder).write("indicators.yaml", indicators).found())
        .hasSize(3)
        .anySatisfy(
            p -> assertThat(p).startsWith("indicators.yaml:6 ").contains("did you mean 'fund'?"))
        .anySatisfy(
            p ->
                assertThat(p)
                    .startsWith("indicators.yaml:16 ")
                    .contains("'yuan' does not follow")
                    .contains("gives yuan/person"))
        .anySatisfy(
            p ->
                assertThat(p)
                    .startsWith("indicators.yaml:17 ")
                    .contains("key 'directoin' is not known")
                    .contains("did you mean 'direction'?"));
  }

  @Test
  void aForbiddenFunctionIsRefusedWithThoseAllowed() {
    for (String value :
        new String[] {
          "java_method('java.lang.Runtime', 'getRuntime')",
          "reflect('java.lang.System', 'exit')",
          "(select 1)",
          "sum(now)",
          "rand()",
          "now / (select max(x) from t)"
        }) {
      String indicators = Folder.INDICATORS.replace("100 * (now / then - 1)", "\"" + value + "\"");
      Folder broken = new Folder(folder).write("indicators.yaml", indicators);
      assertThat(broken.found())
          .as(value)
          .anySatisfy(
              p -> assertThat(p).startsWith("indicators.yaml:8 ").contains("is not allowed"));
    }
  }

  @Test
  void textThatIsNoFormulaIsRefused() {
    String indicators = Folder.INDICATORS.replace("(now / then - 1)", "(now / then - ");
    assertThat(new Folder(folder).write("indicators.yaml", indicators).found())
        .singleElement()
        .asString()
        .startsWith("indicators.yaml:8 ")
        .contains("is not a formula");
  }

  @Test
  void aCycleOfDerivationsIsReported() {
    String metrics =
        Folder.METRICS
            + "    derive: [{inputs: {p: {metric: poor}, n: {metric: people}}, value: 100 * p / n}]\n"
            + "  - code: people\n"
            + "    name: {en: People, zh: 人口}\n"
            + "    unit: person\n"
            + "    kind: stock\n"
            + "    aggregation: {rule: sum, reason: persons live in one region}\n"
            + "    derive: [{inputs: {p: {metric: poor}, r: {metric: incidence}}, value: 100 * p / r}]\n";
    assertThat(new Folder(folder).write("metrics.yaml", metrics).found())
        .anySatisfy(
            p ->
                assertThat(p)
                    .contains("derivations form a cycle: incidence <- people <- incidence"));
  }

  @Test
  void aNameHasOneMeaning() {
    String metrics =
        Folder.METRICS.replace(
            "name: {en: Fund, zh: 资金}", "name: {en: Fund, zh: 资金}\n    aliases: [poor]");
    assertThat(new Folder(folder).write("metrics.yaml", metrics).found())
        .singleElement()
        .asString()
        .contains("'poor' is a name of metric 'poor' already");
    String inOtherLetters = Folder.METRICS.replace("en: Fund,", "en: ＰＯＯＲ　persons,");
    assertThat(new Folder(folder).write("metrics.yaml", inOtherLetters).found())
        .singleElement()
        .asString()
        .startsWith("metrics.yaml:8 metric 'poor': ")
        .contains("'Poor persons' is a name of metric 'fund' already");
    String ownWords =
        Folder.METRICS.replace("name: {en: Fund,", "aliases: [FUND]\n    name: {en: fund,");
    assertThat(new Folder(folder).write("metrics.yaml", ownWords).found()).isEmpty();
  }

  @Test
  void aSymbolStandsOnceWithinAUnit() {
    String units = Folder.UNITS.replace("万元]", "万元, kY, ｋy]").replace("亿元]", "亿元, KY]");
    assertThat(new Folder(folder).write("units.yaml", units).found())
        .singleElement()
        .asString()
        .startsWith("units.yaml:4 unit 'yuan': 'KY' stands there already");
  }

  @Test
  void aFactorIsNoLongerThanAConversionHolds() {
    String units = Folder.UNITS.replace("exponent: 4, of: [万元", "factor: 1000000, of: [万元");
    assertThat(new Folder(folder).write("units.yaml", units).found())
        .singleElement()
        .asString()
        .startsWith("units.yaml:4 ")
        .contains("use 'exponent'; found '1000000'");
    String longest = units.replace("1000000,", "999999.999,");
    assertThat(new Folder(folder).write("units.yaml", longest).found()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"person/year/year", "ratio/year", "person*person"})
  void aMetricIsInAUnitThatATableCanPrint(String unit) {
    String metrics = Folder.METRICS.replace("unit: person\n", "unit: " + unit + "\n");
    assertThat(new Folder(folder).write("metrics.yaml", metrics).found())
        .singleElement()
        .asString()
        .startsWith("metrics.yaml:9 ")
        .contains("a unit of its own in units.yaml");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 13})
  void decimalsAreWhatASchemaAllows(int decimals) {
    String indicators = Folder.INDICATORS + "    decimals: " + decimals + "\n";
    assertThat(new Folder(folder).write("indicators.yaml", indicators).found())
        .singleElement()
        .asString()
        .startsWith("indicators.yaml:10 ")
        .contains("'decimals' must be 0 to 12, found " + decimals);
  }

  @Test
  void whatEveryFormulaKnowsIsNoNameOfAnInput() {
    String indicators = Folder.INDICATORS.replace("now", "months");
    assertThat(new Folder(folder).write("indicators.yaml", indicators).found())
        .singleElement()
        .asString()
        .contains("'months' is what every formula calls the length of the period")
        .contains("another name");
    String derived =
        Folder.METRICS
            + "    derive: [{inputs: {poor: {metric: poor}}, value: 100 * poor / poor * months}]\n";
    assertThat(new Folder(folder).write("metrics.yaml", derived).found())
        .anySatisfy(
            p -> assertThat(p).contains("'months' is known to indicators only; an identity"));
  }

  @Test
  void anInputThatIsNotUsedAndANameThatIsNotDeclaredAreReported() {
    String indicators =
        Folder.INDICATORS.replace("100 * (now / then - 1)", "100 * (now / than - 1)");
    assertThat(new Folder(folder).write("indicators.yaml", indicators).found())
        .anySatisfy(p -> assertThat(p).contains("input 'than' is not known").contains("'then'"))
        .anySatisfy(p -> assertThat(p).contains("input 'then' is declared but not used"));
  }

  @Test
  void brokenYamlAMissingFileAndAMissingParentAreReportedTogether() {
    Folder broken =
        new Folder(folder)
            .write("metrics.yaml", "metrics: [")
            .write("regions.csv", Folder.REGIONS.replace("county,140000", "county,149999"));
    assertThat(broken.found())
        .anySatisfy(p -> assertThat(p).startsWith("metrics.yaml:").contains("not valid YAML"))
        .anySatisfy(p -> assertThat(p).startsWith("regions.csv:3 ").contains("parent '149999'"));
  }

  @Test
  void theHashOfAnIndicatorKnowsWhichInputHasWhichName() {
    String hash = new Folder(folder).read().indicator("fund_growth").hash();
    String swapped =
        Folder.INDICATORS.replace("now:", "x:").replace("then:", "now:").replace("x:", "then:");
    Folder other = new Folder(folder).write("indicators.yaml", swapped);
    assertThat(other.read().indicator("fund_growth").hash()).isNotEqualTo(hash);
  }

  @Test
  void theHashOfAnIndicatorKnowsWhichInputOfADerivationHasWhichName() {
    String derive =
        Folder.METRICS
            + "    derive: [{inputs: {p: {metric: poor}, q: {metric: poor, shift: -1y}},"
            + " value: 100 * p / q}]\n";
    String swapped = derive.replace("p: {m", "x: {m").replace("q: {m", "p: {m");
    assertThat(hashOfGrowth(swapped.replace("x: {m", "q: {m"))).isNotEqualTo(hashOfGrowth(derive));
  }

  private String hashOfGrowth(String metrics) {
    String indicators = Folder.INDICATORS.replace("metric: fund", "metric: incidence");
    Folder written =
        new Folder(folder).write("metrics.yaml", metrics).write("indicators.yaml", indicators);
    String hash = Plan.of(written.read()).hashes().get("fund_growth");
    written.problems.throwIfAny();
    return Objects.requireNonNull(hash);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a = 1 or b = 1) and c = 1",
        "a = 1 or (b = 1 and c = 1)",
        "a = 1 or b = 1 or c = 1",
        "not (a > 1 or b = 1) and c = 1"
      })
  void aFormulaIsWrittenAsItIsComputed(String formula) {
    assertThat(FormulaText.of(new CatalystFormulas().parse(formula))).isEqualTo(formula);
  }

  @Test
  void anUnknownIndicatorIsAnsweredWithTheNearest() {
    Catalogue catalogue = new Folder(folder).read();
    assertThatThrownBy(() -> catalogue.indicator("fund_grwoth"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("did you mean 'fund_growth'?");
  }
}
