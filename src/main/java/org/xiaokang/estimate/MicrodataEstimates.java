package org.xiaokang.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xiaokang.compare.measure.Outcome;

/**
 * One declared estimate of the rows of one source, period and frame region: all its figures of all
 * domains, with their errors.
 */
public final class MicrodataEstimates {
  private static final String NOT_TOLD = "_U";

  private final Estimate estimate;
  private final Households rows;
  private final DomainErrors errors;
  private final Estimate.Of of;
  private final double[] welfare;
  private final List<Integer> deprivations;
  private final boolean[] usable;
  private final Map<String, LineOfArea> lines = new HashMap<>();
  private final Consumer<EstimatedFigure> figures;

  /** A threshold with the rows that it is of. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record LineOfArea(int[] rows, DomainErrors.@Nullable Line line, double amount) {}

  /**
   * An estimate.
   *
   * @param rows all rows of the frame
   * @param drawn how many clusters were drawn in each stratum of the whole source
   * @param single what a stratum with one cluster adds to a variance
   * @param replicates how replicate weights were made; null where there are none
   * @param figures takes the figures
   */
  public MicrodataEstimates(
      Estimate estimate,
      Households rows,
      Map<String, Long> drawn,
      SinglePsu single,
      @Nullable ReplicateWeights replicates,
      Consumer<EstimatedFigure> figures) {
    this.estimate = estimate;
    this.rows = rows;
    this.figures = figures;
    this.of = estimate.of();
    this.errors =
        new DomainErrors(rows, of, rows.design(drawn, single), replicates, estimate.confidence());
    this.welfare = new double[rows.size()];
    this.deprivations =
        estimate
            .deprivations()
            .map(
                rule ->
                    rule.weights().keySet().stream()
                        .map(name -> rows.layout().variables().indexOf(name))
                        .toList())
            .orElse(List.of());
    this.usable = new boolean[rows.size()];
    for (int row = 0; row < usable.length; row++) {
      welfare[row] = welfare(row);
      usable[row] =
          !Double.isNaN(welfare[row]) && !Double.isNaN(rows.weight(row, of)) && isCounted(row);
    }
  }

  private double welfare(int row) {
    if (estimate.welfare().isEmpty()) {
      return 0;
    }
    Estimate.Welfare rule = estimate.welfare().get();
    double amount = value(rule.variable(), row);
    double index = rule.deflator().map(name -> value(name, row) / 100).orElse(1.0);
    double ppp = rule.ppp().map(name -> value(name, row)).orElse(1.0);
    double scale =
        rule.scale().kind() == EquivalenceScale.Kind.NONE
            ? 1
            : rule.scale().of(rows.members(row), rows.children(row));
    return amount / scale / index / ppp;
  }

  private double value(String variable, int row) {
    return rows.variable(rows.layout().variables().indexOf(variable), row);
  }

  private boolean isCounted(int row) {
    for (int variable : deprivations) {
      if (Double.isNaN(rows.variable(variable, row))) {
        return false;
      }
    }
    return true;
  }

  /**
   * All figures of a level.
   *
   * @param level the place of the level among those of the rows
   */
  public void ofLevel(int level) {
    int[] some = new int[usable.length];
    int[] area = new int[usable.length];
    int count = 0;
    for (int row = 0; row < usable.length; row++) {
      if (usable[row] && rows.area(level, row) >= 0) {
        area[count] = rows.area(level, row);
        some[count++] = row;
      }
    }
    Buckets.of(some, area, count)
        .forEach(
            (number, all) -> {
              String name = rows.word(number);
              domain(name, "", all, all);
              for (List<String> breakdown : estimate.breakdowns()) {
                groups(breakdown, all).forEach((scope, group) -> domain(name, scope, all, group));
              }
            });
  }

  private Map<String, int[]> groups(List<String> breakdown, int[] all) {
    Map<String, Integer> numbers = new HashMap<>();
    int[] group = new int[all.length];
    List<Integer> columns = new ArrayList<>();
    breakdown.forEach(name -> columns.add(rows.layout().breakdowns().indexOf(name)));
    for (int i = 0; i < all.length; i++) {
      StringBuilder scope = new StringBuilder();
      for (int j = 0; j < columns.size(); j++) {
        int word = rows.group(columns.get(j), all[i]);
        scope.append(j == 0 ? "" : ";").append(breakdown.get(j)).append('=');
        scope.append(word < 0 ? NOT_TOLD : ScopeText.word(rows.word(word)));
      }
      group[i] = numbers.computeIfAbsent(scope.toString(), text -> numbers.size());
    }
    Map<Integer, int[]> rowsOfGroups = Buckets.of(all, group, all.length);
    Map<String, int[]> groups = new TreeMap<>();
    numbers.forEach((scope, number) -> groups.put(scope, rowsOfGroups.get(number)));
    return groups;
  }

