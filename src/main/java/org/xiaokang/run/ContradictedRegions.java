package org.xiaokang.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.xiaokang.assess.ContradictionCounts;
import org.xiaokang.assess.ContradictionRow;
import org.xiaokang.indicator.MetricReconciliation;
import org.xiaokang.ingest.Observation;
import org.xiaokang.lake.ContradictionsTable;
import org.xiaokang.lake.DataFileWriter;

/** What cannot all be true, written into a file of contradictions. */
final class ContradictedRegions {
  private final RunPlan plan;
  private final DataFileWriter<ContradictionRow> file;
  private ContradictionCounts counts = ContradictionCounts.NONE;

  ContradictedRegions(RunPlan plan) {
    this.plan = plan;
    this.file = TaskFiles.open(plan.lake(), ContradictionsTable.SCHEMA);
  }

  /**
   * Looks at a region.
   *
   * @param reports all of its figures that something is said of
   * @param hidden the ids of those that may not be shown: nothing is said of them
   * @param matches its reported figures beside what indicators compute
   */
  void add(
      List<StandingFigure> reports, Set<Long> hidden, List<MetricReconciliation.Match> matches) {
    List<Observation> shown = new ArrayList<>();
    Set<Long> preferred = new HashSet<>();
    for (StandingFigure report : reports) {
      long id = report.observation().observationId();
      if (!hidden.contains(id)) {
        shown.add(report.observation());
        if (report.preferred()) {
          preferred.add(id);
        }
      }
    }
    add(plan.contradictions().rows(shown, preferred, matches));
  }

  void add(List<ContradictionRow> rows) {
    rows.forEach(file::write);
    counts = counts.plus(ContradictionCounts.of(rows));
  }

  void end(StageTask task) {
    task.report(file.finish());
    task.report(counts);
  }
}
