package org.xiaokang.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xiaokang.compare.ComparedPeriod;
import org.xiaokang.compare.ComparedRegion;
import org.xiaokang.compare.ComparedSeries;
import org.xiaokang.compare.ComparisonTable;
import org.xiaokang.compare.CompositeIndexRow;
import org.xiaokang.compare.ConvergenceRow;
import org.xiaokang.compare.PeerGroup;
import org.xiaokang.compare.PeerGroupRow;
import org.xiaokang.compare.PeriodSpan;
import org.xiaokang.compare.RankingRow;
import org.xiaokang.compare.RegionGroup;
import org.xiaokang.compare.measure.Measured;
import org.xiaokang.compare.measure.Outcome;
import org.xiaokang.compare.measure.PlaceRange;

/** The tables of comparisons: what they are, and how records become their rows. */
class ComparisonSchemasTest {
  private static final ComparedSeries SERIES =
      new ComparedSeries("c", "income", "all", "county", "year", List.of("estimated"));
  private static final LocalDate END = LocalDate.of(2020, 12, 31);
  private static final ComparedRegion REGION = new ComparedRegion("B2", "B");

  @Test
  void everyTableHasASchemaOfItsName() {
    assertThat(ComparisonTable.all())
        .hasSize(10)
        .allSatisfy(
            table -> assertThat(ComparisonSchemas.of(table).name()).isEqualTo(table.name()));
  }

  /** The cells of a record, by the names of their columns. */
  private static <R> List<String> cells(TableSchema<R> schema, R row) {
    List<String> cells = new ArrayList<>();
    for (TableSchema.Column<R> column : schema.columns()) {
      Object cell = column.cell().apply(row);
      assertThat(cell != null || column.nullable()).as(column.name()).isTrue();
      if (cell != null) {
        cells.add(column.name() + "=" + cell);
      }
    }
    return cells;
  }

  private static RankingRow ranking(int rank, RankingRow.@Nullable Previous previous) {
    return new RankingRow(
        SERIES,
        new ComparedPeriod("year", "2020", END),
        new RegionGroup("parent", "P"),
        REGION,
        20,
        "yuan",
        rank,
        new PlaceRange(1, 4),
        "at_most",
        4,
        0.5,
        Measured.none("too few"),
        -3,
        5.0,
        null,
        previous);
  }

  @Test
  void aPlaceBecomesARow() {
    assertThat(cells(RankingsTable.SCHEMA, ranking(2, new RankingRow.Previous("2019", 3))))
        .containsExactly(
            "comparison=c",
            "indicator=income",
            "scope=all",
            "level=county",
            "period_kind=year",
            "reservations=[estimated]",
            "time_period=2020",
            "period_end=2020-12-31",
            "grouping=parent",
            "group=P",
            "ref_area=B2",
            "panel_area=B",
            "obs_value=20.0",
            "unit_measure=yuan",
            "rank=2",
            "best_rank=1",
            "worst_rank=4",
            "bound=at_most",
            "ranked=4",
            "percentile=0.5",
            "robust_z_reason=too few",
            "distance_to_best=-3.0",
            "distance_to_parent=5.0",
            "previous_period=2019",
            "previous_rank=3",
            "rank_change=-1");
  }

  @Test
  void aPlaceBeyondTheLastBreaksACondition() {
    assertThat(ConditionOracle.broken(RankingsTable.SCHEMA, ranking(4, null))).isEmpty();
    for (int beyond : new int[] {0, 5}) {
      assertThat(ConditionOracle.broken(RankingsTable.SCHEMA, ranking(beyond, null)))
          .containsExactlyInAnyOrder("rank_is_a_place", "rank_is_possible");
    }
    ConditionOracle.assertAgree(
        RankingsTable.SCHEMA,
        List.of(
            ranking(2, new RankingRow.Previous("2019", 3)),
            ranking(4, null),
            ranking(5, null),
            ranking(0, null)));
  }

  @Test
  void anEstimateOrTheReasonWhyThereIsNone() {
    PeriodSpan span = new PeriodSpan("2010", "2020");
    ConvergenceRow.Coefficient found = new ConvergenceRow.Coefficient(-0.02, 0.01, -2.0, 0.05);
    ConvergenceRow beta =
        new ConvergenceRow(
            SERIES,
            span,
            "beta",
            null,
            "ln_first",
            Outcome.of(found),
            12,
            12,
            1,
            0.4,
            Measured.of(0.03),
            23.1);
    assertThat(cells(ConvergenceTable.SCHEMA, beta))
        .endsWith(
            "estimate=-0.02",
            "std_error=0.01",
            "t_value=-2.0",
            "p_value=0.05",
            "regions=12",
            "observations=12",
            "left_out=1",
            "r_squared=0.4",
            "speed=0.03",
            "half_life=23.1");
    ConvergenceRow none =
        new ConvergenceRow(
            SERIES,
            span,
            "clubs",
            2,
            "log_t",
            new Outcome<>(null, "too few"),
            3,
            null,
            0,
            null,
            Measured.none("no fit"),
            null);
    assertThat(cells(ConvergenceTable.SCHEMA, none))
        .endsWith(
            "model=clubs",
            "club=2",
            "term=log_t",
            "regions=3",
            "left_out=0",
            "speed_reason=no fit",
            "reason=too few");
    ConditionOracle.assertAgree(ConvergenceTable.SCHEMA, List.of(beta, none));
  }

  @Test
  void anIndexBecomesARowWithItsParts() {
    CompositeIndexRow.Score score =
        new CompositeIndexRow.Score(
            0.75,
            1,
            new CompositeIndexRow.RankRange(1, 2, 3),
            List.of(new CompositeIndexRow.IndexPart("income", 1, 0.75)));
    CompositeIndexRow row =
        new CompositeIndexRow(
            "c",
            "all",
            "county",
            END,
            REGION,
            "equal",
            "topsis",
            Outcome.of(score),
            3,
            List.of("estimated"));
    assertThat(cells(CompositeIndexTable.SCHEMA, row))
        .endsWith(
            "obs_value=0.75",
            "rank=1",
            "ranked=3",
            "rank_best=1",
            "rank_median=2",
            "rank_worst=3",
            "contributions=[IndexPart[indicator=income, weight=1.0, contribution=0.75]]");
    ConditionOracle.assertAgree(CompositeIndexTable.SCHEMA, List.of(row));
  }

  @Test
  void aPeerGroupBecomesARowWithTheNearest() {
    PeerGroupRow.Membership membership =
        new PeerGroupRow.Membership(
            new PeerGroup.Label(1, 2, 0.6), List.of(new PeerGroupRow.NearRegion("C", 0.5, null)));
    PeerGroupRow row =
        new PeerGroupRow(
            "c",
            "all",
            "county",
            END,
            REGION,
            Outcome.of(membership),
            "income",
            null,
            "yuan",
            null,
            List.of("poverty"),
            List.of());
    assertThat(cells(PeerGroupsTable.SCHEMA, row))
        .endsWith(
            "peer_group=1",
            "groups=2",
            "silhouette=0.6",
            "order_by=income",
            "unit_measure=yuan",
            "nearest=[NearRegion[refArea=C, distance=0.5, value=null]]",
            "imputed=[poverty]");
    ConditionOracle.assertAgree(PeerGroupsTable.SCHEMA, List.of(row));
  }
}
