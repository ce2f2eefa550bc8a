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
import org.xiaokang.compare.PeerGroupRow;
import org.xiaokang.compare.PeerGroupRow.Membership;
import org.xiaokang.compare.PeerGroupRow.NearRegion;
import org.xiaokang.lake.ColumnType.Field;
import org.xiaokang.lake.ColumnType.ListOf;
import org.xiaokang.lake.ColumnType.Struct;
import org.xiaokang.lake.TableSchema.Column;
import org.xiaokang.lake.TableSchema.Condition;

/** The table peer_groups. */
public final class PeerGroupsTable {
  private static final ColumnType NEAREST =
      new ListOf(
          Struct.of(
              new Field<>("ref_area", TEXT, NearRegion::refArea),
              new Field<>("distance", DOUBLE, NearRegion::distance),
              new Field<>("obs_value", DOUBLE, NearRegion::value)));

  /** Grain: comparison, scope, level, period, ref_area. */
  public static final TableSchema<PeerGroupRow> SCHEMA =
      new TableSchema<>(
          "peer_groups",
          "Regions alike in the declared features. Grain: comparison, scope, level, period_end, ref_area.",
          ComparisonColumns.all(
              List.of(
                  ComparisonColumns.comparison(PeerGroupRow::comparison),
                  ComparisonColumns.scope(PeerGroupRow::scope),
                  ComparisonColumns.level(PeerGroupRow::level),
                  ComparisonColumns.reservations(PeerGroupRow::reservations),
                  required(
                      "period_end",
                      DATE,
                      "Last day of the periods the features are of",
                      PeerGroupRow::periodEnd)),
              ComparisonColumns.region(PeerGroupRow::region),
              List.of(
                  member(
                      "peer_group",
                      INTEGER,
                      "Number of the group, from 1, by the mean of order_by, ascending",
                      its -> its.label().group()),
                  member(
                      "groups", INTEGER, "How many groups there are", its -> its.label().groups()),
                  member(
                      "silhouette",
                      DOUBLE,
                      "How well the groups are apart, -1 to 1 (Rousseeuw 1987, squared distances)",
                      its -> its.label().silhouette()),
                  required(
                      "order_by", TEXT, "Indicator that numbers the groups", PeerGroupRow::orderBy),
                  optional("obs_value", DOUBLE, "Its value, in unit_measure", PeerGroupRow::value),
                  required(
                      "unit_measure", TEXT, "Unit of obs_value and of the gap", PeerGroupRow::unit),
                  member(
                      "nearest",
                      NEAREST,
                      "The nearest regions of the group, with the distance between standardised features",
                      Membership::nearest),
                  optional(
                      "gap",
                      DOUBLE,
                      "obs_value minus the mean of that of the nearest regions",
                      PeerGroupRow::gap),
                  required(
                      "imputed",
                      new ListOf(TEXT),
                      "Features that a median stands for",
                      PeerGroupRow::imputed),
                  ComparisonColumns.reason(row -> row.membership().reason()))),
          List.of(
              new Condition<>(
                  "group_or_reason",
                  "(peer_group IS NULL) = (reason IS NOT NULL)",
                  row ->
                      (row.membership().result() == null) == (row.membership().reason() != null))),
          List.of("comparison", "ref_area"));

  private PeerGroupsTable() {}

  private static Column<PeerGroupRow> member(
      String name, ColumnType type, String comment, Function<Membership, @Nullable Object> cell) {
    return optional(
        name,
        type,
        comment,
        row -> {
          Membership membership = row.membership().result();
          return membership == null ? null : cell.apply(membership);
        });
  }
}
