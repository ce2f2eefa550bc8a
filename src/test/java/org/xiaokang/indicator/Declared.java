package org.xiaokang.indicator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.CatalogueReader;
import org.xiaokang.catalogue.Problems;
import org.xiaokang.source.CatalystFormulas;

/** Small catalogues written in a few lines, for tests. */
public final class Declared {
  private static final String UNITS =
      """
      units:
        - {code: yuan, name: {en: yuan, zh: 元}, symbols: [{of: [元]}]}
        - {code: person, name: {en: person, zh: 人}, symbols: [{of: [人]}]}
        - {code: percent, name: {en: percent, zh: 百分比}, symbols: [{of: ["%"]}]}
        - {code: percentage_point, name: {en: percentage point, zh: 百分点}}
        - {code: year, name: {en: year, zh: 年}}
      """;

  private Declared() {}

  /** A metric; further keys can be put behind it, indented by four. */
  public static String metric(String code, String unit, String kind, String aggregation) {
    return """
        - code: %s
          name: {en: Metric %s, zh: 指标%s}
          unit: %s
          kind: %s
          aggregation: %s
      """
        .formatted(code, code, code, unit, kind, aggregation);
  }

  /** An indicator; further keys can be put behind it, indented by four. */
  public static String indicator(String id, String unit, String inputs, String value) {
    return """
        - id: %s
          name: {en: Indicator %s, zh: 指数%s}
          unit: %s
          inputs: {%s}
          value: %s
          direction: neutral
      """
        .formatted(id, id, id, unit, inputs, value);
  }

  /** What is declared, read from files in the folder. */
  public static Catalogue catalogue(
      Path folder, String metrics, String indicators, String regions) {
    try {
      Files.writeString(folder.resolve("units.yaml"), UNITS);
      Files.writeString(folder.resolve("metrics.yaml"), "metrics:\n" + metrics);
      Files.writeString(folder.resolve("indicators.yaml"), "indicators:\n" + indicators);
      Files.writeString(folder.resolve("regions.csv"), regions);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Problems problems = new Problems();
    Catalogue catalogue =
        CatalogueReader.read(
            new CatalogueReader.Locations(
                folder.resolve("units.yaml"),
                folder.resolve("metrics.yaml"),
                folder.resolve("indicators.yaml"),
                List.of(folder.resolve("regions.csv"))),
            new CatalystFormulas(),
            problems);
    problems.throwIfAny();
    return catalogue;
  }
}