  private void domain(String area, String scope, int[] ofArea, int[] domain) {
    long households = rows.households(domain);
    Outcome<WelfareSample> outcome = errors.sample(welfare, domain, DomainErrors.FULL);
    WelfareSample sample = outcome.result();
    DomainFigures shown =
        new DomainFigures(estimate, figures, area, scope, domain.length, households, sample);
    if (households < estimate.leastHouseholds()) {
      shown.refuse(
          "too_few_households",
          "%d sampled households at least are shown".formatted(estimate.leastHouseholds()));
      return;
    }
    if (sample == null) {
      shown.refuse("no_weight", String.valueOf(outcome.reason()));
      return;
    }
    for (Estimate.Figure figure : estimate.figures()) {
      switch (figure.statistic().kind().needs()) {
        case WELFARE ->
            shown.give(
                figure,
                "",
                "",
                errors.of(domain, welfare, s -> MicrodataFigures.ofWelfare(s, figure.statistic())));
        case LINE -> estimate.lines().forEach(line -> atLine(shown, figure, line, ofArea, domain));
        case DEPRIVATIONS, DEPRIVATION -> ofDeprivations(shown, figure, domain);
        case CURVE, CURVE_AND_LINE, AREAS -> {} // not of households
      }
    }
  }

  private void atLine(
      DomainFigures shown,
      Estimate.Figure figure,
      Estimate.PovertyLine line,
      int[] ofArea,
      int[] domain) {
    LineOfArea known = line(line, ofArea);
    String said = said(line, known);
    shown.give(
        figure,
        line.scope(),
        said,
        errors.atLine(
            domain,
            welfare,
            (sample, amount) -> MicrodataFigures.atLine(sample, figure.statistic(), amount),
            known.amount(),
            known.line()));
  }

  private static String said(Estimate.PovertyLine line, LineOfArea known) {
    return switch (line.base()) {
      case AMOUNT -> "line " + known.amount();
      case MEAN -> "line %s of the mean, %s".formatted(line.amount(), known.amount());
      case QUANTILE ->
          line.at() == 0.5
              ? "line %s of the median, %s".formatted(line.amount(), known.amount())
              : "line %s of the quantile %s, %s"
                  .formatted(line.amount(), line.at(), known.amount());
    };
  }

  private LineOfArea line(Estimate.PovertyLine line, int[] ofArea) {
    if (line.base() == Estimate.Base.AMOUNT) {
      return new LineOfArea(ofArea, null, line.amount());
    }
    int level = line.level().map(name -> rows.layout().levels().indexOf(name)).orElse(-1);
    int area = level < 0 ? -1 : rows.area(level, ofArea[0]);
    String key = line.id() + " " + (area < 0 ? "own " + ofArea[0] : String.valueOf(area));
    LineOfArea known = lines.get(key);
    if (known == null) {
      int[] some = area < 0 ? ofArea : usableOf(level, area);
      DomainErrors.Line estimated = new DomainErrors.Line(some, sample -> threshold(sample, line));
      WelfareSample sample = errors.sample(welfare, some, DomainErrors.FULL).result();
      Linearised value = sample == null ? null : threshold(sample, line).result();
      known = new LineOfArea(some, estimated, value == null ? 0 : value.value());
      lines.put(key, known);
    }
    return known;
  }

  private int[] usableOf(int level, int area) {
    int[] some = new int[usable.length];
    int count = 0;
    for (int row = 0; row < usable.length; row++) {
      if (usable[row] && rows.area(level, row) == area) {
        some[count++] = row;
      }
    }
    return Arrays.copyOf(some, count);
  }

  private static Outcome<Linearised> threshold(WelfareSample sample, Estimate.PovertyLine line) {
    Outcome<Linearised> base =
        line.base() == Estimate.Base.MEAN
            ? Outcome.of(InequalityMeasures.mean(sample))
            : QuantileMeasures.quantile(sample, line.at());
    Linearised value = base.result();
    return value == null
        ? base
        : Outcome.of(
            Linearised.of(line.amount() * value.value(), place -> line.amount() * value.at(place)));
  }

  private void ofDeprivations(DomainFigures shown, Estimate.Figure figure, int[] domain) {
    Estimate.DeprivationRule rule = estimate.deprivations().orElseThrow();
    List<String> names = List.copyOf(rule.weights().keySet());
    boolean isOfEach = figure.statistic().kind().needs() == Statistic.Needs.DEPRIVATION;
    boolean isAll = isOfEach && figure.statistic().of().isEmpty();
    for (Estimate.Cutoff cutoff : rule.cutoffs()) {
      for (int j = 0; j < (isAll ? names.size() : 1); j++) {
        int one = isAll ? j : names.indexOf(figure.statistic().of());
        String scope = isAll ? "indicator=" + names.get(j) : "";
        shown.give(
            figure,
            ScopeText.joined(cutoff.scope(), scope),
            "cut-off " + cutoff.share(),
            errors.ofDeprivations(
                domain,
                deprived(domain),
                rule,
                cutoff.share(),
                all -> MicrodataFigures.ofDeprivations(all, figure.statistic(), one)));
      }
    }
  }

  private boolean[][] deprived(int[] domain) {
    boolean[][] deprived = new boolean[domain.length][deprivations.size()];
    for (int i = 0; i < domain.length; i++) {
      for (int j = 0; j < deprived[i].length; j++) {
        deprived[i][j] = rows.variable(deprivations.get(j), domain[i]) != 0;
      }
    }
    return deprived;
  }
}
