package org.xiaokang.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Measure.Convergence;
import org.xiaokang.catalogue.Measure.Decomposition;
import org.xiaokang.catalogue.Measure.Peers;

/** Reads the keys of a comparison that only its measure has. */
final class MeasureReader {
  private static final List<String> MEASURES =
      List.of(
          "ranking",
          "inequality",
          "concentration",
          "convergence",
          "mobility",
          "peers",
          "composite",
          "decomposition",
          "trend");

  /** How growth is stated. */
  private enum Growth {
    ANNUAL,
    TOTAL
  }

  /** What bounds of classes are stated in. */
  private enum Bounds {
    VALUE,
    MEAN
  }

  private MeasureReader() {}

  /**
   * The measure with its parameters; nothing where there is no such measure (noted as a problem).
   *
   * @param kind the measure's name; empty where it is missing, which is noted already
   * @param compared the ids under {@code indicators}
   */
  static Optional<Measure> read(String kind, ComparisonEntry entry, List<String> compared) {
    Definition keys = entry.keys();
    Measure measure =
        switch (kind) {
          case "ranking" ->
              new Measure.Ranking(
                  target(keys),
                  keys.has("decimals") ? entry.whole("decimals", 0, -12, 12) : null,
                  keys.optionalText("bounds_in").map(Scopes::canonical).orElse(null));
          case "inequality" -> IndexReader.read(keys);
          case "concentration" ->
              new Measure.Concentration(
                  entry.id("rank_by"), entry.whole("points", 101, 2, 100_000));
          case "convergence" -> convergence(entry);
          case "mobility" -> mobility(entry);
          case "peers" -> peers(entry, compared);
          case "composite" -> CompositeReader.read(entry, compared);
          case "decomposition" -> decomposition(entry, compared);
          case "trend" ->
              new Measure.Trend(
                  target(keys),
                  keys.integer("latest", 2100),
                  entry.share("confidence", 0.95),
                  entry.whole("at_least", 4, 3, 1000));
          default -> null;
        };
    if (measure == null && !kind.isEmpty()) {
      keys.problem("measure", Definition.unknown("measure", kind, MEASURES));
    }
    return Optional.ofNullable(measure);
  }

  private static @Nullable Double target(Definition keys) {
    return keys.number("target").orElse(null);
  }

  private static Measure convergence(ComparisonEntry entry) {
    Definition keys = entry.keys();
    List<Convergence.Model> models = keys.choices("models", Convergence.Model.class);
    return new Convergence(
        models.isEmpty() ? List.of(Convergence.Model.SIGMA, Convergence.Model.BETA) : models,
        entry.ids("controls"),
        keys.choice("growth", Growth.class, Growth.ANNUAL) == Growth.ANNUAL,
        entry.whole("step", 1, 1, 1000),
        entry.whole("at_least", 10, 3, 1_000_000),
        new Convergence.ClubSearch(
            keys.flag("in_logs"),
            entry.notNegative("smoothing", 0),
            entry.share("discard", 0.3),
            keys.flag("merge")));
  }

  private static Measure mobility(ComparisonEntry entry) {
    Definition keys = entry.keys();
    List<Double> bounds = keys.numbers("bounds");
    int classes = entry.whole("classes", bounds.isEmpty() ? 5 : bounds.size() + 1, 2, 100);
    for (int i = 1; i < bounds.size(); i++) {
      if (bounds.get(i) <= bounds.get(i - 1)) {
        keys.problem("bounds", "'bounds' must rise, found " + bounds);
      }
    }
    if (!bounds.isEmpty() && classes != bounds.size() + 1) {
      keys.problem(
          "classes",
          "%d bounds make %d classes, found %d; leave 'classes' out"
              .formatted(bounds.size(), bounds.size() + 1, classes));
    }
    List<Double> initial = keys.numbers("initial");
    double sum = initial.stream().mapToDouble(Double::doubleValue).sum();
    boolean shares = Math.abs(sum - 1) <= 1e-6 && initial.stream().allMatch(share -> share >= 0);
    if (!initial.isEmpty() && (initial.size() != classes || !shares)) {
      keys.problem(
          "initial",
          "'initial' must give a share of each of the %d classes, summing to 1; found %s"
              .formatted(classes, initial));
    }
    boolean relative = keys.choice("of", Bounds.class, Bounds.VALUE) == Bounds.MEAN;
    if (relative && bounds.isEmpty()) {
      keys.problem("of", "'of' says what 'bounds' are stated in, but there are none");
    }
    return new Measure.Mobility(
        bounds.isEmpty() ? classes : 0, bounds, relative, entry.whole("step", 1, 1, 1000), initial);
  }

  private static Measure peers(ComparisonEntry entry, List<String> compared) {
    Definition keys = entry.keys();
    int least = entry.whole("k_min", 2, 2, 1000);
    int most = entry.whole("k_max", Math.max(least, 8), 2, 1000);
    if (least > most) {
      keys.problem("k_min", "'k_min' " + least + " is above 'k_max' " + most);
    }
    String first = compared.isEmpty() ? "" : compared.get(0);
    return new Peers(
        keys.choice("algorithm", Peers.Algorithm.class, Peers.Algorithm.K_MEANS),
        least,
        most,
        entry.optionalId("order_by").orElse(first),
        entry.whole("nearest", 5, 0, 100),
        entry.whole("starts", 5, 1, 1000),
        keys.integer("seed", 1),
        keys.has("year") ? keys.integer("year", 0) : null,
        keys.choice("missing", Peers.Missing.class, Peers.Missing.LEAVE_OUT));
  }

  private static Measure decomposition(ComparisonEntry entry, List<String> compared) {
    Definition keys = entry.keys();
    String text = keys.text("of");
    Decomposition.Of of = keys.choice("of", Decomposition.Of.class, Decomposition.Of.REGIONS);
    String total = null;
    Double line = null;
    if (of == Decomposition.Of.PARTS) {
      total = entry.id("total");
      checkUnits(entry, total, compared);
    } else if (of == Decomposition.Of.POVERTY) {
      line = keys.number("line").orElse(null);
      if (line == null || line <= 0) {
        keys.problem(
            "line",
            "'line' must be a value above 0, in the indicator's unit; found "
                + (line == null ? "none" : line.toString()));
      }
    } else if (!text.equals("regions")) {
      keys.has("total"); // 'of' is missing or wrong: either may belong to what was meant
      keys.has("line");
    }
    return new Decomposition(of, total, line, entry.whole("step", 1, 1, 1000));
  }

  private static void checkUnits(ComparisonEntry entry, String total, List<String> parts) {
    Map<String, Indicator> indicators = entry.indicators();
    Indicator whole = indicators.get(total);
    for (String part : parts) {
      Indicator indicator = indicators.get(part);
      if (whole != null && indicator != null && !indicator.unit().equals(whole.unit())) {
        entry
            .keys()
            .problem(
                "indicators",
                "indicator '%s' is in %s, but the total '%s' in %s; parts are in the total's unit"
                    .formatted(part, indicator.unit(), total, whole.unit()));
      }
    }
  }
}
