package org.xiaokang.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.bench.MeasuredProcess.Step;

class EventLogTest {
  private static final String TASK =
      """
      {"Event":"SparkListenerTaskEnd","Stage ID":%d,"Task Info":{"Task ID":7,"Finish Time":%d},\
      "Task Executor Metrics":{"JVMHeapMemory":%d,"JVMOffHeapMemory":9},"Task Metrics":{"Executor Run Time":5,\
      "Executor CPU Time":%d,"Disk Bytes Spilled":3,"Input Metrics":{"Bytes Read":%d,"Records Read":1},\
      "Output Metrics":{"Bytes Written":11},"Shuffle Write Metrics":{"Shuffle Bytes Written":%d}}}
      """;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void aSmallLog() throws IOException {
    file =
        Files.writeString(
            folder.resolve("local-1"),
            """
            {"Event":"SparkListenerLogStart","Spark Version":"4.1.0"}
            {"Event":"org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart","description":"SparkListenerTaskEnd"}
            {"Event":"SparkListenerStageSubmitted","Stage Info":{"Stage ID":1,"RDD Info":[{"Name":"MapPartitionsRDD"},{"Name":"FileScanRDD"}]}}
            {"Event":"SparkListenerStageSubmitted","Stage Info":{"Stage ID":2,"RDD Info":[{"Name":"ShuffledRowRDD"}]}}
            """
                + TASK.formatted(1, 1_500L, 400L, 2_000_000_000L, 100L, 10L)
                + TASK.formatted(1, 2_000L, 900L, 1_000_000_000L, 50L, 20L)
                + TASK.formatted(2, 2_999L, 600L, 500_000_000L, 7L, 40L)
                + """
                {"Event":"SparkListenerTaskEnd","Task Info":{"Finish Time":2998},"Task End Reason":{"Reason":"ExceptionFailure"}}
                {"Event":"SparkListenerStageExecutorMetrics","Executor ID":"driver","Executor Metrics":{"JVMHeapMemory":1200}}
                """);
  }

  @Test
  void tasksAreTakenTogetherByWhenTheyFinished() throws IOException {
    EventLog log = EventLog.read(file);
    assertThat(log.tasks()).hasSize(4);
    assertThat(log.finished(2_000, 3_000))
        .isEqualTo(new EventLog.Task(2_999, 1_500_000_000L, 50, 7, 60, 22, 6, 900));
    assertThat(log.finished(3_000, 9_000)).isEqualTo(EventLog.Task.NOTHING);
    assertThat(log.heapBytes()).isEqualTo(1_200);
  }

  @Test
  void eachStepHasWhatWasUsedUntilTheNextBegan() throws IOException {
    MeasuredProcess run =
        new MeasuredProcess(
            1_000,
            4_000,
            9,
            0,
            List.of(new Step("[1/2] read", 1_600, 2), new Step("[2/2] write", 2_500, 5)),
            List.of());
    List<StepUsage> usages = StepUsage.of(run, EventLog.read(file));
    assertThat(usages.stream().map(StepUsage::name))
        .containsExactly("start", "[1/2] read", "[2/2] write");
    assertThat(usages.stream().map(StepUsage::wallSeconds)).containsExactly(0.6, 0.9, 1.5);
    assertThat(usages.stream().map(StepUsage::cpuSeconds)).containsExactly(2.0, 3.0, 4.0);
    assertThat(usages.stream().map(one -> one.tasks().readBytes())).containsExactly(100L, 50L, 0L);
    assertThat(StepUsage.table(run, EventLog.read(file)).lines())
        .hasSize(5)
        .last()
        .asString()
        .matches("whole process +3\\.0 +9\\.0 +3\\.5 .*");
  }

  @Test
  void aFolderWithoutALogIsToldOf() throws IOException {
    assertThat(EventLog.in(folder).tasks()).hasSize(4);
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> EventLog.in(empty)).hasMessageContaining("expected one event log in");
  }

  @Test
  void aProcessIsMeasuredAndItsStepsAreFound() throws Exception {
    MeasuredProcess run =
        MeasuredProcess.of(
            List.of(
                "bash",
                "-c",
                "echo \"[1/2]   0.1 s  count $X\"; for ((i = 0; i < 200000; i++)); do :; done"),
            Map.of("X", "up"));
    assertThat(run.steps().stream().map(Step::name)).containsExactly("[1/2] count up");
    assertThat(run.wallSeconds()).isPositive();
    assertThat(run.cpuSeconds()).isLessThan(60);
    assertThatThrownBy(
            () -> MeasuredProcess.of(List.of("bash", "-c", "echo told; exit 3"), Map.of()))
        .hasMessageContaining("ended with 3")
        .hasMessageContaining("told");
  }
}
