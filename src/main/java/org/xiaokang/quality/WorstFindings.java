package org.xiaokang.quality;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is told of findings, as small as it is however many there are: tasks choose, and the driver
 * adds.
 *
 * @param shown how many are shown at most
 * @param worst these, the worst first
 * @param found how many failed altogether
 * @param holding names of the gates that hold the release back
 */
public record WorstFindings(int shown, List<QualityFinding> worst, long found, Set<String> holding)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Keeps copies. */
  public WorstFindings {
    worst = List.copyOf(worst);
    holding = Set.copyOf(holding);
  }

  /** What is told of no findings. */
  public static WorstFindings none(int shown) {
    return new WorstFindings(shown, List.of(), 0, Set.of());
  }

  /** These findings too; what passed or was not judged is left out. */
  public WorstFindings plus(Collection<QualityFinding> findings) {
    List<QualityFinding> failed = findings.stream().filter(QualityFinding::isFailed).toList();
    Set<String> holding =
        failed.stream()
            .filter(QualityFinding::holdsBack)
            .map(QualityFinding::gate)
            .collect(Collectors.toCollection(TreeSet::new));
    return failed.isEmpty() ? this : plus(new WorstFindings(shown, failed, failed.size(), holding));
  }

  /** What is told of both, of which as many are shown as of this. */
  public WorstFindings plus(WorstFindings other) {
    Set<String> gates = new TreeSet<>(holding);
    gates.addAll(other.holding);
    return new WorstFindings(
        shown,
        Stream.concat(worst.stream(), other.worst.stream())
            .sorted(QualityFinding.WORST_FIRST)
            .limit(shown)
            .toList(),
        found + other.found,
        gates);
  }
}
