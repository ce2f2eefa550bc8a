package org.xiaokang.disclosure;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.Input;
import org.xiaokang.catalogue.Metric;
import org.xiaokang.catalogue.Regions;
import org.xiaokang.catalogue.Suppression;
import org.xiaokang.indicator.Confidentiality;

/**
 * Finds the observations whose figures are confidential: small counts, the counts grouped with
 * them, and reported rates that such counts could be computed back from. All documents that report
 * a figure share its fate.
 *
 * <p>It needs together what depends on each other: all figures of one {@link Key}, and no others.
 * What it finds of them follows from them alone, and is the same in whatever order they come.
 */
public final class DisclosureControl implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Suppression rule;
  private final Regions regions;
  private final TreeMap<String, CountedMetric> counted;
  private final ReportedRates rates;
  private final LinkedMetrics linked;

  /**
   * What is looked at together.
   *
   * @param metrics the first of the metrics that are linked with each other
   * @param year the year in which periods end; null where that is not known, and where figures of
   *     different periods are linked
   * @param document the document of figures without a known period, whose figures are linked with
   *     no others; null elsewhere
   */
  public record Key(String metrics, @Nullable Integer year, @Nullable String document)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  private DisclosureControl(
      Suppression rule, Regions regions, Map<String, CountedMetric> counted, ReportedRates rates) {
    this.rule = rule;
    this.regions = regions;
    this.counted = new TreeMap<>(counted);
    this.rates = rates;
    this.linked = new LinkedMetrics(counted.keySet(), rates);
  }

  /** That of a catalogue; nothing where it suppresses no counts. */
  public static Optional<DisclosureControl> of(Catalogue catalogue) {
    return catalogue.suppression().map(rule -> of(catalogue, rule));
  }

  private static DisclosureControl of(Catalogue catalogue, Suppression rule) {
    Map<String, CountedMetric> counted = new TreeMap<>();
    for (Metric metric : catalogue.metrics().values()) {
      if (rule.counts(metric.unit())) {
        counted.put(metric.code(), CountedMetric.of(metric));
      }
    }
    Map<String, List<CountInput>> rates = new HashMap<>();
    for (Metric metric : catalogue.metrics().values()) {
      if (!counted.containsKey(metric.code()) && metric.reports().isPresent()) {
        Indicator indicator = catalogue.indicator(metric.reports().get());
        List<CountInput> counts =
            indicator.inputs().stream()
                .filter(input -> isCount(input, counted))
                .map(CountInput::of)
                .toList();
        if (!counts.isEmpty()) {
          rates.put(metric.code(), counts);
        }
      }
    }
    return new DisclosureControl(rule, catalogue.regions(), counted, new ReportedRates(rates));
  }

  private static boolean isCount(Input input, Map<String, CountedMetric> counted) {
    return input.of().isSelf() && counted.containsKey(input.metric());
  }

  /** Whether figures of a metric may be confidential. */
  public boolean concerns(String metric) {
    return linked.name(metric) != null;
  }

  /**
   * What a figure is looked at with.
   *
   * @param figure of a metric that is {@link #concerns concerned}
   */
  public Key key(ReportedFigure figure) {
    String metrics = linked.name(figure.metric());
    if (metrics == null) {
      throw new IllegalArgumentException(
          "no figure of metric '%s' is confidential; ask concerns() first, which knows %s"
              .formatted(figure.metric(), counted.keySet()));
    }
    return linked.isAcrossPeriods(metrics)
        ? new Key(metrics, null, null)
        : new Key(metrics, figure.year(), figure.address().document());
  }

  /** The metrics to look at where figures of some metrics changed. */
  public Set<String> touchedBy(Set<String> metrics) {
    Set<String> touched = new TreeSet<>(metrics);
    touched.retainAll(counted.keySet());
    for (String rate : rates.inputs().keySet()) {
      Set<String> counts = rates.countsOf(rate);
      if (metrics.contains(rate) || counts.stream().anyMatch(metrics::contains)) {
        touched.add(rate);
        touched.addAll(counts);
      }
    }
    return touched;
  }

  /**
   * The confidential ones of some figures.
   *
   * @param figures all figures of one key, or of several
   * @return in the order of the observations' ids
   */
  public List<ProtectedFigure> protectedFigures(Collection<ReportedFigure> figures) {
    Map<FigureAddress, Confidentiality> counts = confidentialCounts(figures);
    Map<Long, ProtectedFigure> found = new TreeMap<>();
    for (ReportedFigure figure : figures) {
      Confidentiality of = counts.get(figure.address());
      if (of != null) {
        add(found, figure, of);
      }
    }
    rates.forEachConfidential(figures, counts, (figure, of) -> add(found, figure, of));
    return List.copyOf(found.values());
  }

  private Map<FigureAddress, Confidentiality> confidentialCounts(
      Collection<ReportedFigure> figures) {
    Map<Key, List<ReportedFigure>> tables = new HashMap<>();
    for (ReportedFigure figure : figures) {
      if (counted.containsKey(figure.metric())) {
        tables
            .computeIfAbsent(
                new Key(figure.metric(), figure.year(), figure.address().document()),
                key -> new ArrayList<>())
            .add(figure);
      }
    }
    Map<FigureAddress, Confidentiality> confidential = new HashMap<>();
    tables.forEach(
        (table, of) ->
            confidential.putAll(
                Objects.requireNonNull(counted.get(table.metrics()))
                    .confidential(of, rule, regions)));
    return confidential;
  }

  private static void add(
      Map<Long, ProtectedFigure> found, ReportedFigure figure, Confidentiality of) {
    found.merge(
        figure.observationId(),
        new ProtectedFigure(figure.observationId(), figure.metric(), of),
        (a, b) ->
            new ProtectedFigure(
                a.observationId(), a.metric(), both(a.confidentiality(), b.confidentiality())));
  }

  /** Of a figure that two groups could be computed from: no sum may have it. */
  private static Confidentiality both(Confidentiality a, Confidentiality b) {
    return new Confidentiality(
        Math.min(a.group(), b.group()),
        Math.max(a.members(), b.members()),
        a.group() == b.group() ? Math.max(a.size(), b.size()) : Suppression.NEVER_WHOLE);
  }
}
