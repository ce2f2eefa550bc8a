package org.xiaokang.run;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.xiaokang.block.Group;
import org.xiaokang.block.HeldBlocks;
import org.xiaokang.lake.DataFileWriter;
import org.xiaokang.lake.QualityResultsTable;
import org.xiaokang.lake.QualityResultsTable.QualityResult;
import org.xiaokang.quality.GateResults;
import org.xiaokang.quality.JudgedCounts;
import org.xiaokang.quality.JudgedValue;
import org.xiaokang.quality.PeerKey;
import org.xiaokang.quality.QualityFinding;
import org.xiaokang.quality.SeriesKey;
import org.xiaokang.quality.WorstFindings;

/**
 * What gates find in values, one series and one set of peers after the other. Input: {@link
 * Port#JUDGED} and {@link Port#PEERS}. Output: a file of the table quality, the counts, and the
 * worst findings. Memory: the blocks of the partition, and the values of one group.
 */
final class JudgeTask extends StageTask {
  private final RunPlan plan;
  private final Iterator<Group<JudgedFor>> series;
  private final Iterator<Group<JudgedFor>> peers;
  private final DataFileWriter<QualityResult> file;
  private JudgedCounts counts = JudgedCounts.NONE;
  private WorstFindings worst;

  JudgeTask(RunPlan plan, StageInputs inputs, int shown) {
    this.plan = plan;
    this.series = new HeldBlocks<>(JudgedFor.Codec.INSTANCE, inputs.of(Port.JUDGED)).groups();
    this.peers = new HeldBlocks<>(JudgedFor.Codec.INSTANCE, inputs.of(Port.PEERS)).groups();
    this.file = TaskFiles.open(plan.lake(), QualityResultsTable.SCHEMA);
    this.worst = WorstFindings.none(shown);
  }

  @Override
  boolean step() {
    if (series.hasNext()) {
      byKey(series.next().all(), SeriesKey::of)
          .forEach((key, of) -> add(plan.seriesFindings().of(key, of.now(), of.before())));
      return true;
    }
    if (peers.hasNext()) {
      byKey(peers.next().all(), PeerKey::of)
          .forEach((key, of) -> add(plan.peerFindings().of(key, of.now(), of.before())));
      return true;
    }
    return false;
  }

  private record Values(List<JudgedValue> now, List<JudgedValue> before) {}

  /** Keys of blocks are hashes: those of two groups may be the same. */
  private static <K> Map<K, Values> byKey(List<JudgedFor> together, Function<JudgedValue, K> key) {
    Map<K, Values> groups = new LinkedHashMap<>();
    for (JudgedFor one : together) {
      Values its =
          groups.computeIfAbsent(
              key.apply(one.value()), k -> new Values(new ArrayList<>(), new ArrayList<>()));
      (one.before() ? its.before() : its.now()).add(one.value());
    }
    return groups;
  }

  private void add(GateResults results) {
    counts = counts.plus(results.counts());
    worst = worst.plus(results.findings());
    for (QualityFinding finding : results.findings()) {
      file.write(new QualityResult(finding, plan.runId()));
    }
  }

  @Override
  void end() {
    report(file.finish());
    report(counts);
    report(worst);
  }
}
