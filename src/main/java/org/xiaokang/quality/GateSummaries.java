package org.xiaokang.quality;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.xiaokang.config.Gate;
import org.xiaokang.quality.QualityFinding.Severity;
import org.xiaokang.quality.QualityFinding.Verdict;

/**
 * What each gate has to say as a whole, once everything is counted: that it passed; that it judged
 * nothing, and why; and whether too many values of the release before are gone.
 */
public final class GateSummaries {
  private GateSummaries() {}

  /**
   * The findings that only the sum of all counts tells, at most one of each gate.
   *
   * @param gates all gates
   * @param counts of {@link LoadFindings}, of {@link SeriesFindings} for all series and of {@link
   *     PeerFindings} for all peers
   * @param hasBefore whether there is a release before
   */
  public static List<QualityFinding> of(List<Gate> gates, JudgedCounts counts, boolean hasBefore) {
    return gates.stream()
        .flatMap(
            gate -> {
              GateCounts own = counts.of(gate.name());
              Optional<QualityFinding> gone = gone(gate, own);
              if (gone.isPresent()) {
                return gone.stream();
              }
              return own.failed() > 0
                  ? Stream.empty()
                  : Stream.of(withoutFault(gate, own, hasBefore));
            })
        .toList();
  }

  /** Too many values of the release before have none now. */
  private static Optional<QualityFinding> gone(Gate gate, GateCounts counts) {
    if (!(gate.rule() instanceof Gate.ReleaseDifference rule) || counts.before() == 0) {
      return Optional.empty();
    }
    ExpectedRange range = new ExpectedRange(0, rule.disappearedAtMost());
    double share = (double) counts.gone() / counts.before();
    if (!range.isBrokenBy(share)) {
      return Optional.empty();
    }
    String message =
        counts.gone()
            + " of the "
            + counts.before()
            + " values of the release before have no value now";
    return Optional.of(
        QualityFinding.failed(
            gate, Severity.of(gate), FindingSubject.WHOLE, share, range, message));
  }

  private static QualityFinding withoutFault(Gate gate, GateCounts counts, boolean hasBefore) {
    String why = counts.why();
    if (counts.judged() > 0 || counts.before() > 0) {
      String judged = counts.judged() + " judged";
      return QualityFinding.withoutFault(
          gate,
          Verdict.PASSED,
          counts.skipped() == 0 ? judged : judged + ", " + counts.skipped() + " not: " + why);
    }
    return QualityFinding.withoutFault(
        gate, Verdict.NOT_JUDGED, why == null ? nothing(gate, hasBefore) : why);
  }

  private static String nothing(Gate gate, boolean hasBefore) {
    boolean compares =
        gate.rule() instanceof Gate.ReleaseDifference
            || gate.rule() instanceof Gate.RegionsReporting;
    return compares && !hasBefore
        ? "there is no release before this one to compare with"
        : "there is nothing to judge";
  }
}
