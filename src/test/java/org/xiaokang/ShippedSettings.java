package org.xiaokang;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The Spark settings of conf/ as jobs/xiaokang puts them together, later files on top. */
final class ShippedSettings {
  /** Options of the launcher's process rather than of Spark. */
  static final String MEMORY = "spark.driver.memory";

  static final String FLAGS = "spark.driver.extraJavaOptions";

  private ShippedSettings() {}

  /** Those of a run in the launcher's own process. */
  static Map<String, String> embedded() {
    Map<String, String> settings = new TreeMap<>();
    for (String file : List.of("spark-defaults", "spark-embedded")) {
      for (String line : lines(Path.of("conf", file + ".conf"))) {
        if (!line.isBlank() && !line.startsWith("#")) {
          String[] pair = line.split("\\s+", 2);
          settings.put(pair[0], pair[1].strip());
        }
      }
    }
    return settings;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
