package org.xiaokang.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.xiaokang.catalogue.Comparison.Grouping;

/** Reads what is compared: the lists {@code compare:} of the thematic files. */
final class ComparisonReader {
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

  private final Map<String, Indicator> indicators;
  private final Set<String> levels = new TreeSet<>();
  private final Set<String> attributes = new TreeSet<>();
  private final Map<String, Comparison> comparisons = new LinkedHashMap<>();
  private final Map<String, String> places = new LinkedHashMap<>();

  ComparisonReader(Map<String, Indicator> indicators, List<Region> regions) {
    this.indicators = indicators;
    for (Region region : regions) {
      levels.add(region.level());
      attributes.addAll(region.attributes().keySet());
    }
  }

  Map<String, Comparison> comparisons() {
    return comparisons;
  }

  void read(List<Definition> entries) {
    entries.forEach(this::add);
  }

  private void add(Definition entry) {
    String id = entry.text("id");
    if (!id.isEmpty() && !IndicatorReader.ID.matcher(id).matches()) {
      entry.problem("id", "comparison '" + id + "': an id is a-z, 0-9 and _, at most 63");
    }
    Names name = entry.has("name") ? Names.read(entry) : new Names(id, id);
    List<String> compared = known(entry, "indicators");
    String kind = entry.text("measure");
    if (compared.isEmpty()) {
      entry.problem("indicators", "'indicators' is missing in comparison '" + id + "'; list ids");
    }
    String weight = known(entry, "weight").stream().findFirst().orElse(null);
    List<String> among = named(entry, "levels", "level", levels);
    List<String> scopes = entry.texts("scopes");
    List<Grouping> within = entry.texts("within").stream().map(w -> grouping(entry, w)).toList();
    Comparison.Years years =
        new Comparison.Years(
            entry.integer("from", Integer.MIN_VALUE), entry.integer("to", Integer.MAX_VALUE));
    if (years.from() > years.to()) {
      entry.problem("from", "'from' is after 'to'");
    }
    Optional<Measure> measure = measure(kind, entry, compared);
    if (measure.isEmpty()) {
      if (!kind.isEmpty()) {
        entry.problem("measure", Definition.unknown("measure", kind, MEASURES));
      }
      return; // what the other keys mean is not known either
    }
    entry.done();
    String place = places.putIfAbsent(id, entry.file() + ":" + entry.line());
    if (place != null) {
      entry.problem("id", "comparison '" + id + "' is declared twice; first at " + place);
    }
    comparisons.put(
        id,
        new Comparison(id, name, compared, weight, among, scopes, within, years, measure.get()));
  }

  private List<String> known(Definition entry, String key) {
    return named(entry, key, "indicator", indicators.keySet());
  }

  /** Texts that must be among those that are known. */
  private static List<String> named(
      Definition entry, String key, String what, Collection<String> known) {
    List<String> texts = entry.texts(key);
    for (String text : texts) {
      if (!known.contains(text)) {
        entry.problem(key, Definition.unknown(what, text, known));
      }
    }
    return texts;
  }

  private Grouping grouping(Definition entry, String name) {
    if (name.equals(Grouping.PARENT)) {
      return new Grouping(Grouping.Kind.PARENT, name);
    }
    if (levels.contains(name)) {
      return new Grouping(Grouping.Kind.LEVEL, name);
    }
    if (!attributes.contains(name)) {
      List<String> known = new ArrayList<>(List.of(Grouping.PARENT));
      known.addAll(levels);
      known.addAll(attributes);
      entry.problem(
          "within", Definition.unknown("level or attribute of the region table", name, known));
    }
    return new Grouping(Grouping.Kind.ATTRIBUTE, name);
  }

  private Optional<Measure> measure(String kind, Definition entry, List<String> compared) {
    return switch (kind) {
      case "ranking" -> Optional.of(new Measure.Ranking(entry.number("target").orElse(null)));
      case "inequality" -> Optional.of(IndexReader.read(entry));
      case "concentration" ->
          Optional.of(
              new Measure.Concentration(
                  one(entry, "rank_by"), whole(entry, "points", 101, 2, 100_000)));
      case "convergence" -> Optional.of(convergence(entry));
      case "mobility" -> Optional.of(mobility(entry));
      case "peers" -> Optional.of(peers(entry, compared));
      case "composite" -> Optional.of(composite(entry, compared));
      case "decomposition" -> Optional.of(decomposition(entry, compared));
      case "trend" ->
          Optional.of(
              new Measure.Trend(
                  entry.number("target").orElse(null),
                  entry.integer("latest", 2100),
                  share(entry, "confidence", 0.95),
                  whole(entry, "at_least", 4, 3, 1000)));
      default -> Optional.empty();
    };
  }

