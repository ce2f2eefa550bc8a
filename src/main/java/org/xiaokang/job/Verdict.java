package org.xiaokang.job;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Regions;
import org.xiaokang.catalogue.Scopes;
import org.xiaokang.quality.FindingSubject;
import org.xiaokang.quality.QualityFinding;
import org.xiaokang.quality.WorstFindings;
import org.xiaokang.reader.Numbers;

/**
 * What the quality gates say of a run.
 *
 * @param holdsBack whether a gate that holds back failed
 * @param gates names of the gates that hold back
 * @param findings the first of them, the worst first: gate, severity, region, indicator, period,
 *     value, expected range, message
 * @param found how many there are altogether
 */
public record Verdict(
    boolean holdsBack, List<String> gates, List<List<String>> findings, long found) {
  /** How many findings are shown at most. */
  static final int SHOWN = 20;

  /** No gate has anything to say. */
  public static final Verdict CLEAR = new Verdict(false, List.of(), List.of(), 0);

  /** Keeps copies. */
  public Verdict {
    gates = List.copyOf(gates);
    findings = List.copyOf(findings);
  }

  /** What findings say. */
  static Verdict of(WorstFindings findings, Regions regions) {
    return of(findings, code -> regions.name(code, null) + " (" + code + ")");
  }

  /** What findings say that are of no region. */
  static Verdict ofNoRegion(WorstFindings findings) {
    return of(findings, code -> code);
  }

  private static Verdict of(WorstFindings findings, UnaryOperator<String> region) {
    return new Verdict(
        !findings.holding().isEmpty(),
        List.copyOf(new TreeSet<>(findings.holding())),
        findings.worst().stream().map(finding -> cells(finding, region)).toList(),
        findings.found());
  }

  /** The same findings, but nothing is held back. */
  Verdict told() {
    return new Verdict(false, List.of(), findings, found);
  }

  private static List<String> cells(QualityFinding finding, UnaryOperator<String> region) {
    FindingSubject subject = finding.subject();
    List<String> about = new ArrayList<>();
    for (String text :
        new @Nullable String[] {subject.indicator(), subject.metric(), subject.source()}) {
      if (text != null) {
        about.add(text);
      }
    }
    String scope = subject.scope();
    if (scope != null && !scope.equals(Scopes.ALL)) {
      about.add("[" + scope + "]");
    }
    String area = subject.refArea();
    String period = subject.timePeriod();
    Double value = finding.value();
    return List.of(
        finding.gate(),
        finding.severity().code(),
        area == null ? "" : region.apply(area),
        String.join(" ", about),
        period == null ? "" : period,
        value == null ? "" : Numbers.plain(value),
        range(finding.expectedLow(), finding.expectedHigh()),
        finding.message());
  }

  private static String range(@Nullable Double low, @Nullable Double high) {
    if (low == null) {
      return high == null ? "" : "at most " + Numbers.plain(high);
    }
    return high == null
        ? "at least " + Numbers.plain(low)
        : Numbers.plain(low) + " to " + Numbers.plain(high);
  }
}
