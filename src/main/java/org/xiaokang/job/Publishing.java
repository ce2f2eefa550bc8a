package org.xiaokang.job;

import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.xiaokang.lake.ExclusiveRun;
import org.xiaokang.lake.QualityResultsTable;
import org.xiaokang.reader.LakeReader;
import org.xiaokang.reader.Release;
import org.xiaokang.reader.Releases;

/**
 * From the tables of a run to a release that readers see, or to the news that there is none to
 * make.
 *
 * @param lake where the tables stand
 * @param releases the releases before this run's
 * @param running holds the lake
 * @param clock tells when the run ended
 * @param tables what the run has written
 */
record Publishing(
    LakeReader lake,
    Releases releases,
    ExclusiveRun running,
    Setup setup,
    Run run,
    Clock clock,
    RunTables tables) {

  /**
   * The newest release, if these tables make it once more, and by what is declared its gates would
   * find the same.
   */
  Optional<Release> unchanged() {
    return releases.newest().filter(tables::makes).filter(this::isJudgedAlike);
  }

  private boolean isJudgedAlike(Release made) {
    if (made.tables().containsKey(QualityResultsTable.SCHEMA.name())) {
      return made.configurationHash().equals(setup.configuration().hash())
          && made.catalogueHash().equals(setup.catalogue().hash());
    }
    return setup.configuration().gates().isEmpty() && !made.isHeld();
  }

  /** What is told of a run that only made a release again. */
  Outcome of(Release again, StagedRun.Loaded loaded) {
    Quality quality = new Quality(lake, setup.configuration().gates(), run.day());
    Verdict verdict =
        again.isHeld()
            ? Verdict.of(quality.found(again), setup.catalogue().regions())
            : quality.today(again);
    return new Outcome(
        loaded.counts(),
        loaded.inConflict(),
        tables.all(),
        List.of(),
        RegionsSideBySide.NOTHING,
        releases.latestPublished(),
        false,
        Optional.of(again).filter(Release::isHeld),
        verdict,
        loaded.notes(),
        missingPage(again));
  }

  /** Writes the page of a release whose run could not; says where it stands now. */
  private Optional<String> missingPage(Release again) {
    Optional<Release> before =
        again.isHeld() ? releases.latestPublished() : releases.publishedBefore(again);
    ReleasePage page = new ReleasePage(lake, setup, again, before);
    return page.isWritten()
        ? Optional.empty()
        : Optional.of(page.write(() -> page.ofTables(run.day())));
  }

  /** Publishes a release, or holds it back, and writes its page. */
  Outcome of(Steps steps, StagedRun.Loaded loaded, List<Headline> headlines, Verdict verdict) {
    Optional<Release> before = releases.latestPublished();
    Release release = release(steps, loaded.counts(), verdict);
    ReleasePage page = new ReleasePage(lake, setup, release, before);
    String written;
    RegionsSideBySide compared;
    try (Alongside<ReleasePage.Told> told =
        Alongside.begin(() -> page.of(headlines, verdict, loaded.inConflict(), loaded.notes()))) {
      running.publish(release);
      written = page.write(() -> told.result().page());
      compared = told.resultOr(ReleasePage.Told.NOTHING).compared();
    }
    return new Outcome(
        loaded.counts(),
        loaded.inConflict(),
        tables.all(),
        headlines.stream().map(Headline::cells).toList(),
        compared,
        release.isHeld() ? before : Optional.of(release),
        !release.isHeld(),
        Optional.of(release).filter(Release::isHeld),
        verdict,
        loaded.notes(),
        Optional.of(written));
  }

  /** After the newest one, whatever the clock says: readers see the release that ended last. */
  private Release release(Steps steps, Counts counts, Verdict verdict) {
    Instant earliest =
        releases.newest().map(newest -> newest.finishedAt().plusMillis(1)).orElse(run.startedAt());
    return new Release(
        run.id(),
        run.startedAt(),
        Collections.max(List.of(clock.instant(), run.startedAt(), earliest)),
        run.codeVersion(),
        setup.catalogue().hash(),
        setup.configuration().hash(),
        tables.versions(),
        tables.rowCounts(),
        counts.read(),
        counts.observed(),
        counts.rejected(),
        counts.duplicates(),
        counts.superseded(),
        steps.durationsMs(),
        verdict.holdsBack()
            ? Release.Standing.heldBy(String.join(", ", verdict.gates()))
            : Release.Standing.PUBLISHED);
  }
}
