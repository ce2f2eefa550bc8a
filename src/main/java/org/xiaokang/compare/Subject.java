package org.xiaokang.compare;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Comparison;
import org.xiaokang.catalogue.Comparison.Grouping;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.Region;
import org.xiaokang.catalogue.Regions;
import org.xiaokang.catalogue.ScopeRelations;

/**
 * What is compared: a declared comparison, one of its indicators, the values and where the regions
 * lie.
 *
 * @param comparison as declared
 * @param indicator the indicator; empty for a measure of all together
 * @param data what it reads
 * @param world what is known of regions and indicators
 */
record Subject(Comparison comparison, String indicator, PanelData data, World world) {
  /** Regions that stand in no group have none: they are compared with nobody. */
  static final String NONE = "";

  /**
   * What of the catalogue the measures need.
   *
   * @param regions all regions
   * @param facts of indicators, by id
   */
  record World(Regions regions, TreeMap<String, Fact> facts) implements Serializable {
    private static final long serialVersionUID = 1L;

    static World of(Catalogue catalogue) {
      TreeMap<String, Fact> facts = new TreeMap<>();
      catalogue
          .indicators()
          .forEach(
              (id, i) ->
                  facts.put(
                      id, new Fact(i.unit().toString(), i.direction(), relations(i, catalogue))));
      return new World(catalogue.regions(), facts);
    }

    /** Breakdowns that are alike for each figure that takes the breakdown of its row. */
    private static ScopeRelations relations(Indicator indicator, Catalogue catalogue) {
      return indicator.inputs().stream()
          .filter(input -> input.scope().isEmpty())
          .map(input -> Objects.requireNonNull(catalogue.metrics().get(input.metric())).scopes())
          .reduce(ScopeRelations::and)
          .orElse(ScopeRelations.NONE);
    }

    Fact fact(String indicator) {
      return Objects.requireNonNull(facts.get(indicator), indicator);
    }
  }

  /**
   * What of an indicator the measures need.
   *
   * @param unit of its values
   * @param direction which way is better
   * @param scopes which of its breakdowns may stand beside each other
   */
  record Fact(String unit, Indicator.Better direction, ScopeRelations scopes)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    boolean isLowerBetter() {
      return direction == Indicator.Better.LOWER_IS_BETTER;
    }
  }

  Fact fact() {
    return world.fact(indicator);
  }

  /** The series of the indicator in the scopes that are compared. */
  List<Series> series() {
    return series(indicator);
  }

  /** The series of an indicator in the scopes that are compared. */
  List<Series> series(String id) {
    return data.series(id).stream()
        .filter(s -> comparison.scopes().isEmpty() || comparison.scopes().contains(s.scope()))
        .toList();
  }

  /** Regions of one level. */
  record LevelSection(String level, CrossSection section) {}

  /** The regions of a section by level, those that are compared. */
  List<LevelSection> levels(CrossSection section) {
    List<LevelSection> levels = new ArrayList<>();
    placesByLevel(section)
        .forEach((level, its) -> levels.add(new LevelSection(level, section.only(its::get))));
    return levels;
  }

  /** Where the regions of each level that is compared stand in a section. */
  TreeMap<String, BitSet> placesByLevel(CrossSection section) {
    TreeMap<String, BitSet> places = new TreeMap<>();
    for (int i = 0; i < section.size(); i++) {
      String level = level(section.ref(i), section.period().end());
      if (isCompared(level)) {
        places.computeIfAbsent(level, l -> new BitSet()).set(i);
      }
    }
    return places;
  }

  boolean isCompared(String level) {
    return comparison.levels().isEmpty() || comparison.levels().contains(level);
  }

  /** The level of a region on a day; empty where the region table does not know it. */
  String level(String ref, LocalDate day) {
    return world.regions().spell(ref, day).map(Region::level).orElse("");
  }

  /** The group of each region of a section. */
  String[] groups(CrossSection section, Grouping grouping) {
    String[] groups = new String[section.size()];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = group(section.ref(i), section.period().end(), grouping);
    }
    return groups;
  }

  private String group(String ref, LocalDate day, Grouping grouping) {
    Regions regions = world.regions();
    return switch (grouping.kind()) {
      case PARENT -> regions.parent(ref, day).orElse(NONE);
      case ATTRIBUTE ->
          regions
              .spell(ref, day)
              .map(region -> region.attributes().getOrDefault(grouping.name(), NONE))
              .orElse(NONE);
      case LEVEL -> above(ref, day, grouping.name());
    };
  }

  /**
   * The region of a level that a region lies in, or is; of groups the first that lists it, or a
   * region that it lies in.
   */
  private String above(String ref, LocalDate day, String level) {
    @Nullable String at = ref;
    for (int steps = 0; at != null && steps < 20; steps++) {
      if (level(at, day).equals(level)) {
        return at;
      }
      for (String group : world.regions().groups(at, day)) {
        if (level(group, day).equals(level)) {
          return group;
        }
      }
      at = world.regions().parent(at, day).orElse(null);
    }
    return NONE;
  }

  /**
   * Some of the regions of a section.
   *
   * @param group what they have in common
   * @param places where they stand in the section
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Members(RegionGroup group, int[] places) {
    double[] of(double[] values) {
      return CompleteCases.in(places, values);
    }
  }

  /** All regions of a section, and those of each group as declared, in the order of its name. */
  List<Members> groups(CrossSection section) {
    List<Members> groups = new ArrayList<>();
    groups.add(new Members(RegionGroup.EVERY, IntStream.range(0, section.size()).toArray()));
    for (Grouping grouping : comparison.within()) {
      TreeMap<String, IntStream.Builder> members = new TreeMap<>();
      String[] names = groups(section, grouping);
      for (int i = 0; i < names.length; i++) {
        if (!names[i].equals(NONE)) {
          members.computeIfAbsent(names[i], group -> IntStream.builder()).add(i);
        }
      }
      members.forEach(
          (name, places) ->
              groups.add(
                  new Members(new RegionGroup(grouping.name(), name), places.build().toArray())));
    }
    return groups;
  }

  /** How much each region counts; NaN where that is not known or not above 0. */
  double[] weights(CrossSection section, String scope) {
    if (comparison.weight() == null) {
      double[] ones = new double[section.size()];
      Arrays.fill(ones, 1);
      return ones;
    }
    String of = comparison.weightScope() == null ? scope : comparison.weightScope();
    double[] weights = data.beside(section, of, comparison.weight());
    for (int i = 0; i < weights.length; i++) {
      weights[i] = weights[i] > 0 ? weights[i] : Double.NaN;
    }
    return weights;
  }

  /**
   * Whose values the rows of a level compare, and what must be said with them.
   *
   * @param said with the values
   */
  ComparedSeries compared(Series series, String level, Reservations said) {
    return new ComparedSeries(
        comparison.id(), series.indicator(), series.scope(), level, series.kind(), said.words());
  }

  /** What must be said with the values of a section, and with their weights. */
  Reservations said(CrossSection section, String scope) {
    Reservations said = new Reservations();
    section.tell(said);
    if (comparison.weight() != null) {
      String of = comparison.weightScope() == null ? scope : comparison.weightScope();
      data.tellBeside(section, of, comparison.weight(), said);
    }
    return said;
  }
}
