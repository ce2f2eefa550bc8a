package org.xiaokang.run;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;

/** From preferred observations to values of indicators. */
final class IndicatorStages {
  private IndicatorStages() {}

  /**
   * The values, and the files of the table indicators.
   *
   * @param figures {@link Port#OBSERVATIONS}, by region
   */
  static JavaRDD<StageOutput> of(
      RunPlan local, Broadcast<RunPlan> plan, JavaRDD<StageOutput> figures) {
    int partitions = local.partitions();
    JavaRDD<StageOutput> sent =
        Stages.stage(
            figures,
            Port.OBSERVATIONS,
            partitions,
            (blocks, partition) -> SeriesTask.ofObservations(plan.value(), blocks));
    JavaRDD<StageOutput> gathered =
        local.figures().apportions()
            ? Stages.stage(
                sent,
                Port.SHARES,
                partitions,
                (blocks, partition) -> SeriesTask.ofShares(plan.value(), blocks))
            : sent;
    JavaRDD<StageOutput> evaluated =
        local.figures().looksUp()
            ? Stages.stage(
                gathered,
                Port.FIGURES,
                partitions,
                (blocks, partition) -> SeriesTask.ofFigures(plan.value(), blocks))
            : gathered;
    return Stages.stage(
        evaluated,
        Port.INPUTS,
        partitions,
        (blocks, partition) -> new HierarchyTask(plan.value(), blocks));
  }
}
