package org.xiaokang.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.xiaokang.source.CatalystFormulas;

/** A small catalogue written into a folder, for tests that break it in one place. */
final class Folder {
  static final String UNITS =
      """
      units:
        - code: yuan
          name: {en: yuan, zh: 元}
          symbols: [{exponent: 0, of: [元]}, {exponent: 4, of: [万元]}, {exponent: 8, of: [亿元]}]
        - code: person
          name: {en: person, zh: 人}
          symbols: [{exponent: 0, of: [人]}, {exponent: 4, of: [万人]}]
        - code: percent
          name: {en: percent, zh: 百分比}
          symbols: [{of: ["%"]}]
        - code: percentage_point
          name: {en: percentage point, zh: 百分点}
        - code: year
          name: {en: year, zh: 年}
      """;
  static final String METRICS =
      """
      metrics:
        - code: fund
          name: {en: Fund, zh: 资金}
          unit: yuan
          kind: flow
          aggregation: {rule: sum, reason: money is spent in one region}
        - code: poor
          name: {en: Poor persons, zh: 贫困人口}
          unit: person
          kind: stock
          aggregation: {rule: sum, reason: persons live in one region}
        - code: incidence
          name: {en: Incidence, zh: 贫困发生率}
          unit: percent
          kind: rate
          aggregation: {rule: none, reason: a rate is computed from its parts}
      """;
  static final String INDICATORS =
      """
      indicators:
        - id: fund_growth
          name: {en: Growth of the fund, zh: 资金增速}
          unit: percent
          inputs:
            now: {metric: fund}
            then: {metric: fund, shift: -1y}
          value: 100 * (now / then - 1)
          direction: neutral
      """;
  static final String REGIONS =
      """
      code,name,name_en,level,parent,valid_from,valid_to,successors
      140000,山西省,Shanxi,province,,,,
      141128,方山县,Fangshan,county,140000,,,
      """;

  private final Path folder;
  final Problems problems = new Problems();

  Folder(Path folder) {
    this.folder = folder;
    write("units.yaml", UNITS);
    write("metrics.yaml", METRICS);
    write("indicators.yaml", INDICATORS);
    write("regions.csv", REGIONS);
  }

  Folder write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  Catalogue read() {
    return CatalogueReader.read(
        new CatalogueReader.Locations(
            folder.resolve("units.yaml"),
            folder.resolve("metrics.yaml"),
            folder.resolve("indicators.yaml"),
            List.of(folder.resolve("regions.csv"))),
        new CatalystFormulas(),
        problems);
  }

  /** Every problem as "file:line message", the folder's path cut off. */
  List<String> found() {
    read();
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
}
