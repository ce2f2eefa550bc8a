package org.xiaokang.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What Spark's own event log says of a run's tasks.
 *
 * @param tasks in the order in which they were told
 * @param heapBytes the most heap in use at any moment that Spark looked, garbage included; 0 where
 *     it never did
 */
record EventLog(List<Task> tasks, long heapBytes) {
  private static final String TASK_END = "\"SparkListenerTaskEnd\"";
  private static final String STAGE_BEGINS = "\"SparkListenerStageSubmitted\"";
  private static final String STAGE_PEAKS = "\"SparkListenerStageExecutorMetrics\"";

  /** What Spark calls that which reads files; a stage without any reads what was left in memory. */
  private static final Set<String> FILES =
      Set.of("FileScanRDD", "HadoopRDD", "NewHadoopRDD", "DataSourceRDD");

  /** Spark settings that make such a log; the folder must be there. */
  static List<String> settings(Path folder) {
    return List.of(
        "spark.eventLog.enabled true",
        "spark.eventLog.dir " + folder.toUri(),
        "spark.eventLog.rolling.enabled false",
        "spark.eventLog.compress false",
        "spark.eventLog.logStageExecutorMetrics true",
        "spark.executor.metrics.pollingInterval 500");
  }

  /**
   * A task that ended, well or not.
   *
   * @param finishedMs since the epoch
   * @param cpuNs of the thread it ran in
   * @param readBytes from files
   * @param cachedBytes read of what an earlier task left in memory, as large as it is there
   * @param shuffledBytes written for other stages to read
   * @param writtenBytes to files
   * @param spilledBytes written to disk for want of memory
   * @param heapBytes the most heap in use while it ran, of the whole process
   */
  record Task(
      long finishedMs,
      long cpuNs,
      long readBytes,
      long cachedBytes,
      long shuffledBytes,
      long writtenBytes,
      long spilledBytes,
      long heapBytes) {
    static final Task NOTHING = new Task(0, 0, 0, 0, 0, 0, 0, 0);

    /** Two together: sums, and the higher peak; ends with the later. */
    Task and(Task other) {
      return new Task(
          Math.max(finishedMs, other.finishedMs),
          cpuNs + other.cpuNs,
          readBytes + other.readBytes,
          cachedBytes + other.cachedBytes,
          shuffledBytes + other.shuffledBytes,
          writtenBytes + other.writtenBytes,
          spilledBytes + other.spilledBytes,
          Math.max(heapBytes, other.heapBytes));
    }
  }

  /** Reads the one log in a folder. */
  static EventLog in(Path folder) throws IOException {
    List<Path> logs;
    try (Stream<Path> files = Files.list(folder)) {
      logs = files.filter(file -> !file.getFileName().toString().startsWith(".")).toList();
    }
    if (logs.size() != 1) {
      throw new IOException("expected one event log in '%s'; found %s".formatted(folder, logs));
    }
    return read(logs.get(0));
  }

  static EventLog read(Path file) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<Task> tasks = new ArrayList<>();
    Set<Integer> onFiles = new HashSet<>();
    long heap = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        // Most of a log is plans, which are long and not needed.
        String start = line.substring(0, Math.min(80, line.length()));
        if (start.contains(TASK_END)) {
          Task task = task(json.readTree(line), onFiles);
          tasks.add(task);
          heap = Math.max(heap, task.heapBytes());
        } else if (start.contains(STAGE_BEGINS)) {
          JsonNode stage = json.readTree(line).path("Stage Info");
          for (JsonNode rdd : stage.path("RDD Info")) {
            if (FILES.contains(rdd.path("Name").asText())) {
              onFiles.add(stage.path("Stage ID").asInt());
            }
          }
        } else if (start.contains(STAGE_PEAKS)) {
          heap = Math.max(heap, heap(json.readTree(line).path("Executor Metrics")));
        }
      }
    }
    return new EventLog(List.copyOf(tasks), heap);
  }

  private static Task task(JsonNode event, Set<Integer> onFiles) {
    JsonNode metrics = event.path("Task Metrics");
    long read = metrics.path("Input Metrics").path("Bytes Read").asLong();
    boolean files = onFiles.contains(event.path("Stage ID").asInt());
    return new Task(
        event.path("Task Info").path("Finish Time").asLong(),
        metrics.path("Executor CPU Time").asLong(),
        files ? read : 0,
        files ? 0 : read,
        metrics.path("Shuffle Write Metrics").path("Shuffle Bytes Written").asLong(),
        metrics.path("Output Metrics").path("Bytes Written").asLong(),
        metrics.path("Disk Bytes Spilled").asLong(),
        heap(event.path("Task Executor Metrics")));
  }

  private static long heap(JsonNode metrics) {
    return metrics.path("JVMHeapMemory").asLong();
  }

  /**
   * All tasks that finished in a span, taken together.
   *
   * @param fromMs the first millisecond of it
   * @param toMs the first after it
   */
  Task finished(long fromMs, long toMs) {
    return tasks.stream()
        .filter(task -> fromMs <= task.finishedMs() && task.finishedMs() < toMs)
        .reduce(Task.NOTHING, Task::and);
  }

  /** All tasks, taken together. */
  Task all() {
    return finished(Long.MIN_VALUE, Long.MAX_VALUE);
  }
}
