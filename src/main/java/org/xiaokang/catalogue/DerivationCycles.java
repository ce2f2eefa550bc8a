package org.xiaokang.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Finds derivations that lead back to themselves, or too far away from what was reported. */
record DerivationCycles(Map<String, Metric> metrics) {
  /** A figure further from the reports than this is a guess. */
  static final int DEEPEST = 3;

  void report(Map<String, Definition> entries) {
    for (Metric metric : metrics.values()) {
      Definition entry = Objects.requireNonNull(entries.get(metric.code()));
      walk(metric.code(), new ArrayList<>(), entry);
    }
  }

  private void walk(String code, List<String> path, Definition entry) {
    if (path.contains(code)) {
      if (code.equals(path.get(0))) {
        entry.problem("derive", "derivations form a cycle: " + chain(path, code));
      }
      return;
    }
    Metric metric = metrics.get(code);
    if (metric == null) {
      return;
    }
    List<String> here = new ArrayList<>(path);
    here.add(code);
    if (here.size() > DEEPEST + 1) {
      entry.problem(
          "derive", "derived over more than " + DEEPEST + " steps: " + String.join(" <- ", here));
      return;
    }
    for (Metric.Derivation derivation : metric.derivations()) {
      for (Input input : derivation.inputs()) {
        walk(input.metric(), here, entry);
      }
    }
  }

  private static String chain(List<String> path, String code) {
    return String.join(" <- ", path) + " <- " + code;
  }
}
