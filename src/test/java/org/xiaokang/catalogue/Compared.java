package org.xiaokang.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A small catalogue with one comparison, for tests of how it is declared. */
record Compared(Path folder) {
  /** One is better high, one low, one neither way; grants are in percent, the others in yuan. */
  static final String INDICATORS =
      """
      indicators:
        - {id: income, name: {en: i, zh: i}, unit: yuan, inputs: {x: {metric: fund}}, value: x,
           direction: higher_is_better}
        - {id: wages, name: {en: w, zh: w}, unit: yuan, inputs: {x: {metric: fund}}, value: x,
           direction: neutral}
        - {id: debt, name: {en: d, zh: d}, unit: yuan, inputs: {x: {metric: fund}}, value: x,
           direction: lower_is_better}
        - {id: grants, name: {en: g, zh: g}, unit: percent, inputs: {x: {metric: incidence}},
           value: x, direction: neutral}
      """;

  /** The line of the first entry of a list {@code compare:} below them. */
  private static final int FIRST = 11;

  static final String REGIONS =
      """
      code,name,level,parent,valid_from,valid_to,successors,zone
      140000,山西省,province,,,,,
      141128,方山县,county,140000,,,,central
      """;

  /** The catalogue with a list {@code compare:}. */
  Folder with(String list) {
    return new Folder(folder)
        .write("regions.csv", REGIONS)
        .write("indicators.yaml", INDICATORS + list);
  }

  /** The comparison of these keys, which must be without fault. */
  Comparison comparison(String keys) {
    Folder given = with("compare:\n  - {id: c, " + keys + "}\n");
    assertThat(given.found()).isEmpty();
    Map<String, Comparison> comparisons = given.read().comparisons();
    assertThat(comparisons).containsOnlyKeys("c");
    return Objects.requireNonNull(comparisons.get("c"));
  }

  /** What is wrong with these keys, each without file and line, which are checked here. */
  List<String> wrong(String keys) {
    String place = "indicators.yaml:" + FIRST + " ";
    List<String> found = with("compare:\n  - {id: c, " + keys + "}\n").found();
    assertThat(found).allSatisfy(problem -> assertThat(problem).startsWith(place));
    return found.stream().map(problem -> problem.substring(place.length())).toList();
  }
}
