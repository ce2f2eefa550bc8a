package org.xiaokang.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xiaokang.block.Group;
import org.xiaokang.block.HeldBlocks;
import org.xiaokang.indicator.HeadlineValues;
import org.xiaokang.indicator.IndicatorValue;
import org.xiaokang.indicator.IndicatorValueCodec;
import org.xiaokang.indicator.MetricReconciliation;
import org.xiaokang.indicator.ReconciliationRow;
import org.xiaokang.indicator.RegionProfile;
import org.xiaokang.indicator.RegionProfiles;
import org.xiaokang.indicator.RollUpReconciliation;
import org.xiaokang.ingest.Observation;
import org.xiaokang.lake.DataFileWriter;
import org.xiaokang.lake.ReconciliationTable;
import org.xiaokang.lake.RegionProfilesTable;

/**
 * What is said of one region after the other: its profiles, its reports against what can be
 * recomputed and against each other, and what rules say of it. Input: {@link Port#VALUES} and
 * {@link Port#STANDING}, key: the place of the region's series. Output: files of region_profiles,
 * reconciliation, assessments and contradictions, and the headlines. Memory: the blocks of the
 * partition, and all that there is of one region.
 */
final class RegionTask extends StageTask {
  private final RegionProfiles profiles;
  private final MetricReconciliation ofMetrics;
  private final RollUpReconciliation ofRollUps;
  private final Set<String> headlines;
  private final Iterator<Group<IndicatorValue>> values;
  private final Iterator<Group<StandingFigure>> figures;
  private @Nullable Group<StandingFigure> nextFigures;
  private @Nullable Group<IndicatorValue> nextValues;
  private final DataFileWriter<RegionProfile> profileFile;
  private final DataFileWriter<ReconciliationRow> reconciliationFile;
  private final RunPlan plan;
  private final ArrayList<ClaimedFigure> claimed = new ArrayList<>();
  private final @Nullable AssessedRegions assessed;
  private final @Nullable ContradictedRegions contradicted;
  private HeadlineValues found;

  RegionTask(RunPlan plan, StageInputs inputs) {
    this.plan = plan;
    this.profiles = RegionProfiles.of(plan.catalogue());
    this.ofMetrics = MetricReconciliation.of(plan.catalogue());
    this.ofRollUps = RollUpReconciliation.of(plan.catalogue());
    this.headlines = HeadlineValues.indicators(plan.catalogue());
    this.values = new HeldBlocks<>(IndicatorValueCodec.INSTANCE, inputs.of(Port.VALUES)).groups();
    this.figures =
        new HeldBlocks<>(StandingFigure.Codec.INSTANCE, inputs.of(Port.STANDING)).groups();
    this.nextValues = next(values);
    this.nextFigures = next(figures);
    this.profileFile = TaskFiles.open(plan.lake(), RegionProfilesTable.schema(plan.catalogue()));
    this.reconciliationFile = TaskFiles.open(plan.lake(), ReconciliationTable.SCHEMA);
    this.assessed = plan.assesses() ? new AssessedRegions(plan) : null;
    this.contradicted = plan.contradicts() ? new ContradictedRegions(plan) : null;
    this.found = HeadlineValues.of(headlines, List.of());
  }

  private static <T> @Nullable Group<T> next(Iterator<Group<T>> groups) {
    return groups.hasNext() ? groups.next() : null;
  }

  @Override
  boolean step() {
    Group<IndicatorValue> ofValues = nextValues;
    Group<StandingFigure> ofFigures = nextFigures;
    if (ofValues == null && ofFigures == null) {
      return false;
    }
    long key =
        Math.min(
            ofValues == null ? Long.MAX_VALUE : ofValues.key(),
            ofFigures == null ? Long.MAX_VALUE : ofFigures.key());
    List<IndicatorValue> its = List.of();
    if (ofValues != null && ofValues.key() == key) {
      its = ofValues.all();
      nextValues = next(values);
    }
    List<StandingFigure> reports = List.of();
    if (ofFigures != null && ofFigures.key() == key) {
      reports = ofFigures.all();
      nextFigures = next(figures);
    }
    region(its, reports);
    return true;
  }

  private void region(List<IndicatorValue> values, List<StandingFigure> reports) {
    List<Observation> observations = new ArrayList<>();
    Set<Long> hidden = new HashSet<>();
    for (StandingFigure report : reports) {
      observations.add(report.observation());
      if (report.confidential() != null) {
        hidden.add(report.observation().observationId());
      }
      if (plan.isClaimed(report.observation())) {
        claimed.add(new ClaimedFigure(report.observation(), report.confidential() != null));
      }
    }
    profiles.rows(values).forEach(profileFile::write);
    List<MetricReconciliation.Match> matches =
        ofMetrics.matches(observations, values, figure -> hidden.contains(figure.observationId()));
    matches.forEach(match -> reconciliationFile.write(match.row()));
    ofRollUps.rows(values).forEach(reconciliationFile::write);
    if (assessed != null) {
      assessed.add(reports, hidden, values);
    }
    if (contradicted != null) {
      contradicted.add(reports, hidden, matches);
    }
    found = found.plus(HeadlineValues.of(headlines, values));
  }

  @Override
  void end() {
    report(profileFile.finish());
    report(reconciliationFile.finish());
    if (assessed != null) {
      assessed.end(this);
    }
    if (contradicted != null) {
      contradicted.end(this);
    }
    report(found);
    claimed.forEach(this::report);
  }
}
