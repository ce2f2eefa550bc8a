package org.xiaokang.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Regions;
import org.xiaokang.lake.IndicatorsTable;
import org.xiaokang.page.Page.Section;
import org.xiaokang.page.Table;
import org.xiaokang.reader.CellText;
import org.xiaokang.reader.Numbers;
import org.xiaokang.reader.Release;
import org.xiaokang.reader.ReleaseDiff;
import org.xiaokang.reader.ReleaseReader;
import org.xiaokang.reader.ValueChange;

/**
 * What a release's page tells of the values that are not those of the release before.
 *
 * @param regions tell the regions' names
 * @param before the release before
 */
record ReleaseChanges(Regions regions, Release before) {
  static final String TITLE = "What changed";

  private static final int MOST = ReleasePage.MOST;
  private static final String INDICATORS = IndicatorsTable.SCHEMA.name();

  /** The section of an open release. */
  Section section(ReleaseReader after) {
    Long version = before.tables().get(INDICATORS);
    if (Objects.equals(after.release().tables().get(INDICATORS), version)) {
      return nothing();
    }
    ReleaseDiff.Summary summary = new ReleaseDiff(after, before).summary(MOST);
    List<List<@Nullable Object>> counts = summary.byIndicator().rows();
    if (counts.isEmpty()) {
      return nothing();
    }
    List<Table> tables = new ArrayList<>(List.of(table(counts)));
    if (!summary.largest().isEmpty()) {
      tables.add(largest(summary.largest()));
    }
    return new Section(TITLE, List.of(), tables);
  }

  private Section nothing() {
    return new Section(TITLE, List.of("No indicator value changed " + since() + "."), List.of());
  }

  private String since() {
    return "since " + before.releaseId();
  }

  private Table table(List<List<@Nullable Object>> counts) {
    return Table.of(
        "Values that are not the same "
            + since()
            + ", by indicator and reason"
            + (counts.size() > MOST ? " (the first " + MOST + "; jobs/diff lists all)" : ""),
        List.of(
            "indicator", "why", ">added", ">removed", ">changed", ">regions", ">largest change"),
        counts.stream().limit(MOST).map(ReleaseChanges::withPercent).toList());
  }

  /** The relative change, which comes last, in percent. */
  private static List<String> withPercent(List<@Nullable Object> cells) {
    List<String> shown = new ArrayList<>();
    cells.forEach(cell -> shown.add(CellText.rounded(cell)));
    String share = shown.remove(shown.size() - 1);
    shown.add(
        share.isEmpty()
            ? ""
            : String.format(Locale.ROOT, "%,.1f %%", 100 * Double.parseDouble(share)));
    return shown;
  }

  private Table largest(List<ValueChange> changes) {
    return Table.of(
        "The largest changes, by their share of the value before",
        List.of("indicator", "region", "period", "scope", ">before", ">now", "why"),
        changes.stream()
            .map(
                change ->
                    List.of(
                        change.indicator(),
                        regions.name(change.refArea(), null) + " (" + change.refArea() + ")",
                        change.timePeriod(),
                        change.scope(),
                        Numbers.plain(change.before()),
                        Numbers.plain(change.after()),
                        change.why()))
            .toList());
  }
}
