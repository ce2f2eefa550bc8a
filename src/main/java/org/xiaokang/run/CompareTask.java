package org.xiaokang.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.xiaokang.block.Group;
import org.xiaokang.block.HeldBlocks;
import org.xiaokang.compare.ComparedValue;
import org.xiaokang.compare.ComparisonKey;
import org.xiaokang.compare.ComparisonPlan;
import org.xiaokang.compare.ComparisonTable;
import org.xiaokang.lake.ComparisonSchemas;
import org.xiaokang.lake.DataFileWriter;

/**
 * One comparison after the other, each over all its values. Input: {@link Port#COMPARED}, key: the
 * comparison. Output: files of the tables of comparisons; of peer groups the features, which are
 * told. Memory: the blocks of the partition, and the values of one comparison as numbers.
 */
final class CompareTask extends StageTask {
  private final RunPlan plan;
  private final ComparisonPlan comparisons;
  private final Iterator<Group<ComparedFor>> groups;
  private final Map<String, DataFileWriter<?>> files = new HashMap<>();

  CompareTask(RunPlan plan, StageInputs inputs) {
    this.plan = plan;
    this.comparisons = plan.comparisons();
    this.groups = new HeldBlocks<>(ComparedFor.Codec.INSTANCE, inputs.of(Port.COMPARED)).groups();
  }

  @Override
  boolean step() {
    if (!groups.hasNext()) {
      return false;
    }
    // Keys are hashes: those of two comparisons may be the same.
    Map<ComparedFor.Together, List<ComparedValue>> together = new LinkedHashMap<>();
    for (ComparedFor one : groups.next().all()) {
      together.computeIfAbsent(one.together(), key -> new ArrayList<>()).add(one.value());
    }
    together.forEach((one, values) -> compare(ComparisonTable.of(one.table()), one.key(), values));
    return true;
  }

  private <R> void compare(
      ComparisonTable<R> table, ComparisonKey key, List<ComparedValue> values) {
    if (table.equals(ComparisonTable.PEER_GROUPS)) {
      comparisons.features(key, values.iterator()).forEachRemaining(this::report);
      return;
    }
    DataFileWriter<R> file = file(table);
    comparisons.rows(table, key, values.iterator()).forEachRemaining(file::write);
  }

  @SuppressWarnings("unchecked") // each table has its own file
  private <R> DataFileWriter<R> file(ComparisonTable<R> table) {
    return (DataFileWriter<R>)
        files.computeIfAbsent(
            table.name(), name -> TaskFiles.open(plan.lake(), ComparisonSchemas.of(table)));
  }

  @Override
  void end() {
    files.values().forEach(file -> report(file.finish()));
  }
}
