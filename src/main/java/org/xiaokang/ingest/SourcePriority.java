package org.xiaokang.ingest;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.nullsFirst;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which of several figures for the same area, metric, scope and period goes first.
 *
 * <p>The figure of the source with the lowest priority number is preferred, then the one under the
 * code that its region had in the period before one under a code from another time, then the one
 * published last, then the one with the highest confidence; what ties in all three is settled by
 * doc_id, obs_id and source, so that the same figures always give the same choice. The figure of
 * what became a part of a region does not stand for the region while there is another.
 */
public record SourcePriority(Map<String, Integer> priorities) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Takes the priorities of the sources that have one, by name: 1 goes first. */
  public SourcePriority {
    priorities = Map.copyOf(priorities);
  }

  /**
   * What several figures have in common of which one is preferred. Figures without a known period
   * compare within their document only: what one document leaves undated need not be the time that
   * another leaves undated.
   *
   * @param document the document of figures without a known period, else null
   */
  public record Key(
      String seriesArea,
      String metric,
      String scope,
      String periodKind,
      String timePeriod,
      @Nullable String document) {

    /** The key of a figure. */
    public static Key of(Observation figure) {
      String timePeriod = figure.period().timePeriod();
      return new Key(
          figure.region().seriesArea(),
          figure.metric(),
          figure.scope(),
          figure.period().kind(),
          timePeriod,
          timePeriod.equals(Period.NOT_STATED) ? figure.docId() : null);
    }
  }

  /**
   * A figure beside the others for the same.
   *
   * @param all the figures with its key, itself among them
   */
  public StandingObservation beside(Observation figure, List<Observation> all) {
    if (all.size() <= 1) {
      return new StandingObservation(figure, true, 1, null);
    }
    Observation preferred = preferred(all);
    return new StandingObservation(
        figure,
        FigureId.of(figure).equals(FigureId.of(preferred)),
        all.size(),
        relativeDifference(figure.value(), preferred.value()));
  }

  /** The preferred one of figures with one key; at least one. */
  public Observation preferred(List<Observation> figures) {
    return Collections.min(figures, order());
  }

  private Comparator<Observation> order() {
    return comparing((Observation figure) -> figure.region().match().equals("merged"))
        .thenComparing(
            comparingInt(
                (Observation figure) ->
                    priorities.getOrDefault(figure.source(), Integer.MAX_VALUE)))
        .thenComparing((Observation figure) -> !figure.region().match().equals("same"))
        .thenComparing(comparing(Observation::publishedOn, latestFirst()))
        .thenComparing(comparing(Observation::confidence, latestFirst()))
        .thenComparing(Observation::docId, TextOrder.BY_CODE_POINT)
        .thenComparing(Observation::obsId, TextOrder.BY_CODE_POINT)
        .thenComparing(Observation::source, TextOrder.BY_CODE_POINT);
  }

  /** The largest first, what is not known last. */
  private static <T extends Comparable<? super T>> Comparator<@Nullable T> latestFirst() {
    return nullsFirst(Comparator.<T>naturalOrder()).reversed();
  }

  /**
   * How far a figure lies from the preferred one: their difference by the size of the preferred
   * one; 0 where they are equal, null where the preferred one is 0 and this is not.
   */
  public static @Nullable Double relativeDifference(BigDecimal value, BigDecimal preferred) {
    if (value.compareTo(preferred) == 0) {
      return 0.0;
    }
    double base = preferred.doubleValue();
    return preferred.signum() == 0 ? null : (value.doubleValue() - base) / Math.abs(base);
  }
}
