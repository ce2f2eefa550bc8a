package org.xiaokang.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What {@code jobs/bench} is told.
 *
 * @param growth the tables of growth asked for; none: the side by side of one size
 */
record BenchOptions(CountryPanel panel, List<Growth> growth) {
  private static final int[] DEFAULT_SHAPE = {20, 20, 20, 31};

  /** By what the cost is to grow. */
  enum By {
    /** Numbers of provinces. */
    ROWS,
    INDICATORS,
    /** Numbers of cores that Spark is told to use. */
    EXECUTORS,
    /** How many nights. */
    HISTORY;

    private List<Integer> usual() {
      return switch (this) {
        case ROWS -> List.of(8, 16, 31);
        case INDICATORS -> List.of(10, 50, 200);
        case EXECUTORS -> List.of(1, 2);
        case HISTORY -> List.of(30);
      };
    }
  }

  /** A table of growth, and the sizes in it. */
  record Growth(By by, List<Integer> sizes) {}

  /**
   * Reads {@code [--growth TABLE[=SIZE,...]]... [METRICS [INDICATORS [YEARS [PROVINCES]]]]}; an
   * option {@code --conf}, which the launcher adds, is passed over.
   */
  static BenchOptions of(List<String> arguments) {
    List<Growth> growth = new ArrayList<>();
    List<Integer> shape = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.equals("--conf")) {
        i++;
      } else if (argument.equals("--growth") && i + 1 < arguments.size()) {
        growth.add(growth(arguments.get(++i)));
      } else if (argument.matches("\\d{1,4}") && shape.size() < DEFAULT_SHAPE.length) {
        shape.add(Integer.valueOf(argument));
      } else {
        throw new IllegalArgumentException(
            "'%s' is not known; see jobs/bench --help".formatted(argument));
      }
    }
    int[] all = DEFAULT_SHAPE.clone();
    for (int i = 0; i < shape.size(); i++) {
      all[i] = shape.get(i);
    }
    return new BenchOptions(new CountryPanel(all[0], all[1], all[2], all[3]), List.copyOf(growth));
  }

  private static Growth growth(String text) {
    String[] parts = text.split("=", 2);
    By by =
        Arrays.stream(By.values())
            .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(parts[0]))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "--growth '%s' is not known; expected rows, indicators, executors or history"
                            .formatted(parts[0])));
    if (parts.length == 1) {
      return new Growth(by, by.usual());
    }
    if (!parts[1].matches("[1-9]\\d{0,3}(,[1-9]\\d{0,3})*")) {
      throw new IllegalArgumentException(
          "--growth '%s' needs whole numbers from 1, such as %s=8,16,31".formatted(text, parts[0]));
    }
    return new Growth(by, Arrays.stream(parts[1].split(",", -1)).map(Integer::valueOf).toList());
  }
}
