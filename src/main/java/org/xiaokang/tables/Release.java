package org.xiaokang.tables;

import java.time.Instant;
import java.util.Map;

/**
 * One published run: the version of every table that belongs to it, and what it was computed from.
 *
 * @param releaseId the run's id
 * @param startedAt when the run began
 * @param finishedAt when its last table was written
 * @param codeVersion version of the program
 * @param catalogueHash hash of the catalogue's files
 * @param configurationHash hash of the configuration
 * @param inputHash hash of the input rows
 * @param tables table to Delta version
 * @param rowCounts table to number of rows
 * @param readRows rows read from all sources; the sum of the next three
 * @param observedRows rows that became observations
 * @param rejectedRows rows kept with their reasons in rejected_metrics
 * @param duplicateRows rows that repeated another row exactly
 * @param durationsMs step to milliseconds
 */
public record Release(
    String releaseId,
    Instant startedAt,
    Instant finishedAt,
    String codeVersion,
    String catalogueHash,
    String configurationHash,
    String inputHash,
    Map<String, Long> tables,
    Map<String, Long> rowCounts,
    long readRows,
    long observedRows,
    long rejectedRows,
    long duplicateRows,
    Map<String, Long> durationsMs) {

  public Release {
    tables = Map.copyOf(tables);
    rowCounts = Map.copyOf(rowCounts);
    durationsMs = Map.copyOf(durationsMs);
  }
}
