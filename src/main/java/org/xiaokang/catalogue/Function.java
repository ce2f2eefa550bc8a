package org.xiaokang.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The functions a formula may call: pure, scalar, the same on every machine. */
public enum Function {
  ABS(1, 1),
  ROUND(1, 2),
  FLOOR(1, 1),
  CEIL(1, 1),
  GREATEST(2, Integer.MAX_VALUE),
  LEAST(2, Integer.MAX_VALUE),
  COALESCE(2, Integer.MAX_VALUE),
  NULLIF(2, 2),
  IF(3, 3),
  POWER(2, 2),
  SQRT(1, 1),
  EXP(1, 1),
  LN(1, 1),
  LOG10(1, 1);

  private final int fewest;
  private final int most;

  Function(int fewest, int most) {
    this.fewest = fewest;
    this.most = most;
  }

  /** The function of that name in Spark SQL, if it is allowed. */
  public static Optional<Function> named(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    String known = upper.equals("POW") ? "POWER" : upper.equals("CEILING") ? "CEIL" : upper;
    return Arrays.stream(values()).filter(function -> function.name().equals(known)).findFirst();
  }

  /** All names, as a formula writes them. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Function::lowerName).toList();
  }

  /** Whether it takes that many arguments. */
  public boolean takes(int arguments) {
    return arguments >= fewest && arguments <= most;
  }

  /** The name as a formula writes it. */
  public String lowerName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
