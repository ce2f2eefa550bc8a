package org.xiaokang.disclosure;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.xiaokang.catalogue.Metric;
import org.xiaokang.catalogue.Regions;
import org.xiaokang.catalogue.Suppression;
import org.xiaokang.indicator.Confidentiality;

/**
 * A metric whose figures are counts that may be too small to be shown.
 *
 * @param code the metric
 * @param isFlow whether parts of a year add up
 * @param isSum whether regions add up to the one above
 * @param ownIsPart whether a region's own figure covers none of those below it
 */
record CountedMetric(String code, boolean isFlow, boolean isSum, boolean ownIsPart)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  static CountedMetric of(Metric metric) {
    boolean isSum = metric.aggregation().rule() == Metric.Aggregation.Rule.SUM;
    return new CountedMetric(
        metric.code(),
        metric.kind() == Metric.Kind.FLOW,
        isSum,
        isSum && metric.aggregation().own() == Metric.Aggregation.Own.PART);
  }

  /**
   * The small counts and those grouped with them; one is small if any document says so.
   *
   * @param figures all of one year; of one document where their period is not known
   */
  Map<FigureAddress, Confidentiality> confidential(
      Collection<ReportedFigure> figures, Suppression rule, Regions regions) {
    Map<FigureAddress, Double> small = new HashMap<>();
    figures.stream()
        .filter(figure -> rule.isSmall(figure.value()))
        .forEach(figure -> small.merge(figure.address(), figure.value(), Math::min));
    List<Cells.Cell> cells = new ArrayList<>();
    Map<Cells.Cell, FigureAddress> addresses = new HashMap<>();
    boolean anyIsSmall = false;
    for (ReportedFigure figure : figures) {
      if (figure.preferred()) {
        FigureAddress address = figure.address();
        anyIsSmall |= small.containsKey(address);
        Cells.Cell cell = cell(figure, small.getOrDefault(address, figure.value()));
        cells.add(cell);
        addresses.put(cell, address);
      }
    }
    if (!anyIsSmall) {
      return Map.of();
    }
    Map<FigureAddress, Confidentiality> confidential = new HashMap<>();
    new Cells(code, cells, isFlow, ownIsPart)
        .confidential(
            rule,
            (area, day) ->
                isSum && regions.isInParentTotal(area, day)
                    ? regions.parent(area, day)
                    : Optional.empty())
        .forEach((cell, of) -> confidential.put(Objects.requireNonNull(addresses.get(cell)), of));
    return confidential;
  }

  private static Cells.Cell cell(ReportedFigure figure, double count) {
    FigureAddress address = figure.address();
    return new Cells.Cell(
        address.refArea(),
        address.periodKind(),
        address.timePeriod(),
        address.scope(),
        figure.day() == null ? LocalDate.MAX : figure.day(),
        count);
  }
}
