package org.xiaokang.run;

import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import org.xiaokang.ingest.ReceivedRow;

/** From rows as received to figures that stand. */
final class LoadStages {
  private LoadStages() {}

  /**
   * The rows of a source.
   *
   * @param progress counts them as they are read
   */
  static JavaRDD<StageOutput> read(
      Broadcast<RunPlan> plan, JavaRDD<ReceivedRow> source, LongAccumulator progress) {
    return source.mapPartitions(rows -> new ReadTask(plan.value(), rows, progress));
  }

  /**
   * What the rows of changed files touch: reports.
   *
   * @param rows {@link Port#ROWS} of these files
   */
  static JavaRDD<StageOutput> touched(
      Broadcast<RunPlan> plan, Broadcast<LoadContext> context, JavaRDD<StageOutput> rows) {
    return Stages.stage(
        rows,
        Set.of(Port.ROWS),
        plan.value().partitions(),
        (inputs, partition) -> TouchTask.of(plan.value(), context.value(), inputs, partition));
  }

  /**
   * The figures that stand, and files of observations, rejected_metrics, observation_history and
   * confidential_figures.
   *
   * @param rows {@link Port#ROWS}, what the sources have, {@link Port#KNOWN} and {@link
   *     Port#EVIDENCE}
   */
  static JavaRDD<StageOutput> of(
      Broadcast<RunPlan> plan, Broadcast<LoadContext> context, JavaRDD<StageOutput> rows) {
    JavaRDD<StageOutput> settled =
        Stages.stage(
            rows,
            Set.of(Port.ROWS, Port.KNOWN, Port.EVIDENCE),
            plan.value().partitions(),
            (inputs, partition) ->
                new SettleTask(plan.value(), context.value(), inputs, partition));
    JavaRDD<StageOutput> preferred =
        Stages.stage(
            settled,
            Set.of(Port.SETTLED),
            plan.value().regionParts(),
            (inputs, part) -> PreferTask.of(plan.value(), context.value(), inputs, part));
    return shown(plan, preferred);
  }

  /**
   * The same with what may not be shown of them, where counts are suppressed.
   *
   * @param standing {@link Port#STANDING} and {@link Port#COUNTS}
   */
  static JavaRDD<StageOutput> shown(Broadcast<RunPlan> plan, JavaRDD<StageOutput> standing) {
    return plan.value().disclosure().isPresent() ? disclosed(plan, standing) : standing;
  }

  private static JavaRDD<StageOutput> disclosed(
      Broadcast<RunPlan> plan, JavaRDD<StageOutput> standing) {
    JavaRDD<StageOutput> kept = Kept.of(standing);
    return kept.filter(one -> one.port() != Port.COUNTS && one.port() != Port.REPORT)
        .union(
            Stages.stage(
                kept,
                Set.of(Port.COUNTS),
                plan.value().partitions(),
                (inputs, partition) -> new DisclosureTask(plan.value(), inputs)));
  }
}
