package org.xiaokang.run;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.xiaokang.config.Distribution;
import org.xiaokang.estimate.Estimate;
import org.xiaokang.estimate.Households;
import org.xiaokang.estimate.ReplicateWeights;
import org.xiaokang.estimate.SinglePsu;

/**
 * What is estimated of one source, and which rows have to meet for it.
 *
 * @param name the source's name
 * @param path where it stands
 * @param kind what its rows are
 * @param columns what rows are mapped to, in their order
 * @param estimates what is made of it
 * @param layout what its households have
 * @param frames by the level of the region whose rows meet, the figures that are made of them
 * @param single what a stratum with one cluster adds to a variance
 * @param replicates how replicate weights were made; null where there are none
 */
record SourceEstimates(
    String name,
    String path,
    Distribution.Kind kind,
    List<String> columns,
    List<Estimate> estimates,
    Households.Layout layout,
    List<Frame> frames,
    SinglePsu single,
    @Nullable ReplicateWeights replicates)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The level of the regions that rows name, whatever it is. */
  static final String OWN = "";

  /**
   * Rows that have to meet.
   *
   * @param level its place in the layout
   * @param domains the figures that are made of them
   */
  record Frame(int level, List<Domain> domains) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Figures of a level.
   *
   * @param estimate its place among the estimates
   * @param level its place in the layout
   */
  record Domain(int estimate, int level) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /**
   * What is declared of a source.
   *
   * @param above whether one level of regions lies above another
   */
  static SourceEstimates of(
      Distribution source, List<Estimate> estimates, BiPredicate<String, String> above) {
    Set<String> levels = new LinkedHashSet<>();
    Map<String, List<Domain>> frames = new LinkedHashMap<>();
    for (Estimate estimate : estimates) {
      levels.addAll(estimate.levels().isEmpty() ? List.of(OWN) : estimate.levels());
      estimate.lines().forEach(line -> line.level().ifPresent(levels::add));
    }
    List<String> known = List.copyOf(levels);
    for (int i = 0; i < estimates.size(); i++) {
      Estimate estimate = estimates.get(i);
      for (String level : estimate.levels().isEmpty() ? List.of(OWN) : estimate.levels()) {
        frames
            .computeIfAbsent(estimate.frameLevel(level, above), name -> new ArrayList<>())
            .add(new Domain(i, known.indexOf(level)));
      }
    }
    List<Frame> all = new ArrayList<>();
    frames.forEach(
        (level, domains) -> all.add(new Frame(known.indexOf(level), List.copyOf(domains))));
    return new SourceEstimates(
        source.name(),
        source.source().path(),
        source.kind(),
        source.columns(),
        List.copyOf(estimates),
        new Households.Layout(
            known,
            source.variables(),
            source.breakdowns(),
            source.replicates().map(Distribution.Replicates::count).orElse(0),
            source.rows() == Distribution.RowsOf.HOUSEHOLDS),
        List.copyOf(all),
        source.singlePsu(),
        source
            .replicates()
            .map(it -> new ReplicateWeights(it.method(), it.fay(), it.aroundMean()))
            .orElse(null));
  }

  /** The place of a column; -1 where it is not mapped. */
  int column(String name) {
    return columns.indexOf(name);
  }
}
