package org.xiaokang.indicator;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Formula;
import org.xiaokang.catalogue.Function;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.Input;

/**
 * What a formula's growth starts from: figures of an earlier time that later ones of the same unit
 * are divided by. Growth from zero or less has no value: from -40 to 90 is no fall by 325 %, and
 * from -8 to -1600 no rise by 19,900 %. The change has one, and is told instead.
 */
record GrowthBases(ArrayList<Base> bases) implements Serializable {
  /** How far off a period is that lies before, or after, all others. */
  private static final int FAR = 1_000_000;

  /**
   * One of them.
   *
   * @param earlier what is divided by
   * @param later the input that is compared with it; null where that is no single one
   * @param unit of both
   */
  record Base(Formula earlier, @Nullable String later, String unit) implements Serializable {}

  /** Those of an indicator. */
  static GrowthBases of(Catalogue catalogue, Indicator indicator) {
    Finder finder = new Finder(catalogue, indicator);
    indicator.value().match(finder);
    return new GrowthBases(finder.found);
  }

  /** Whether growth has a value from the figures put into the formula. */
  boolean areAboveZero(Map<String, Double> operands) {
    for (Base base : bases) {
      Double earlier = FormulaValue.of(base.earlier, operands);
      if (earlier != null && earlier <= 0) {
        return false;
      }
    }
    return true;
  }

  /** Why there is no growth, and what the change is; null where there is. */
  @Nullable String reason(Map<String, Double> operands) {
    for (Base base : bases) {
      Double earlier = FormulaValue.of(base.earlier, operands);
      if (earlier != null && earlier <= 0) {
        return reason(base, earlier, base.later == null ? null : operands.get(base.later));
      }
    }
    return null;
  }

  private static String reason(Base base, double earlier, @Nullable Double later) {
    String from =
        earlier == 0
            ? "growth from a base of zero has no value (a division by zero)"
            : "growth from a negative base has no value";
    if (later == null) {
      return from;
    }
    return "%s: %s to %s %s%s; the change is %s %s"
        .formatted(
            from,
            plain(earlier),
            plain(later),
            base.unit,
            earlier == 0 ? "" : ", " + course(earlier, later),
            plain(later - earlier),
            base.unit);
  }

  private static String course(double earlier, double later) {
    if (later > 0) {
      return "from a loss to a gain";
    }
    if (later == 0) {
      return "from a loss to nothing";
    }
    return later < earlier
        ? "from a loss to a greater loss"
        : later > earlier ? "from a loss to a smaller loss" : "the same loss";
  }

  private static String plain(double value) {
    BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
    return exact.signum() == 0 ? "0" : exact.toPlainString();
  }

  /** Looks for divisions by earlier figures. */
  private static final class Finder implements Formula.Cases<Boolean> {
    private final Map<String, Input> inputs = new HashMap<>();
    private final Map<String, String> units = new HashMap<>();
    private final ArrayList<Base> found = new ArrayList<>();

    Finder(Catalogue catalogue, Indicator indicator) {
      for (Input input : indicator.inputs()) {
        inputs.put(input.variable(), input);
        units.put(
            input.variable(),
            Objects.requireNonNull(catalogue.metrics().get(input.metric())).unit().toString());
      }
    }

    /** When an input's period is, in months from the row's. */
    private int time(String variable) {
      Input.At at = Objects.requireNonNull(inputs.get(variable)).at();
      if (at instanceof Input.At.Shifted shifted) {
        return shifted.months();
      }
      if (at instanceof Input.At.End end) {
        return end.latest() ? FAR : -FAR;
      }
      boolean isBase =
          at instanceof Input.At.Edge edge ? !edge.last() : at instanceof Input.At.Year;
      return isBase ? -FAR : 0;
    }

    private void divided(Formula above, Formula below) {
      if (below instanceof Formula.Arithmetic product
          && product.operator() == Formula.Operator.MULTIPLY) {
        divided(above, product.left());
        divided(above, product.right());
      } else if (below instanceof Formula.Arithmetic quotient
          && quotient.operator() == Formula.Operator.DIVIDE) {
        divided(above, quotient.left());
      } else {
        base(above, below).ifPresent(found::add);
      }
    }

    private Optional<Base> base(Formula above, Formula below) {
      Set<String> earlier = below.variables();
      if (earlier.isEmpty() || !inputs.keySet().containsAll(earlier)) {
        return Optional.empty();
      }
      int last = earlier.stream().mapToInt(this::time).max().orElseThrow();
      List<String> later =
          above.variables().stream()
              .filter(inputs::containsKey)
              .filter(name -> time(name) > last)
              .filter(name -> earlier.stream().anyMatch(one -> isLike(one, name)))
              .sorted(Comparator.comparingInt((String name) -> -time(name)))
              .toList();
      if (later.isEmpty()) {
        return Optional.empty();
      }
      String one = earlier.iterator().next();
      return Optional.of(
          new Base(
              below,
              later.stream()
                  .filter(name -> isSame(one, name) && earlier.size() == 1)
                  .findFirst()
                  .orElse(null),
              Objects.requireNonNull(units.get(one))));
    }

    private boolean isLike(String one, String other) {
      return Objects.equals(units.get(one), units.get(other));
    }

    private boolean isSame(String one, String other) {
      Input a = Objects.requireNonNull(inputs.get(one));
      Input b = Objects.requireNonNull(inputs.get(other));
      return a.metric().equals(b.metric()) && a.scope().equals(b.scope()) && a.of().equals(b.of());
    }

    @Override
    public Boolean number(double value) {
      return true;
    }

    @Override
    public Boolean variable(String name) {
      return true;
    }

    @Override
    public Boolean negation(Formula operand) {
      return operand.match(this);
    }

    @Override
    public Boolean arithmetic(Formula.Operator operator, Formula left, Formula right) {
      if (operator == Formula.Operator.DIVIDE) {
        divided(left, right);
      }
      return left.match(this) && right.match(this);
    }

    @Override
    public Boolean comparison(Formula.Comparison comparison, Formula left, Formula right) {
      return left.match(this) && right.match(this);
    }

    @Override
    public Boolean logic(boolean conjunction, Formula left, Formula right) {
      return left.match(this) && right.match(this);
    }

    @Override
    public Boolean not(Formula operand) {
      return operand.match(this);
    }

    @Override
    public Boolean call(Function function, List<Formula> arguments) {
      return arguments.stream().allMatch(argument -> argument.match(this));
    }
  }
}
