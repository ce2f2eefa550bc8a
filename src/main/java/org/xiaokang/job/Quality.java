package org.xiaokang.job;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xiaokang.config.Gate;
import org.xiaokang.indicator.IndicatorValue.Origin;
import org.xiaokang.lake.ObservationsTable;
import org.xiaokang.lake.QualityResultsTable;
import org.xiaokang.quality.FindingSubject;
import org.xiaokang.quality.LoadFindings;
import org.xiaokang.quality.QualityFinding;
import org.xiaokang.quality.WorstFindings;
import org.xiaokang.reader.LakeReader;
import org.xiaokang.reader.Release;
import org.xiaokang.reader.TableRow;
import org.xiaokang.reader.TableSnapshot;

/**
 * What is to be said of a release that is there already, without judging its values again.
 *
 * @param lake where it stands
 * @param gates all gates that are declared now
 * @param today the day the run began, UTC
 */
record Quality(LakeReader lake, List<Gate> gates, LocalDate today) {
  private static final String TABLE = QualityResultsTable.SCHEMA.name();

  /** What the gates found when the release was made; nothing where none were declared. */
  WorstFindings found(Release release) {
    WorstFindings[] worst = {WorstFindings.none(Verdict.SHOWN)};
    if (release.tables().containsKey(TABLE)) {
      lake.table(release, TABLE).each(row -> worst[0] = worst[0].plus(List.of(finding(row))));
    }
    return worst[0];
  }

  /**
   * What the calendar says of a release that readers see, whose values stand as they are; nothing
   * is held against one that somebody published with a reason.
   */
  Verdict today(Release release) {
    if (LoadFindings.ofTime(gates).isEmpty()) {
      return Verdict.CLEAR;
    }
    TableSnapshot observations = lake.table(release, ObservationsTable.SCHEMA.name());
    List<QualityFinding> failed =
        LoadFindings.failedInTime(
            gates,
            today,
            observations.newest("period_end", today).orElse(null),
            observations.newest("published_on", today).orElse(null));
    Verdict verdict = Verdict.ofNoRegion(WorstFindings.none(Verdict.SHOWN).plus(failed));
    return release.standing().reason().isPresent() ? verdict.told() : verdict;
  }

  private static QualityFinding finding(TableRow row) {
    return new QualityFinding(
        row.text("gate"),
        QualityFinding.Severity.of(row.text("severity")),
        QualityFinding.Verdict.of(row.text("verdict")),
        new FindingSubject(
            row.optionalText("ref_area"),
            row.optionalText("indicator"),
            row.optionalText("metric"),
            row.optionalText("source"),
            row.optionalText("scope"),
            row.optionalText("period_kind"),
            row.optionalText("time_period"),
            origin(row.optionalText("origin"))),
        row.real("value"),
        row.real("expected_low"),
        row.real("expected_high"),
        row.real("excess"),
        row.text("message"));
  }

  private static @Nullable Origin origin(@Nullable String code) {
    return code == null ? null : Origin.of(code);
  }
}
