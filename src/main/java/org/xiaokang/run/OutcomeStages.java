package org.xiaokang.run;

import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.xiaokang.quality.JudgedValue;

/** From values of indicators to comparisons and to what gates find. */
final class OutcomeStages {
  private OutcomeStages() {}

  /**
   * Files of the tables of comparisons, and features of peer groups.
   *
   * @param values {@link Port#VALUES}
   */
  static JavaRDD<StageOutput> compared(Broadcast<RunPlan> plan, JavaRDD<StageOutput> values) {
    JavaRDD<StageOutput> sent =
        values
            .filter(one -> one.port() == Port.VALUES)
            .mapPartitions(some -> new SendComparedTask(plan.value(), some));
    return Stages.stage(
        sent,
        Set.of(Port.COMPARED),
        plan.value().partitions(),
        (inputs, partition) -> new CompareTask(plan.value(), inputs));
  }

  /**
   * A file of the table quality, and what was counted and found.
   *
   * @param values {@link Port#VALUES}
   * @param before the values of the release before
   * @param shown how many findings are told at most
   */
  static JavaRDD<StageOutput> judged(
      Broadcast<RunPlan> plan,
      JavaRDD<StageOutput> values,
      JavaRDD<JudgedValue> before,
      int shown) {
    JavaRDD<StageOutput> sent =
        values
            .filter(one -> one.port() == Port.VALUES)
            .mapPartitions(some -> SendJudgedTask.ofNow(plan.value(), some))
            .union(before.mapPartitions(some -> SendJudgedTask.ofBefore(plan.value(), some)));
    return Stages.stage(
        sent,
        Set.of(Port.JUDGED, Port.PEERS),
        plan.value().partitions(),
        (inputs, partition) -> new JudgeTask(plan.value(), inputs, shown));
  }
}
