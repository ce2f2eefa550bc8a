package org.xiaokang.catalogue;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.xiaokang.catalogue.Comparison.Grouping;
import org.xiaokang.catalogue.Measure.Inequality.Index;

/**
 * Reads what is compared: the lists {@code compare:} of the thematic files. What all measures have
 * is read here, the keys of each by {@link MeasureReader}.
 */
final class ComparisonReader {
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
    entries.forEach(keys -> add(new ComparisonEntry(keys, indicators)));
  }

  private void add(ComparisonEntry entry) {
    Definition keys = entry.keys();
    String id = keys.text("id");
    if (!id.isEmpty() && !IndicatorReader.ID.matcher(id).matches()) {
      keys.problem(
          "id", "comparison '" + id + "': an id is a-z, 0-9 and _, at most 63, a letter first");
    }
    Names name = keys.has("name") ? Names.read(keys) : new Names(id, id);
    List<String> compared = entry.ids("indicators");
    String kind = keys.text("measure");
    if (compared.isEmpty()) {
      keys.problem("indicators", "'indicators' is missing in comparison '" + id + "'; list ids");
    }
    String weight = entry.optionalId("weight").orElse(null);
    String weightScope = keys.optionalText("weight_scope").map(Scopes::canonical).orElse(null);
    if (weightScope != null && weight == null) {
      keys.problem("weight_scope", "'weight_scope' is the breakdown of 'weight', which is missing");
    }
    List<String> among = entry.named("levels", "level", levels);
    List<String> scopes = keys.texts("scopes").stream().map(Scopes::canonical).toList();
    List<Grouping> within = keys.texts("within").stream().map(w -> grouping(keys, w)).toList();
    Comparison.Years years =
        new Comparison.Years(
            keys.integer("from", Integer.MIN_VALUE), keys.integer("to", Integer.MAX_VALUE));
    if (years.from() > years.to()) {
      keys.problem("from", "'from' " + years.from() + " is after 'to' " + years.to());
    }
    boolean headline = keys.flag("headline");
    Optional<LocalDate> asOf = keys.optionalText("as_of").flatMap(text -> day(keys, text));
    Optional<Measure> measure = MeasureReader.read(kind, entry, compared);
    if (measure.isEmpty()) {
      return; // what the other keys mean is not known either
    }
    unused(keys, kind, measure.get());
    entry.done();
    String place = places.putIfAbsent(id, keys.file() + ":" + keys.line());
    if (place != null) {
      keys.problem("id", "comparison '" + id + "' is declared twice; first at " + place);
    }
    comparisons.put(
        id,
        new Comparison(
            id,
            name,
            compared,
            weight,
            weightScope,
            among,
            scopes,
            within,
            years,
            asOf.orElse(null),
            headline,
            measure.get()));
  }

  private static Optional<LocalDate> day(Definition keys, String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      keys.problem("as_of", "'as_of' must be a day such as 2021-07-31, found '" + text + "'");
      return Optional.empty();
    }
  }

  /** Notes keys that would change nothing. */
  private static void unused(Definition keys, String kind, Measure measure) {
    boolean ofGroups =
        measure instanceof Measure.Inequality
            || (measure instanceof Measure.Decomposition decomposition
                && decomposition.of() != Measure.Decomposition.Of.PARTS);
    boolean weighted = ofGroups || measure instanceof Measure.Concentration;
    boolean grouped = ofGroups || measure instanceof Measure.Ranking;
    String what = measure instanceof Measure.Decomposition ? kind + " of parts" : kind;
    String told = "'%s' changes nothing in a %s; leave it out";
    boolean shown = measure instanceof Measure.Ranking || measure instanceof Measure.Convergence;
    if (keys.has("headline") && !shown) {
      keys.problem("headline", told.formatted("headline", what));
    }
    if (keys.has("weight") && !weighted) {
      keys.problem("weight", told.formatted("weight", what));
    }
    if (keys.has("within") && !grouped) {
      keys.problem("within", told.formatted("within", what));
    }
    if (keys.has("weight") && measure instanceof Measure.Inequality inequality) {
      for (Index index : inequality.indices()) {
        if (index.family() == Index.Family.GINI_SAMPLE
            || index.family() == Index.Family.CV_SAMPLE) {
          keys.problem(
              "indices", "index '%s' knows no 'weight'; leave one out".formatted(index.name()));
        }
      }
    }
  }

  private Grouping grouping(Definition keys, String name) {
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
      keys.problem(
          "within", Definition.unknown("level or attribute of the region table", name, known));
    }
    return new Grouping(Grouping.Kind.ATTRIBUTE, name);
  }
}