  /** The id of one indicator that must be there. */
  private String one(Definition entry, String key) {
    String id = entry.text(key);
    if (!id.isEmpty() && !indicators.containsKey(id)) {
      entry.problem(key, Definition.unknown("indicator", id, indicators.keySet()));
    }
    return id;
  }

  private Measure convergence(Definition entry) {
    List<Measure.Convergence.Model> models =
        entry.choices("models", Measure.Convergence.Model.class);
    return new Measure.Convergence(
        models.isEmpty()
            ? List.of(Measure.Convergence.Model.SIGMA, Measure.Convergence.Model.BETA)
            : models,
        known(entry, "controls"),
        entry.choice("growth", Growth.class, Growth.ANNUAL) == Growth.ANNUAL,
        whole(entry, "step", 1, 1, 1000),
        whole(entry, "at_least", 10, 3, 1_000_000),
        notNegative(entry, "smoothing", 0),
        share(entry, "discard", 0.3));
  }

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

  private Measure mobility(Definition entry) {
    List<Double> bounds = entry.numbers("bounds");
    int classes = whole(entry, "classes", bounds.isEmpty() ? 5 : bounds.size() + 1, 2, 100);
    for (int i = 1; i < bounds.size(); i++) {
      if (bounds.get(i) <= bounds.get(i - 1)) {
        entry.problem("bounds", "'bounds' must rise, found " + bounds);
      }
    }
    if (!bounds.isEmpty() && classes != bounds.size() + 1) {
      entry.problem(
          "classes", "%d bounds make %d classes".formatted(bounds.size(), bounds.size() + 1));
    }
    List<Double> initial = entry.numbers("initial");
    double sum = initial.stream().mapToDouble(Double::doubleValue).sum();
    if (!initial.isEmpty() && (initial.size() != classes || Math.abs(sum - 1) > 1e-6)) {
      entry.problem(
          "initial",
          "'initial' must give a share of each of the %d classes, summing to 1; found %s"
              .formatted(classes, initial));
    }
    boolean relative = entry.choice("of", Bounds.class, Bounds.VALUE) == Bounds.MEAN;
    return new Measure.Mobility(
        bounds.isEmpty() ? classes : 0,
        bounds,
        relative,
        whole(entry, "step", 1, 1, 1000),
        initial);
  }

  private Measure peers(Definition entry, List<String> compared) {
    int least = whole(entry, "k_min", 2, 2, 1000);
    int most = whole(entry, "k_max", Math.max(least, 8), 2, 1000);
    if (least > most) {
      entry.problem("k_min", "'k_min' " + least + " is above 'k_max' " + most);
    }
    String first = compared.isEmpty() ? "" : compared.get(0);
    return new Measure.Peers(
        entry.choice("algorithm", Measure.Peers.Algorithm.class, Measure.Peers.Algorithm.K_MEANS),
        least,
        most,
        entry.has("order_by") ? one(entry, "order_by") : first,
        whole(entry, "nearest", 5, 0, 100),
        entry.integer("seed", 1),
        entry.has("year") ? entry.integer("year", 0) : null,
        entry.choice("missing", Measure.Peers.Missing.class, Measure.Peers.Missing.LEAVE_OUT));
  }

