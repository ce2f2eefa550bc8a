package org.xiaokang.assess;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.xiaokang.assess.ContradictionRow.Certainty;
import org.xiaokang.assess.ContradictionRow.Kind;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Identity;
import org.xiaokang.ingest.Observation;

/**
 * Finds statements about a region and those right below it that cannot all be true: parts and their
 * sum, places and the values that are ranked, figures far from their neighbours'.
 */
public final class FamilyContradictions {
  private final Catalogue catalogue;
  private final Map<String, List<Identity>> byMetric = new HashMap<>();

  /** By what a catalogue declares. */
  public FamilyContradictions(Catalogue catalogue) {
    this.catalogue = catalogue;
    for (Identity identity : catalogue.assessments().identities().values()) {
      if (!(identity instanceof Identity.Holds)) {
        for (String metric : new HashSet<>(identity.metrics())) {
          byMetric.computeIfAbsent(metric, code -> new ArrayList<>()).add(identity);
        }
      }
    }
  }

  /** Whether anything is held against figures of other regions. */
  public boolean isEmpty() {
    return byMetric.isEmpty();
  }

  /** Sends a preferred figure to those that it is held against. */
  public void send(Observation figure, Consumer<FamilyFigure> to) {
    LocalDate end = figure.period().end();
    LocalDate day = end == null ? figure.period().start() : end;
    if (day == null) {
      return;
    }
    String area = figure.region().refArea();
    for (Identity identity : byMetric.getOrDefault(figure.metric(), List.of())) {
      catalogue
          .regions()
          .parent(area, day)
          .ifPresent(parent -> to.accept(new FamilyFigure(identity.id(), parent, false, figure)));
      if (identity instanceof Identity.Parts || identity instanceof Identity.Within) {
        to.accept(new FamilyFigure(identity.id(), area, true, figure));
      }
    }
  }

  /**
   * What cannot all be true of figures that are held against each other.
   *
   * @param figures all with one {@link FamilyFigure#together}
   */
  public List<ContradictionRow> rows(List<FamilyFigure> figures) {
    FamilyFigure first = figures.get(0);
    Identity identity = catalogue.assessments().identities().get(first.identity());
    Map<String, ContradictionRow> rows = new LinkedHashMap<>();
    if (identity instanceof Identity.Parts || identity instanceof Identity.Within) {
      for (String metric : metrics(figures)) {
        below(identity, metric, first.parent(), of(figures, metric), rows);
      }
    } else if (identity instanceof Identity.Peers peers) {
      for (String metric : metrics(figures)) {
        peers(peers, metric, of(figures, metric), rows);
      }
    } else if (identity instanceof Identity.Ranks ranks) {
      ranks(ranks, first.parent(), figures, rows);
    }
    return List.copyOf(rows.values());
  }

  private static Set<String> metrics(List<FamilyFigure> figures) {
    Set<String> metrics = new java.util.TreeSet<>();
    figures.forEach(one -> metrics.add(one.figure().metric()));
    return metrics;
  }

  private static List<FamilyFigure> of(List<FamilyFigure> figures, String metric) {
    return figures.stream().filter(one -> one.figure().metric().equals(metric)).toList();
  }

  /** The figures of each region below, by its code. */
  private static Map<String, List<Observation>> byRegion(List<FamilyFigure> figures) {
    Map<String, List<Observation>> regions = new TreeMap<>();
    for (FamilyFigure one : figures) {
      if (!one.own()) {
        regions
            .computeIfAbsent(one.figure().region().refArea(), code -> new ArrayList<>())
            .add(one.figure());
      }
    }
    return regions;
  }

