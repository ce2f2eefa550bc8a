package org.xiaokang.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.xiaokang.ingest.ReceivedRow;

/** From rows of distributions to estimates, as rows of their sources. */
final class EstimateStages {
  private EstimateStages() {}

  /**
   * The rows of a distribution on their way.
   *
   * @param source its name
   */
  static JavaRDD<StageOutput> read(
      Broadcast<RunPlan> plan, String source, JavaRDD<ReceivedRow> rows) {
    return rows.mapPartitions(some -> new ReadDistributionTask(plan.value(), source, some));
  }

  /**
   * How many clusters were drawn, by sample and stratum.
   *
   * @param records {@link Port#DRAWN}
   */
  static Map<String, Map<String, Long>> drawn(
      Broadcast<RunPlan> plan, JavaRDD<StageOutput> records) {
    List<Object> reports =
        Stages.reports(
            Stages.stage(
                records.filter(one -> one.port() == Port.DRAWN),
                Set.of(Port.DRAWN),
                plan.value().partitions(),
                (inputs, partition) -> new DrawnTask(inputs)));
    Map<String, Map<String, Long>> drawn = new HashMap<>();
    for (DrawnTask.Count count : new StageReports(reports).of(DrawnTask.Count.class)) {
      drawn
          .computeIfAbsent(count.sample(), sample -> new HashMap<>())
          .merge(count.stratum(), count.clusters(), Long::sum);
    }
    return drawn;
  }

  /**
   * Estimates as rows of their sources, and what was reported on the way.
   *
   * @param records {@link Port#RECORDS}
   */
  static JavaRDD<StageOutput> of(
      Broadcast<RunPlan> plan,
      Broadcast<Map<String, Map<String, Long>>> drawn,
      JavaRDD<StageOutput> records) {
    return Stages.stage(
        records.filter(one -> one.port() != Port.DRAWN),
        Set.of(Port.RECORDS),
        plan.value().partitions(),
        (inputs, partition) -> new EstimateTask(plan.value(), drawn.value(), inputs));
  }

  /** Rows of small areas, which are few. */
  static JavaRDD<ReceivedRow> smallAreas(
      JavaSparkContext spark, EstimatePlan estimates, RunPlan plan, StageReports reports) {
    List<ReceivedRow> rows =
        new ArrayList<>(new SmallAreas(estimates, plan.catalogue().regions()).rows(reports));
    return spark.parallelize(rows, Math.max(1, Math.min(8, rows.size())));
  }
}
