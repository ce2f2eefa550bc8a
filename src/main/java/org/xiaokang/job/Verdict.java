package org.xiaokang.job;

import java.util.List;

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
  /** No gate has anything to say. */
  public static final Verdict CLEAR = new Verdict(false, List.of(), List.of(), 0);

  /** Keeps copies. */
  public Verdict {
    gates = List.copyOf(gates);
    findings = List.copyOf(findings);
  }

  /** The same findings, but nothing is held back. */
  Verdict told() {
    return new Verdict(false, List.of(), findings, found);
  }
}
