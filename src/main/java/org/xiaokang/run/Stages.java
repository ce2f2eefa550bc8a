package org.xiaokang.run;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/** Brings the blocks of partitions together, and lets a task work on each. */
final class Stages {
  private Stages() {}

  /** What is done with the blocks of a partition. */
  interface Work extends Serializable {
    /**
     * Begins it.
     *
     * @param inputs the blocks of the partition
     * @param partition its number
     */
    StageTask begin(StageInputs inputs, int partition);
  }

  /**
   * A stage: one shuffle, one task a partition. Reports of the stages before are passed on.
   *
   * @param outputs what the stages before give
   * @param ports which of it the stage takes
   * @param partitions how many partitions its blocks are for
   */
  static JavaRDD<StageOutput> stage(
      JavaRDD<StageOutput> outputs, Set<Port> ports, int partitions, Work work) {
    Set<Port> taken = EnumSet.copyOf(ports);
    taken.add(Port.REPORT);
    return outputs
        .filter(one -> taken.contains(one.port()))
        .mapToPair(
            one -> new Tuple2<>(one.port() == Port.REPORT ? partitions : one.partition(), one))
        .partitionBy(new ByNumber(partitions + 1))
        .values()
        .mapPartitionsWithIndex(
            (partition, blocks) ->
                partition == partitions ? blocks : work.begin(StageInputs.of(blocks), partition),
            true);
  }

  /** Runs stages, and takes what their tasks told. */
  static List<Object> reports(JavaRDD<StageOutput> stage) {
    List<Object> reports = new ArrayList<>();
    stage
        .filter(one -> one.port() == Port.REPORT)
        .map(StageOutput::bytes)
        .collect()
        .forEach(report -> reports.add(StageTask.reported(report)));
    return reports;
  }

  /** Partitions by their number. */
  private static final class ByNumber extends Partitioner {
    private static final long serialVersionUID = 1L;

    private final int partitions;

    ByNumber(int partitions) {
      this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
      return partitions;
    }

    @Override
    public int getPartition(Object number) {
      return (Integer) number;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ByNumber one && one.partitions == partitions;
    }

    @Override
    public int hashCode() {
      return partitions;
    }
  }
}
