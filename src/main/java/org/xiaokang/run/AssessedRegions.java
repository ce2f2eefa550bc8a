package org.xiaokang.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.xiaokang.assess.AssessmentRow;
import org.xiaokang.assess.AssessmentTally;
import org.xiaokang.indicator.IndicatorValue;
import org.xiaokang.ingest.Observation;
import org.xiaokang.lake.AssessmentsTable;
import org.xiaokang.lake.DataFileWriter;

/** What rules say of one region after the other, written into a file of assessments. */
final class AssessedRegions {
  private final RunPlan plan;
  private final DataFileWriter<AssessmentRow> file;
  private AssessmentTally tally = AssessmentTally.NONE;

  AssessedRegions(RunPlan plan) {
    this.plan = plan;
    this.file = TaskFiles.open(plan.lake(), AssessmentsTable.SCHEMA);
  }

  /**
   * Assesses a region.
   *
   * @param reports all of its figures that something is said of
   * @param hidden the ids of those that may not be shown: nothing is said of them
   */
  void add(List<StandingFigure> reports, Set<Long> hidden, List<IndicatorValue> values) {
    List<Observation> shown = new ArrayList<>();
    for (StandingFigure report : reports) {
      if (report.preferred() && !hidden.contains(report.observation().observationId())) {
        shown.add(report.observation());
      }
    }
    List<AssessmentRow> rows = plan.assessor().rows(shown, values);
    rows.forEach(file::write);
    tally = tally.plus(AssessmentTally.of(rows, plan.catalogue()));
  }

  void end(StageTask task) {
    task.report(file.finish());
    task.report(tally);
  }
}
