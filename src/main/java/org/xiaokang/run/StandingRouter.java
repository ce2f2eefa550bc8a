package org.xiaokang.run;

import java.util.Optional;
import org.xiaokang.block.BlockRouter;
import org.xiaokang.block.Keys;
import org.xiaokang.disclosure.DisclosureControl;
import org.xiaokang.disclosure.ReportedFigure;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.StandingObservation;

/**
 * The ways of figures that stand: {@link Port#COUNTS}, by what has to be looked at together, those
 * of metrics that may be confidential; {@link Port#STANDING}, by region, the others that something
 * is computed from or said of.
 */
final class StandingRouter {
  private final RunPlan plan;
  private final BlockRouter<StandingFigure> standing;
  private final BlockRouter<StandingFigure> counts;

  /** The ways from a task. */
  StandingRouter(RunPlan plan, StageTask task) {
    this.plan = plan;
    this.standing = task.to(Port.STANDING, plan.byRegion(StandingFigure.Codec.INSTANCE));
    this.counts =
        task.to(Port.COUNTS, BlockRouter.byHash(StandingFigure.Codec.INSTANCE, plan.partitions()));
  }

  void add(StandingObservation figure) {
    Observation observation = figure.observation();
    StandingFigure goesOn = new StandingFigure(observation, figure.preferred(), null);
    Optional<DisclosureControl> control =
        plan.disclosure().filter(its -> its.concerns(observation.metric()));
    if (control.isPresent()) {
      ReportedFigure reported = ReportedFigure.of(figure);
      counts.add(goesOn, Keys.of(control.get().key(reported).toString()), 0);
    } else if (plan.needs(observation, figure.preferred())
        || (plan.contradicts() && figure.isInConflict())) {
      standing.add(goesOn, plan.place(observation.region().seriesArea()), 0);
    }
  }
}
