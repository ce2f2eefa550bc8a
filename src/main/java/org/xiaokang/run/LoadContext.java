package org.xiaokang.run;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.SourceReadings;

/**
 * What the tasks of a load go by besides the plan.
 *
 * @param files the files that rows come from; null where nothing is left to a later run
 * @param readings how sources are read; null where the rows that are read tell
 * @param before what the load before left; null where everything is read
 * @param hasPast whether there is a release that figures may differ from
 */
record LoadContext(
    @Nullable FileNumbers files,
    @Nullable SourceReadings readings,
    @Nullable LoadBefore before,
    boolean hasPast)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * How sources are read.
   *
   * @param inputs {@link Port#EVIDENCE}, which tells where nothing else does
   */
  @SuppressWarnings("unchecked") // what ReadTask gives
  SourceReadings readings(RunPlan plan, StageInputs inputs) {
    if (readings != null) {
      return readings;
    }
    List<FileEvidence> all = new ArrayList<>();
    inputs
        .of(Port.EVIDENCE)
        .forEachRemaining(block -> all.addAll((List<FileEvidence>) StageTask.reported(block)));
    return SourceReadings.of(plan.printings(), FileEvidence.bySource(all));
  }
}
