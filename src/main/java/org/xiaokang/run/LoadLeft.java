package org.xiaokang.run;

import static java.util.Comparator.comparing;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.xiaokang.lake.LoadState;
import org.xiaokang.lake.RejectedMetricsTable;
import org.xiaokang.lake.TableFiles;

/**
 * What a load leaves to the next one.
 *
 * @param figures the register's files, by part
 * @param received files with the rows as received, by part
 * @param rows the number of rows of each file, by its number
 * @param regions what stands of the regions, by part
 * @param lostRows whether the table rejected_metrics has rows that do not hold any more
 * @param fits whether what was read fits to what the load before left
 */
public record LoadLeft(
    List<String> figures,
    List<List<LoadState.RowsFile>> received,
    List<Long> rows,
    List<LoadState.RegionPart> regions,
    boolean lostRows,
    boolean fits) {
  /**
   * What a load left; empty where it was to leave nothing.
   *
   * @param loaded what it told
   */
  public static Optional<LoadLeft> of(IngestStages.Loaded loaded) {
    List<FigureRegister.Summary> register = loaded.reports().of(FigureRegister.Summary.class);
    if (register.isEmpty()) {
      return Optional.empty();
    }
    List<FigureRegister.Summary> inOrder =
        register.stream().sorted(comparing(FigureRegister.Summary::partition)).toList();
    long[] rows = new long[inOrder.get(0).rows().length];
    inOrder.forEach(part -> Arrays.setAll(rows, file -> rows[file] + part.rows()[file]));
    return Optional.of(
        new LoadLeft(
            inOrder.stream().map(FigureRegister.Summary::name).toList(),
            loaded.reports().of(ReceivedState.Left.class).stream()
                .sorted(comparing(ReceivedState.Left::partition))
                .map(ReceivedState.Left::files)
                .toList(),
            Arrays.stream(rows).boxed().toList(),
            loaded.reports().of(RegionPartMade.class).stream()
                .sorted(comparing(RegionPartMade::part))
                .map(RegionPartMade::left)
                .toList(),
            inOrder.stream().anyMatch(FigureRegister.Summary::lostRows),
            inOrder.stream().allMatch(FigureRegister.Summary::fits)));
  }

  /** Rows of rejected_metrics that a load found as they were; files of that table. */
  public static TableFiles alike(IngestStages.Loaded loaded) {
    return new TableFiles(
        RejectedMetricsTable.SCHEMA,
        loaded.reports().of(RejectedAlike.class).stream().map(RejectedAlike::file).toList());
  }
}