  /** The own figure of a region against those of the regions right below it. */
  private void below(
      Identity identity,
      String metric,
      String parent,
      List<FamilyFigure> figures,
      Map<String, ContradictionRow> rows) {
    List<Observation> own =
        figures.stream().filter(FamilyFigure::own).map(FamilyFigure::figure).toList();
    Map<String, List<Observation>> below = byRegion(figures);
    if (own.isEmpty() || below.isEmpty()) {
      return;
    }
    Observation at = own.get(0);
    List<Constraint.Part> parts = new ArrayList<>();
    parts.add(FigureIndex.part(own, metric, catalogue));
    below.values().forEach(one -> parts.add(FigureIndex.part(one, metric, catalogue)));
    LocalDate end = at.period().end();
    LocalDate day = end == null ? LocalDate.MAX : end;
    OptionalInt expected = catalogue.regions().expectedChildren(parent, day);
    if (expected.isEmpty() || expected.getAsInt() > below.size()) {
      parts.add(FigureIndex.part(List.of(), metric, catalogue)); // the others, whatever they have
    }
    boolean sum = identity instanceof Identity.Parts;
    add(
        parts,
        intervals -> {
          List<Interval> its = intervals.subList(1, intervals.size());
          Interval together =
              sum
                  ? its.stream().reduce(Interval.point(Fraction.ZERO), Interval::plus)
                  : its.stream().reduce(Interval::hull).orElse(Interval.ALL);
          return !together.excludes(intervals.get(0));
        },
        Kind.PARTS,
        identity,
        at,
        parent,
        "%s of %d regions below %s %s%s"
            .formatted(
                metric,
                below.size(),
                sum ? "do not add up to" : "are all on one side of",
                at.valuePrinted(),
                at.unitPrinted()),
        rows);
  }

  private void peers(
      Identity.Peers identity,
      String metric,
      List<FamilyFigure> figures,
      Map<String, ContradictionRow> rows) {
    Map<String, List<Observation>> regions = byRegion(figures);
    if (regions.size() <= Neighbourhood.FEWEST) {
      return;
    }
    Fraction factor = Fraction.of(identity.factor());
    List<Constraint.Part> all = new ArrayList<>();
    regions.values().forEach(one -> all.add(FigureIndex.part(one, metric, catalogue)));
    int i = 0;
    for (List<Observation> stated : regions.values()) {
      List<Constraint.Part> parts = new ArrayList<>(all);
      parts.add(0, parts.remove(i++));
      Observation at = stated.get(0);
      add(
          parts,
          intervals -> Neighbourhood.isNear(intervals, factor),
          Kind.PEERS,
          identity,
          at,
          at.region().refArea(),
          "%s is stated as %s%s, which is more than %s times the median of its neighbours, or less than that part of it"
              .formatted(metric, at.valuePrinted(), at.unitPrinted(), identity.factor()),
          rows);
    }
  }

  private void ranks(
      Identity.Ranks identity,
      String parent,
      List<FamilyFigure> figures,
      Map<String, ContradictionRow> rows) {
    Map<String, List<Observation>> places = byRegion(of(figures, identity.rank()));
    Map<String, List<Observation>> values = byRegion(of(figures, identity.of()));
    for (Map.Entry<String, List<Observation>> place : places.entrySet()) {
      List<Observation> its = values.get(place.getKey());
      if (its == null) {
        continue;
      }
      Observation at = place.getValue().get(0);
      List<Constraint.Part> parts = new ArrayList<>();
      parts.add(FigureIndex.part(place.getValue(), identity.rank(), catalogue));
      parts.add(FigureIndex.part(its, identity.of(), catalogue));
      values.forEach(
          (region, stated) -> {
            if (!region.equals(place.getKey())) {
              parts.add(FigureIndex.part(stated, identity.of(), catalogue));
            }
          });
      LocalDate end = at.period().end();
      OptionalInt expected =
          catalogue.regions().expectedChildren(parent, end == null ? LocalDate.MAX : end);
      int others =
          Math.max(0, expected.isPresent() ? expected.getAsInt() - values.size() : 1_000_000);
      add(
          parts,
          intervals -> Neighbourhood.fitsPlace(intervals, identity.highestFirst(), others),
          Kind.RANK,
          identity,
          at,
          at.region().refArea(),
          "%s is stated as %s%s, which is not its place by %s"
              .formatted(identity.rank(), at.valuePrinted(), at.unitPrinted(), identity.of()),
          rows);
    }
  }

  private static void add(
      List<Constraint.Part> parts,
      Predicate<List<Interval>> canHold,
      Kind kind,
      Identity identity,
      Observation at,
      String area,
      String message,
      Map<String, ContradictionRow> rows) {
    for (List<StatedFigure> set : new Constraint(parts, canHold).contradictions()) {
      if (!set.isEmpty()) {
        ContradictionRow row =
            new ContradictionRow(
                kind,
                identity.id(),
                identity.plausible() ? Certainty.IMPLAUSIBLE : Certainty.IMPOSSIBLE,
                area,
                at.scope(),
                at.period().timePeriod(),
                message,
                set);
        rows.put(row.id(), row);
      }
    }
  }
}
