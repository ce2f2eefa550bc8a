package org.xiaokang.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Measure;
import org.xiaokang.compare.measure.Composite;
import org.xiaokang.compare.measure.Outcome;
import org.xiaokang.compare.measure.Ranks;

/** Several indicators as one number, by each weighting and aggregation that is declared. */
record Composites(Measure.Composite measure) implements Comparer<CompositeIndexRow> {
  @Override
  public Iterator<CompositeIndexRow> compare(Subject subject) {
    return RowIterators.each(
        MultivariateSection.of(subject),
        together ->
            RowIterators.each(
                subject.placesByLevel(together.regions()).entrySet(),
                level -> {
                  int[] places = level.getValue().stream().toArray();
                  return new Level(subject, level.getKey(), together.only(places), measure).rows();
                }));
  }

  /** The regions of one level as of one day. */
  private static final class Level {
    private final Subject subject;
    private final String level;
    private final MultivariateSection together;
    private final Measure.Composite measure;
    private final Composite.Normalisation normalisation;
    private final int[] complete;
    private final double[][] values;
    private final boolean[] higher;

    Level(Subject subject, String level, MultivariateSection together, Measure.Composite measure) {
      this.subject = subject;
      this.level = level;
      this.together = together;
      this.measure = measure;
      this.normalisation = Composite.Normalisation.valueOf(measure.normalisation().name());
      this.complete = together.complete();
      this.values = together.rows(complete);
      List<String> indicators = subject.comparison().indicators();
      this.higher = new boolean[indicators.size()];
      for (int k = 0; k < higher.length; k++) {
        higher[k] = !measure.lower().contains(indicators.get(k));
      }
    }

    Iterator<CompositeIndexRow> rows() {
      List<Outcome<double[]>> weightings =
          measure.weightings().stream().map(this::weights).toList();
      Composite.@Nullable Sensitivity sensitivity = sensitivity(weightings);
      return RowIterators.each(
          IntStream.range(0, weightings.size()).boxed().toList(),
          w ->
              RowIterators.each(
                  measure.aggregations(),
                  aggregation ->
                      index(
                          measure.weightings().get(w),
                          weightings.get(w),
                          aggregation,
                          sensitivity)));
    }

    private Outcome<double[]> weights(Measure.Composite.Weighting weighting) {
      if (weighting != Measure.Composite.Weighting.DECLARED) {
        return Composite.weights(
            values, higher, Composite.Weighting.valueOf(weighting.name()), normalisation);
      }
      double[] declared =
          subject.comparison().indicators().stream()
              .mapToDouble(id -> measure.declared().getOrDefault(id, 0.0))
              .toArray();
      double sum = Arrays.stream(declared).sum();
      return Outcome.of(Arrays.stream(declared).map(weight -> weight / sum).toArray());
    }

    /** How far places depend on weights; none where there is nothing to order. */
    private Composite.@Nullable Sensitivity sensitivity(List<Outcome<double[]>> weightings) {
      List<double[]> known = new ArrayList<>();
      weightings.forEach(weights -> weights.value().ifPresent(known::add));
      List<Composite.Aggregation> aggregations =
          measure.aggregations().stream().map(Level::aggregation).toList();
      return values.length < 2
          ? null
          : Composite.sensitivity(
              values, higher, normalisation, aggregations, known, measure.draws(), measure.seed());
    }

    private static Composite.Aggregation aggregation(Measure.Composite.Aggregation aggregation) {
      return Composite.Aggregation.valueOf(aggregation.name());
    }

    private Iterator<CompositeIndexRow> index(
        Measure.Composite.Weighting weighting,
        Outcome<double[]> weights,
        Measure.Composite.Aggregation aggregation,
        Composite.@Nullable Sensitivity sensitivity) {
      double @Nullable [] known = weights.result();
      Outcome<Composite.Index> outcome =
          known == null
              ? new Outcome<>(null, weights.reason())
              : Composite.index(values, higher, known, normalisation, aggregation(aggregation));
      Composite.@Nullable Index index = outcome.result();
      int[] places = index == null ? new int[0] : Ranks.places(index.values(), true);
      CrossSection regions = together.regions();
      Reservations said = new Reservations();
      regions.tell(said);
      return RowIterators.rows(
          regions.size(),
          i -> {
            int at = Arrays.binarySearch(complete, i);
            return new CompositeIndexRow(
                subject.comparison().id(),
                together.scope(),
                level,
                regions.period().end(),
                subject.data().region(regions, i),
                lower(weighting),
                lower(aggregation),
                at < 0 || index == null || known == null
                    ? new Outcome<>(null, at < 0 ? lacking(i) : outcome.reason())
                    : Outcome.of(
                        new CompositeIndexRow.Score(
                            index.values()[at],
                            places[at],
                            sensitivity == null ? null : range(sensitivity, at),
                            parts(known, index, at))),
                complete.length,
                said.words());
          });
    }

    private static CompositeIndexRow.RankRange range(Composite.Sensitivity sensitivity, int at) {
      return new CompositeIndexRow.RankRange(
          sensitivity.best()[at], sensitivity.median()[at], sensitivity.worst()[at]);
    }

    private String lacking(int region) {
      return MultivariateSection.reason(
          together.lacking(subject.comparison().indicators(), region));
    }

    private List<CompositeIndexRow.IndexPart> parts(
        double[] weights, Composite.Index index, int at) {
      boolean split = index.contributions().length > 0;
      return IntStream.range(0, weights.length)
          .mapToObj(
              k ->
                  new CompositeIndexRow.IndexPart(
                      subject.comparison().indicators().get(k),
                      weights[k],
                      split ? index.contributions()[at][k] : null))
          .toList();
    }

    private static String lower(Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }
  }
}
