package org.xiaokang.job;

import java.time.Clock;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.xiaokang.lake.LakeBusyException;
import org.xiaokang.reader.Release;
import org.xiaokang.tables.Conflicts;
import org.xiaokang.tables.IndicatorTables;
import org.xiaokang.tables.IntakeTables;
import org.xiaokang.tables.Lake;
import org.xiaokang.tables.Publication;
import org.xiaokang.tables.QualityTable;
import org.xiaokang.tables.Tables;

/** Shows a release to readers that quality gates hold back, and writes its page anew. */
public final class PublishJob {
  /**
   * What was done.
   *
   * @param release the release that readers see now
   * @param page where its page stands, or why there is none
   */
  public record Published(Release release, String page) {}

  private PublishJob() {}

  /**
   * Publishes a held release.
   *
   * @param id the release
   * @param reason why it is published all the same
   * @throws org.xiaokang.catalogue.XiaokangException if there is no such release, it is published
   *     already, or readers would go back from a later one
   * @throws LakeBusyException if a run holds the lake
   */
  public static Published run(
      SparkSession spark, Lake lake, Setup setup, String id, String reason, Clock clock) {
    Run run = Run.beginning(clock.instant());
    return lake.exclusively(
        "publish",
        "publish " + id,
        clock,
        () -> {
          Optional<Release> before = lake.latestRelease();
          Release release = new Publication(lake).publish(id, reason, run.startedAt());
          ReleasePage page = new ReleasePage(lake.reader(), setup, release, before);
          return new Published(release, page.write(() -> page(lake, page, run)));
        });
  }

  /** All that the page tells is in the release's tables. */
  private static String page(Lake lake, ReleasePage page, Run run) {
    Setup setup = page.setup();
    Tables tables = lake.tables(page.release());
    try (Quality quality = new Quality(lake, setup, run)) {
      Verdict verdict =
          page.release().tables().containsKey(QualityTable.QUALITY.name())
              ? quality.verdict(tables.table(QualityTable.QUALITY.name()))
              : Verdict.CLEAR;
      return page.of(
              Headlines.of(tables.table(IndicatorTables.INDICATORS.name()), setup.catalogue()),
              verdict,
              Conflicts.of(tables.table(IntakeTables.OBSERVATIONS.name())).count())
          .html();
    }
  }
}
