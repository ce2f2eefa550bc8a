package org.xiaokang.run;

import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;

/** From figures that stand to values of indicators. */
final class IndicatorStages {
  private IndicatorStages() {}

  /**
   * The values, and the files of the table indicators.
   *
   * @param standing {@link Port#STANDING}, by region
   */
  static JavaRDD<StageOutput> of(Broadcast<RunPlan> plan, JavaRDD<StageOutput> standing) {
    RunPlan local = plan.value();
    int partitions = local.partitions();
    JavaRDD<StageOutput> sent =
        Stages.stage(
            standing,
            Set.of(Port.STANDING),
            partitions,
            (inputs, partition) -> SeriesTask.ofStanding(plan.value(), inputs));
    JavaRDD<StageOutput> gathered =
        local.figures().apportions()
            ? Stages.stage(
                sent,
                Set.of(Port.SHARES),
                partitions,
                (inputs, partition) -> SeriesTask.ofShares(plan.value(), inputs))
            : sent;
    JavaRDD<StageOutput> evaluated =
        local.figures().looksUp()
            ? Stages.stage(
                gathered,
                Set.of(Port.FIGURES),
                partitions,
                (inputs, partition) -> SeriesTask.ofFigures(plan.value(), inputs))
            : gathered;
    return Stages.stage(
        evaluated,
        Set.of(Port.INPUTS),
        partitions,
        (inputs, partition) -> new HierarchyTask(plan.value(), inputs));
  }

  /**
   * What figures of several regions contradict: files of contradictions.
   *
   * @param standing {@link Port#STANDING}
   */
  static JavaRDD<StageOutput> families(Broadcast<RunPlan> plan, JavaRDD<StageOutput> standing) {
    JavaRDD<StageOutput> sent =
        standing
            .filter(one -> one.port() == Port.STANDING)
            .mapPartitions(some -> new SendFamilyTask(plan.value(), some));
    return Stages.stage(
        sent,
        Set.of(Port.FAMILY),
        plan.value().partitions(),
        (inputs, partition) -> new FamilyTask(plan.value(), inputs));
  }

  /**
   * What is said of regions, and the files of region_profiles and reconciliation.
   *
   * @param standing {@link Port#STANDING}, by region
   * @param values {@link Port#VALUES}, by region
   */
  static JavaRDD<StageOutput> regions(
      Broadcast<RunPlan> plan, JavaRDD<StageOutput> standing, JavaRDD<StageOutput> values) {
    return Stages.stage(
        values
            .filter(one -> one.port() == Port.VALUES)
            .union(standing.filter(one -> one.port() == Port.STANDING)),
        Set.of(Port.VALUES, Port.STANDING),
        plan.value().partitions(),
        (inputs, partition) -> new RegionTask(plan.value(), inputs));
  }
}
