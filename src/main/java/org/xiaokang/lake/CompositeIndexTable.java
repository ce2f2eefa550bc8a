package org.xiaokang.lake;

import static org.xiaokang.lake.ColumnType.Plain.DATE;
import static org.xiaokang.lake.ColumnType.Plain.DOUBLE;
import static org.xiaokang.lake.ColumnType.Plain.INTEGER;
import static org.xiaokang.lake.ColumnType.Plain.TEXT;
import static org.xiaokang.lake.TableSchema.Column.optional;
import static org.xiaokang.lake.TableSchema.Column.required;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xiaokang.compare.CompositeIndexRow;
import org.xiaokang.compare.CompositeIndexRow.IndexPart;
import org.xiaokang.compare.CompositeIndexRow.RankRange;
import org.xiaokang.compare.CompositeIndexRow.Score;
import org.xiaokang.lake.ColumnType.Field;
import org.xiaokang.lake.ColumnType.ListOf;
import org.xiaokang.lake.ColumnType.Struct;
import org.xiaokang.lake.TableSchema.Column;

/** The table composite_index. */
public final class CompositeIndexTable {
  private static final ColumnType CONTRIBUTIONS =
      new ListOf(
          Struct.of(
              new Field<>("indicator", TEXT, IndexPart::indicator),
              new Field<>("weight", DOUBLE, IndexPart::weight),
              new Field<>("contribution", DOUBLE, IndexPart::contribution)));

  /** Grain: comparison, scope, level, period, weighting, aggregation, ref_area. */
  public static final TableSchema<CompositeIndexRow> SCHEMA =
      new TableSchema<>(
          "composite_index",
          "Several indicators as one number. Grain: comparison, scope, level, period_end, weighting, aggregation,"
              + " ref_area.",
          ComparisonColumns.all(
              List.of(
                  ComparisonColumns.comparison(CompositeIndexRow::comparison),
                  ComparisonColumns.scope(CompositeIndexRow::scope),
                  ComparisonColumns.level(CompositeIndexRow::level),
                  ComparisonColumns.reservations(CompositeIndexRow::reservations),
                  required(
                      "period_end",
                      DATE,
                      "Last day of the periods the indicators are of",
                      CompositeIndexRow::periodEnd)),
              ComparisonColumns.region(CompositeIndexRow::region),
              List.of(
                  required(
                      "weighting",
                      TEXT,
                      "equal, entropy, pca or declared",
                      CompositeIndexRow::weighting),
                  required(
                      "aggregation",
                      TEXT,
                      "arithmetic, geometric or topsis",
                      CompositeIndexRow::aggregation),
                  score("obs_value", DOUBLE, "The index; more is better", Score::value),
                  score("rank", INTEGER, "Place by it; equal values share a place", Score::rank),
                  required(
                      "ranked",
                      INTEGER,
                      "How many regions have all indicators",
                      CompositeIndexRow::ranked),
                  range(
                      "rank_best",
                      "Best place over all weightings and aggregations declared, each indicator left out, and"
                          + " random weights",
                      RankRange::best),
                  range("rank_median", "Median place over the same", RankRange::median),
                  range("rank_worst", "Worst place over the same", RankRange::worst),
                  score(
                      "contributions",
                      CONTRIBUTIONS,
                      "Weight of each indicator, and its part of the index",
                      Score::parts),
                  ComparisonColumns.reason(row -> row.score().reason()))),
          List.of(
              ComparisonColumns.valueOrReason(
                  "obs_value", row -> row.score().result(), row -> row.score().reason())),
          List.of("comparison", "ref_area"));

  private CompositeIndexTable() {}

  private static Column<CompositeIndexRow> score(
      String name, ColumnType type, String comment, Function<Score, @Nullable Object> cell) {
    return optional(
        name,
        type,
        comment,
        row -> {
          Score score = row.score().result();
          return score == null ? null : cell.apply(score);
        });
  }

  private static Column<CompositeIndexRow> range(
      String name, String comment, Function<RankRange, Integer> cell) {
    return score(
        name,
        INTEGER,
        comment,
        score -> {
          RankRange range = score.range();
          return range == null ? null : cell.apply(range);
        });
  }
}
