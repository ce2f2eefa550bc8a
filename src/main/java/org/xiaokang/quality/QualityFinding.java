package org.xiaokang.quality;

import static java.util.Comparator.comparing;
import static java.util.Comparator.nullsFirst;

import java.io.Serializable;
import java.util.Comparator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xiaokang.config.Gate;
import org.xiaokang.indicator.IndicatorValue.Origin;
import org.xiaokang.ingest.TextOrder;

/**
 * What a gate says: a row of the table quality.
 *
 * @param gate the gate's name
 * @param severity whether it holds the release back
 * @param verdict what it says
 * @param subject what it is about
 * @param value what was judged: an indicator's value in its unit; a share, 0 to 1; a number of
 *     regions; an age in days; null unless it failed
 * @param expectedLow the smallest value that passes, in the unit of {@code value}; null: no bound
 * @param expectedHigh the largest value that passes, in the unit of {@code value}; null: no bound
 * @param excess how far the value lies outside, {@link ExpectedRange#excess}; null unless it failed
 * @param message what was found, in words
 */
public record QualityFinding(
    String gate,
    Severity severity,
    Verdict verdict,
    FindingSubject subject,
    @Nullable Double value,
    @Nullable Double expectedLow,
    @Nullable Double expectedHigh,
    @Nullable Double excess,
    String message)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What becomes of the release. */
  public enum Severity {
    /** Readers keep the release before. */
    HOLD("hold"),
    /** It is published, and the finding is told. */
    WARN("warn");

    private final String code;

    Severity(String code) {
      this.code = code;
    }

    /** As the table has it. */
    public String code() {
      return code;
    }

    /** The one of that code. */
    public static Severity of(String code) {
      return code.equals(HOLD.code) ? HOLD : WARN;
    }

    static Severity of(Gate gate) {
      return gate.onFailure() == Gate.OnFailure.HOLD ? HOLD : WARN;
    }
  }

  /** What a gate says. */
  public enum Verdict {
    /** This is a finding. */
    FAILED("failed"),
    /** The gate found nothing. */
    PASSED("passed"),
    /** The gate had nothing to judge. */
    NOT_JUDGED("not_judged");

    private final String code;

    Verdict(String code) {
      this.code = code;
    }

    /** The one of that code. */
    public static Verdict of(String code) {
      return code.equals(FAILED.code) ? FAILED : code.equals(PASSED.code) ? PASSED : NOT_JUDGED;
    }

    /** As the table has it. */
    public String code() {
      return code;
    }
  }

  private static final Comparator<@Nullable String> BY_TEXT = nullsFirst(TextOrder.BY_CODE_POINT);

  /**
   * The order in which findings are shown: those that hold back before those that are only told,
   * the largest excess first; then by gate, region, indicator, period, scope and origin. What is
   * not known goes first, a missing excess last. The other columns settle what still ties, so that
   * the same findings always stand in the same order.
   */
  public static final Comparator<QualityFinding> WORST_FIRST =
      comparing(QualityFinding::severity)
          .thenComparing(
              comparing(QualityFinding::excess, nullsFirst(Comparator.<Double>naturalOrder()))
                  .reversed())
          .thenComparing(QualityFinding::gate, TextOrder.BY_CODE_POINT)
          .thenComparing(bySubject(FindingSubject::refArea))
          .thenComparing(bySubject(FindingSubject::indicator))
          .thenComparing(bySubject(FindingSubject::timePeriod))
          .thenComparing(bySubject(FindingSubject::scope))
          .thenComparing(bySubject(QualityFinding::originCode))
          .thenComparing(bySubject(FindingSubject::metric))
          .thenComparing(bySubject(FindingSubject::source))
          .thenComparing(bySubject(FindingSubject::periodKind))
          .thenComparing(QualityFinding::message, TextOrder.BY_CODE_POINT);

  private static Comparator<QualityFinding> bySubject(
      Function<FindingSubject, @Nullable String> cell) {
    return (a, b) -> BY_TEXT.compare(cell.apply(a.subject()), cell.apply(b.subject()));
  }

  private static @Nullable String originCode(FindingSubject subject) {
    Origin origin = subject.origin();
    return origin == null ? null : origin.code();
  }

  /** A value that does not pass. */
  static QualityFinding failed(
      Gate gate,
      Severity severity,
      FindingSubject subject,
      double value,
      ExpectedRange range,
      String message) {
    return new QualityFinding(
        gate.name(),
        severity,
        Verdict.FAILED,
        subject,
        value,
        Double.isFinite(range.low()) ? range.low() : null,
        Double.isFinite(range.high()) ? range.high() : null,
        range.excess(value),
        message);
  }

  /** What a gate without findings says. */
  static QualityFinding withoutFault(Gate gate, Verdict verdict, String message) {
    return new QualityFinding(
        gate.name(),
        Severity.of(gate),
        verdict,
        FindingSubject.WHOLE,
        null,
        null,
        null,
        null,
        message);
  }

  /** Whether a gate found something. */
  public boolean isFailed() {
    return verdict == Verdict.FAILED;
  }

  /** Whether it holds the release back. */
  public boolean holdsBack() {
    return isFailed() && severity == Severity.HOLD;
  }
}
