package org.xiaokang.quality;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.xiaokang.config.Gate;
import org.xiaokang.quality.QualityFinding.Severity;

/** Puts the {@link GateResults} of one group together. */
final class ResultCollector {
  private final List<QualityFinding> findings = new ArrayList<>();
  private final Map<String, GateCounts> counts = new HashMap<>();

  /** A fault in a load as a whole. */
  void failed(
      Gate gate, FindingSubject subject, double value, ExpectedRange range, String message) {
    add(gate, QualityFinding.failed(gate, Severity.of(gate), subject, value, range, message));
  }

  /**
   * A value that does not pass. One that readers saw already, unchanged, holds nothing back a
   * second time.
   *
   * @param isPublished whether the release before has the same value
   */
  void failed(
      Gate gate,
      JudgedValue value,
      ExpectedRange range,
      String message,
      Predicate<JudgedValue> isPublished) {
    boolean published = isPublished.test(value);
    add(
        gate,
        QualityFinding.failed(
            gate,
            published ? Severity.WARN : Severity.of(gate),
            FindingSubject.of(value),
            value.value(),
            range,
            published ? message + "; published before with this value" : message));
  }

  private void add(Gate gate, QualityFinding finding) {
    findings.add(finding);
    counted(gate, GateCounts.ONE_FAILED);
  }

  void counted(Gate gate, GateCounts more) {
    counts.merge(gate.name(), more, GateCounts::plus);
  }

  GateResults results() {
    return new GateResults(findings, new JudgedCounts(counts));
  }
}
