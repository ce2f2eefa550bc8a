package org.xiaokang.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.source.CatalystFormulas;

/** What is wrong with a rule is told before anything runs, with file, line and a remedy. */
class AssessmentProblemsTest {
  @TempDir private Path folder;

  @BeforeEach
  void declareTheRest() {
    new Folder(folder)
        .write(
            "regions.csv",
            """
            code,name,name_en,level,parent,valid_from,valid_to,successors,zone
            140000,山西省,Shanxi,province,,,,,central
            141128,方山县,Fangshan,county,140000,,,,
            """);
  }

  private List<String> found(String text) {
    try {
      Files.writeString(folder.resolve("rules.yaml"), text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Problems problems = new Problems();
    CatalogueReader.read(
        new CatalogueReader.Locations(
            List.of(folder.resolve("units.yaml")),
            folder.resolve("metrics.yaml"),
            folder.resolve("indicators.yaml"),
            List.of(folder.resolve("regions.csv")),
            Optional.of(folder.resolve("rules.yaml"))),
        new CatalystFormulas(),
        problems);
    List<String> found = new ArrayList<>();
    try {
      problems.throwIfAny();
    } catch (DefinitionException e) {
      e.problems()
          .forEach(
              p -> found.add(Path.of(p.file()).getFileName() + ":" + p.line() + " " + p.message()));
    }
    return found;
  }

  private static String rule(String criteria) {
    return """
        assessments:
          - id: exit
            name: {en: Exit, zh: 退出}
            source: a rule
            levels: [county]
            criteria:
        """
        + criteria.indent(6);
  }

  private static String criterion(String keys) {
    return "- {id: c, name: {en: C, zh: 比}, " + keys + "}";
  }

  @Test
  void aSoundRuleIsTaken() {
    assertThat(
            found(
                rule(
                    criterion(
                        "unit: percent, comparison: below, threshold: 2, figures: [{metric:"
                            + " incidence}, {indicator: fund_growth}]"))))
        .isEmpty();
  }

  @Test
  void anUnknownMetricIsToldWithTheNearest() {
    assertThat(
            found(
                rule(
                    criterion(
                        "unit: percent, comparison: below, threshold: 2, figures: [{metric:"
                            + " incidense}]"))))
        .containsExactly(
            "rules.yaml:7 metric 'incidense' is not known; expected one of fund, poor, incidence;"
                + " did you mean 'incidence'?");
  }

  @Test
  void aUnitThatDoesNotFollowIsTold() {
    assertThat(
            found(
                rule(
                    criterion(
                        "unit: percent, comparison: below, threshold: 2, figures: [{metric: poor},"
                            + " {inputs: {a: {metric: poor}, b: {metric: poor}}, value: a / b}]"))))
        .containsExactly(
            "rules.yaml:7 criterion 'c' is in percent, metric 'poor' in person; a value meets a"
                + " threshold in the same unit",
            "rules.yaml:7 criterion 'c': unit 'percent' does not follow from the inputs: 'a / b'"
                + " gives ratio; multiply by 100");
  }

  @Test
  void aThresholdWithoutUnitIsTold() {
    assertThat(
            found(
                rule(criterion("comparison: below, threshold: 2, figures: [{metric: incidence}]"))))
        .containsExactly(
            "rules.yaml:7 criterion 'c' has a threshold without a 'unit'; say the unit of value and"
                + " threshold");
  }

  @Test
  void criteriaThatNothingCanMeetAreTold() {
    String two =
        criterion("unit: percent, comparison: below, threshold: 2, figures: [{metric: incidence}]")
            + "\n"
            + "- {id: d, name: {en: D, zh: 丁}, unit: percent, comparison: at_least, threshold: 2,"
            + " figures: [{metric: incidence}]}";
    assertThat(found(rule(two)))
        .containsExactly(
            "rules.yaml:6 criteria 'c' and 'd' are of the same figure and exclude each other: nothing"
                + " can meet both");
    assertThat(found(rule(two).replace("levels:", "require: any\n    levels:"))).isEmpty();
    assertThat(found(rule(two).replace("at_least, threshold: 2", "at_least, threshold: 1.5")))
        .isEmpty();
    assertThat(
            found(
                rule(
                    criterion(
                        "unit: percent, comparison: below, threshold: 0, figures: [{metric:"
                            + " incidence}]"))))
        .containsExactly(
            "rules.yaml:6 criterion 'c' wants below 0.0, and its figures are never below 0: nothing"
                + " can meet it");
    assertThat(
            found(
                rule(criterion(
                        "unit: percent, comparison: below, threshold: 2, figures: [{metric:"
                            + " incidence}]"))
                    .replace("levels:", "require: 2\n    levels:")))
        .containsExactly(
            "rules.yaml:5 'require' asks for 2 criteria, and there are 1: nothing can meet it");
    assertThat(
            found(
                rule(
                    criterion(
                        "unit: percent, comparison: below, thresholds: [{value: 2, where: {zone:"
                            + " centre}}], figures: [{metric: incidence}]"))))
        .containsExactly(
            "rules.yaml:7 no region has zone 'centre', so that nothing can meet it; did you mean"
                + " 'central'?");
  }

  @Test
  void everythingElseWrongIsToldTogether() {
    String text =
        """
        assessments:
          - id: Exit
            name: {en: Exit, zh: 退出}
            levels: [countie]
            from: 2020
            to: 2016
            require: most
            criteria:
              - id: c
                name: {en: C, zh: 比}
                unit: percents
                comparison: under
                thresholds: [{value: 2, where: {zon: west}, tto: 2020}]
                threshold: 3
                figures: [{metric: incidence, shift: -1y}, {indicator: funds_growth}]
        """;
    assertThat(found(text))
        .contains(
            "rules.yaml:2 assessment 'Exit': an id is a-z, 0-9 and _, at most 63, a letter first",
            "rules.yaml:2 'source' is missing",
            "rules.yaml:4 level of the region table 'countie' is not known; expected one of county,"
                + " province; did you mean 'county'?",
            "rules.yaml:5 'from' 2020 is after 'to' 2016",
            "rules.yaml:7 'require' must be all, any, or how many criteria must be met; found 'most'",
            "rules.yaml:11 unit 'percents' is not known; expected one of percent, percentage_point,"
                + " person, year, yuan; did you mean 'percent'?",
            "rules.yaml:12 comparison 'under' is not known; expected one of below, at_most, above,"
                + " at_least",
            "rules.yaml:13 level or attribute of the region table 'zon' is not known; expected one of"
                + " county, level, province, zone; did you mean 'zone'?",
            "rules.yaml:13 key 'tto' is not known; expected one of value, where, from, to; did you"
                + " mean 'to'?",
            "rules.yaml:14 criterion 'c' needs either 'threshold' or a list 'thresholds'",
            "rules.yaml:15 indicator 'funds_growth' is not known; expected one of fund_growth; did"
                + " you mean 'fund_growth'?",
            "rules.yaml:15 criterion 'c': input 'reported' leaves the assessed region or year; take"
                + " it through an indicator, which knows 'shift', 'of' and 'over'");
  }

  @Test
  void identitiesAreCheckedAsIndicatorsAre() {
    String text =
        """
        identities:
          - {id: a, name: {en: A, zh: 甲}, inputs: {x: {metric: poor}, y: {metric: fund}}, holds: x <= y}
          - {id: b, name: {en: B, zh: 乙}, inputs: {x: {metric: poor}}, holds: x + 1}
          - {id: c, name: {en: C, zh: 丙}, parts: [incidence, por]}
          - {id: d, name: {en: D, zh: 丁}, rank: poor, of: fund, order: best}
          - {id: e, name: {en: E, zh: 戊}, peers: [fund], factor: 1}
          - {id: f, name: {en: F, zh: 己}}
        """;
    assertThat(found(text))
        .containsExactly(
            "rules.yaml:2 identity 'a': cannot compare person and yuan in 'x' and 'y'; bring them to"
                + " one unit first",
            "rules.yaml:3 identity 'b': cannot add person and ratio in 'x' and '1'; bring them to one"
                + " unit first",
            "rules.yaml:4 metric 'incidence' does not add up over regions (aggregation: a rate is"
                + " computed from its parts), so that it has no parts",
            "rules.yaml:4 metric 'por' is not known; expected one of fund, poor, incidence; did you"
                + " mean 'poor'?",
            "rules.yaml:5 metric 'poor' is no rank (kind: rank)",
            "rules.yaml:5 'order' must be highest_first or lowest_first, found 'best'",
            "rules.yaml:6 'factor' must be a number above 1: how many times the median of its"
                + " neighbours a figure may be",
            "rules.yaml:7 identity 'f' needs one of 'holds', 'parts', 'within', 'rank' and 'peers'; found"
                + " none");
  }
}