  private Measure composite(Definition entry, List<String> compared) {
    List<Measure.Composite.Weighting> weightings =
        new ArrayList<>(entry.choices("weightings", Measure.Composite.Weighting.class));
    List<Measure.Composite.Aggregation> aggregations =
        new ArrayList<>(entry.choices("aggregations", Measure.Composite.Aggregation.class));
    Map<String, Double> declared = declared(entry, compared);
    boolean wanted = weightings.contains(Measure.Composite.Weighting.DECLARED);
    if (weightings.isEmpty()) {
      weightings.add(Measure.Composite.Weighting.EQUAL);
    }
    if (!declared.isEmpty() && !wanted) {
      weightings.add(Measure.Composite.Weighting.DECLARED);
    }
    if (declared.isEmpty() && wanted) {
      entry.problem("weightings", "'declared' needs 'weights', one for each indicator");
    }
    if (aggregations.isEmpty()) {
      aggregations.add(Measure.Composite.Aggregation.ARITHMETIC);
    }
    return new Measure.Composite(
        entry.choice(
            "normalisation",
            Measure.Composite.Normalisation.class,
            Measure.Composite.Normalisation.MIN_MAX),
        weightings,
        declared,
        aggregations,
        lower(entry, compared),
        whole(entry, "draws", 1000, 0, 100_000),
        entry.integer("seed", 1));
  }

  private static Map<String, Double> declared(Definition entry, List<String> compared) {
    Map<String, Double> weights = new LinkedHashMap<>();
    entry
        .optionalDefinition("weights")
        .ifPresent(
            block -> {
              for (String id : compared) {
                weights.put(id, notNegative(block, id, 0));
              }
              block.done();
              if (weights.values().stream().allMatch(weight -> weight == 0)) {
                entry.problem("weights", "'weights' are all 0");
              }
            });
    return weights;
  }

  /** Less is better of these; an indicator that is neutral must be named. */
  private List<String> lower(Definition entry, List<String> compared) {
    List<String> lower = named(entry, "lower_is_better", "indicator", compared);
    List<String> higher = named(entry, "higher_is_better", "indicator", compared);
    List<String> all = new ArrayList<>();
    for (String id : compared) {
      Indicator indicator = indicators.get(id);
      if (indicator == null) {
        continue;
      }
      boolean named = lower.contains(id) || higher.contains(id);
      if (!named && indicator.direction() == Indicator.Better.NEUTRAL) {
        entry.problem(
            "indicators",
            "indicator '%s' is neutral; name it under 'higher_is_better' or 'lower_is_better'"
                .formatted(id));
      }
      if (named ? lower.contains(id) : indicator.direction() == Indicator.Better.LOWER_IS_BETTER) {
        all.add(id);
      }
    }
    return all;
  }

  private Measure decomposition(Definition entry, List<String> compared) {
    if (!entry.has("of")) {
      entry.problem("measure", "'of' is missing; say parts, regions or poverty");
    }
    Measure.Decomposition.Of of =
        entry.choice("of", Measure.Decomposition.Of.class, Measure.Decomposition.Of.REGIONS);
    String total = null;
    Double line = null;
    if (of == Measure.Decomposition.Of.PARTS) {
      total = one(entry, "total");
      checkUnits(entry, total, compared);
    }
    if (of == Measure.Decomposition.Of.POVERTY) {
      line = entry.number("line").orElse(null);
      if (line == null || line <= 0) {
        entry.problem("line", "'line' must be a value above 0, in the indicator's unit");
      }
    }
    return new Measure.Decomposition(of, total, line, whole(entry, "step", 1, 1, 1000));
  }

  private void checkUnits(Definition entry, String total, List<String> parts) {
    Indicator whole = indicators.get(total);
    for (String part : parts) {
      Indicator indicator = indicators.get(part);
      if (whole != null && indicator != null && !indicator.unit().equals(whole.unit())) {
        entry.problem(
            "indicators",
            "indicator '%s' is in %s, but the total '%s' in %s"
                .formatted(part, indicator.unit(), total, whole.unit()));
      }
    }
  }

  private static int whole(Definition entry, String key, int absent, int min, int max) {
    int number = entry.integer(key, absent);
    if (number < min || number > max) {
      entry.problem(
          key,
          "'%s' must be a whole number from %d to %d; found %d".formatted(key, min, max, number));
    }
    return number;
  }

  private static double share(Definition entry, String key, double absent) {
    double share = entry.number(key).orElse(absent);
    if (!(share > 0 && share < 1)) {
      entry.problem(key, "'%s' must be above 0 and below 1; found %s".formatted(key, share));
    }
    return share;
  }

  private static double notNegative(Definition entry, String key, double absent) {
    double number = entry.number(key).orElse(absent);
    if (!(number >= 0) || Double.isInfinite(number)) {
      entry.problem(key, "'%s' must be a number from 0; found '%s'".formatted(key, number));
    }
    return number;
  }
}
