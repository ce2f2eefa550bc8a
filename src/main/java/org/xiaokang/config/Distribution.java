package org.xiaokang.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xiaokang.estimate.ReplicateWeights;
import org.xiaokang.estimate.SinglePsu;

/**
 * A source whose rows are parts of distributions, and no figures: estimates are made of them, and
 * its rows are never copied into the lake.
 *
 * @param source where and how it is read; its columns are those of {@link #columns}
 * @param kind what a row is
 * @param rows of microdata: whom a row is
 * @param variables names of what is measured
 * @param breakdowns names of what it is broken down by
 * @param replicates how replicate weights were made, if it has some
 * @param singlePsu what a stratum with one cluster adds to a variance
 */
public record Distribution(
    Source source,
    Kind kind,
    RowsOf rows,
    List<String> variables,
    List<String> breakdowns,
    Optional<Replicates> replicates,
    SinglePsu singlePsu) {
  /** What a row is. */
  public enum Kind {
    /** A person or a household. */
    MICRODATA,
    /** A point or a group of a published distribution. */
    GROUPED,
    /** An area with its direct estimate, or what explains it. */
    AREAS
  }

  /** Whom a row of microdata is. */
  public enum RowsOf {
    /** A person, with the weight of a person. */
    PERSONS,
    /** A household, with the weight of a household. */
    HOUSEHOLDS
  }

  /**
   * Replicate weights.
   *
   * @param count how many there are
   * @param fay Fay's factor, of method fay
   * @param aroundMean whether they are held against their mean, instead of the estimate
   */
  public record Replicates(
      ReplicateWeights.Method method, int count, double fay, boolean aroundMean) {}

  /** Who and when, of every kind. */
  private static final List<String> WHERE =
      List.of(
          "region_code",
          "region_name",
          "region_parent",
          "region_level",
          "period_start",
          "period_end",
          "period_kind");

  private static final String VARIABLE = "variable.";
  private static final String BREAKDOWN = "breakdown.";
  private static final String REPLICATE = "replicate.";

  /** Keeps copies. */
  public Distribution {
    variables = List.copyOf(variables);
    breakdowns = List.copyOf(breakdowns);
  }

  /** The source's name. */
  public String name() {
    return source.name();
  }

  /** The columns that a source of a kind may map under {@code columns}. */
  public static List<String> contract(Kind kind) {
    List<String> columns = new ArrayList<>(WHERE);
    columns.addAll(
        switch (kind) {
          case MICRODATA ->
              List.of("weight", "household", "household_size", "children", "stratum", "cluster");
          case GROUPED ->
              List.of(
                  "mean",
                  "cum_population",
                  "cum_welfare",
                  "population_share",
                  "welfare_share",
                  "bin_low",
                  "bin_high",
                  "bin_mean",
                  "bin_count");
          case AREAS -> List.of("estimate", "standard_error", "sample_size", "weight");
        });
    return columns;
  }

  /**
   * All columns that rows are mapped to: those of the contract that are declared, for none is taken
   * by its name; then variables and the like.
   */
  public List<String> columns() {
    List<String> all = new ArrayList<>(contract(kind));
    all.retainAll(source.columns().keySet());
    variables.forEach(name -> all.add(variable(name)));
    breakdowns.forEach(name -> all.add(breakdown(name)));
    for (int i = 0; i < replicates.map(Replicates::count).orElse(0); i++) {
      all.add(replicate(i));
    }
    return all;
  }

  /** The column that a variable is mapped to. */
  public static String variable(String name) {
    return VARIABLE + name;
  }

  /** The column that a breakdown is mapped to. */
  public static String breakdown(String name) {
    return BREAKDOWN + name;
  }

  /** The column that a replicate weight is mapped to, from 0. */
  public static String replicate(int number) {
    return REPLICATE + number;
  }
}
