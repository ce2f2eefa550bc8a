package org.xiaokang.run;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xiaokang.block.Keys;
import org.xiaokang.config.Distribution;
import org.xiaokang.estimate.Estimate;
import org.xiaokang.estimate.HouseholdRow;
import org.xiaokang.ingest.DistributionCells;
import org.xiaokang.ingest.Period;

/** Reads rows of microdata: a household, or the first reason why it is none. No Spark. */
final class HouseholdReader {
  private static final double NOT_TOLD = Double.NaN;

  private final SourceEstimates source;
  private final EstimatePlan.Ancestors ancestors;
  private final int weight;
  private final int household;
  private final int size;
  private final int children;
  private final int stratum;
  private final int cluster;
  private final int[] variables;
  private final int[] breakdowns;
  private final int[] replicates;

  HouseholdReader(SourceEstimates source, EstimatePlan.Ancestors ancestors) {
    this.source = source;
    this.ancestors = ancestors;
    this.weight = source.column("weight");
    this.household = source.column("household");
    this.size = source.column("household_size");
    this.children = source.column("children");
    this.stratum = source.column("stratum");
    this.cluster = source.column("cluster");
    this.variables =
        source.layout().variables().stream()
            .mapToInt(name -> source.column(Distribution.variable(name)))
            .toArray();
    this.breakdowns =
        source.layout().breakdowns().stream()
            .mapToInt(name -> source.column(Distribution.breakdown(name)))
            .toArray();
    this.replicates = new int[source.layout().replicates()];
    for (int i = 0; i < replicates.length; i++) {
      replicates[i] = source.column(Distribution.replicate(i));
    }
  }

  /**
   * What a row is.
   *
   * @param row null where there is a reason
   * @param weight its weight, as far as it has one
   * @param isMetOnce whether its cluster has no other row
   * @param reason why no estimate can take it; null where there is none
   */
  record Reading(
      @Nullable HouseholdRow row, double weight, boolean isMetOnce, @Nullable String reason) {}

  private Reading refused(String reason, double told) {
    return new Reading(null, told, false, reason);
  }

  /**
   * Reads a row.
   *
   * @param cells by column of the source
   * @param number tells the row from all others
   */
  Reading read(@Nullable String[] cells, String area, Period period, long number) {
    double told = weight < 0 ? 1 : number(cells[weight]);
    if (weight >= 0 && cells[weight] == null) {
      return refused("weight_missing", 0);
    }
    if (Double.isNaN(told)) {
      return refused("weight_invalid", 0);
    }
    if (told < 0) {
      return refused("weight_negative", told);
    }
    String reason = textMissing(cells);
    double members = optional(cells, size);
    double young = optional(cells, children);
    if (reason == null && size >= 0 && cells[size] != null && !(members >= 1)) {
      reason = "household_size_invalid";
    }
    if (reason == null && children >= 0 && cells[children] != null && !(young >= 0)) {
      reason = "children_invalid";
    }
    double[] repeated = new double[replicates.length];
    for (int i = 0; reason == null && i < repeated.length; i++) {
      repeated[i] = number(cells[replicates[i]]);
      reason = repeated[i] >= 0 ? null : "replicate_weight_invalid";
    }
    if (reason != null) {
      return refused(reason, told);
    }
    String ofHousehold = household < 0 ? null : cells[household];
    String ofCluster = cluster < 0 ? ofHousehold : cells[cluster];
    long home = ofHousehold == null ? number : Keys.of(ofHousehold);
    String drawnIn = stratum < 0 ? "" : String.valueOf(cells[stratum]);
    return new Reading(
        new HouseholdRow(
            areas(area, period),
            home,
            told,
            members,
            young,
            drawnIn,
            ofCluster == null ? number : Keys.of(ofCluster),
            numbers(cells),
            groups(cells),
            repeated),
        told,
        ofCluster == null,
        null);
  }

  private @Nullable String textMissing(@Nullable String[] cells) {
    if (stratum >= 0 && cells[stratum] == null) {
      return "stratum_missing";
    }
    if (cluster >= 0 && cells[cluster] == null) {
      return "cluster_missing";
    }
    return household >= 0 && cells[household] == null ? "household_missing" : null;
  }

  private static double optional(@Nullable String[] cells, int column) {
    return column < 0 ? NOT_TOLD : number(cells[column]);
  }

  private static double number(@Nullable String text) {
    Double number = DistributionCells.number(text);
    return number == null ? NOT_TOLD : number;
  }

  private double[] numbers(@Nullable String[] cells) {
    double[] numbers = new double[variables.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(cells[variables[i]]);
    }
    return numbers;
  }

  private @Nullable String[] groups(@Nullable String[] cells) {
    @Nullable String[] groups = new @Nullable String[breakdowns.length];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = cells[breakdowns[i]];
    }
    return groups;
  }

  private @Nullable String[] areas(String area, Period period) {
    List<String> levels = source.layout().levels();
    @Nullable String[] areas = new @Nullable String[levels.size()];
    LocalDate day = period.end();
    for (int i = 0; i < areas.length; i++) {
      areas[i] = day == null ? null : ancestors.of(area, day, levels.get(i));
    }
    return areas;
  }

  /**
   * Why one estimate cannot take a row; null where it can.
   *
   * @param cells by column of the source
   */
  @Nullable String leftOut(Estimate estimate, HouseholdRow row, @Nullable String[] cells) {
    boolean weighs = source.layout().isOfHouseholds() != (estimate.of() == Estimate.Of.HOUSEHOLDS);
    if (weighs && Double.isNaN(row.size())) {
      return "household_size_missing";
    }
    if (estimate.welfare().isPresent()) {
      String reason = leftOut(estimate.welfare().get(), row, cells);
      if (reason != null) {
        return reason;
      }
    }
    if (estimate.deprivations().isPresent()) {
      for (String name : estimate.deprivations().get().weights().keySet()) {
        double value = value(name, row);
        if (value != 0 && value != 1) {
          return missingOr("deprivation", name, cells);
        }
      }
    }
    List<String> levels = estimate.levels();
    for (int i = 0; i < levels.size(); i++) {
      if (row.areas()[source.layout().levels().indexOf(levels.get(i))] != null) {
        return null;
      }
    }
    return levels.isEmpty() ? null : "no_region_of_level";
  }

  private @Nullable String leftOut(
      Estimate.Welfare welfare, HouseholdRow row, @Nullable String[] cells) {
    if (Double.isNaN(value(welfare.variable(), row))) {
      return missingOr("welfare", welfare.variable(), cells);
    }
    List<String> factors = new ArrayList<>();
    welfare.deflator().ifPresent(factors::add);
    welfare.ppp().ifPresent(factors::add);
    for (String factor : factors) {
      if (!(value(factor, row) > 0)) {
        return missingOr(
            factor.equals(welfare.deflator().orElse("")) ? "deflator" : "ppp", factor, cells);
      }
    }
    if (welfare.scale().asksForSize() && Double.isNaN(row.size())) {
      return "household_size_missing";
    }
    return welfare.scale().asksForChildren() && Double.isNaN(row.children())
        ? "children_missing"
        : null;
  }

  private double value(String variable, HouseholdRow row) {
    return row.variables()[source.layout().variables().indexOf(variable)];
  }

  private String missingOr(String role, String variable, @Nullable String[] cells) {
    int column = variables[source.layout().variables().indexOf(variable)];
    return role + (cells[column] == null ? "_missing" : "_invalid");
  }
}
