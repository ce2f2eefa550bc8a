package org.xiaokang.run;

import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.xiaokang.block.Group;
import org.xiaokang.block.HeldBlocks;

/**
 * Counts the clusters that were drawn in each stratum of a whole sample. Input: {@link Port#DRAWN}.
 * Output: reports. Memory: the blocks of the partition, and the clusters of one stratum.
 */
final class DrawnTask extends StageTask {
  /**
   * How many clusters were drawn.
   *
   * @param sample source and period
   */
  record Count(String sample, String stratum, long clusters) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  private record Stratum(String sample, String name) {}

  private final Iterator<Group<DistributionRecord>> groups;

  DrawnTask(StageInputs inputs) {
    this.groups =
        new HeldBlocks<>(DistributionRecord.Codec.INSTANCE, inputs.of(Port.DRAWN)).groups();
  }

  @Override
  boolean step() {
    if (!groups.hasNext()) {
      return false;
    }
    Map<Stratum, Set<Long>> again = new HashMap<>();
    Map<Stratum, Long> once = new HashMap<>();
    for (Iterator<List<DistributionRecord>> parts = groups.next().byOrder(); parts.hasNext(); ) {
      for (DistributionRecord record : parts.next()) {
        if (record instanceof DistributionRecord.Drawn drawn) {
          Stratum stratum = new Stratum(drawn.sample(), drawn.stratum());
          once.merge(stratum, drawn.count(), Long::sum);
          if (drawn.count() == 0) {
            again.computeIfAbsent(stratum, name -> new HashSet<>()).add(drawn.cluster());
          }
        }
      }
    }
    once.forEach(
        (stratum, count) ->
            report(
                new Count(
                    stratum.sample(),
                    stratum.name(),
                    count + again.getOrDefault(stratum, Set.of()).size())));
    return true;
  }
}
