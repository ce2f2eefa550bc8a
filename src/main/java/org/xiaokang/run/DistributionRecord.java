package org.xiaokang.run;

import org.jspecify.annotations.Nullable;
import org.xiaokang.block.RecordCodec;
import org.xiaokang.block.RecordInput;
import org.xiaokang.block.RecordOutput;
import org.xiaokang.estimate.GroupedTable;
import org.xiaokang.estimate.HouseholdRow;
import org.xiaokang.ingest.Period;
import org.xiaokang.ingest.PeriodCodec;

/** What a row of a distribution sends to where it is estimated. */
sealed interface DistributionRecord {
  /**
   * A person or a household.
   *
   * @param source the source's name
   * @param frame the place of its frame
   */
  record Household(String source, Period period, int frame, HouseholdRow row)
      implements DistributionRecord {}

  /**
   * A row of a grouped table.
   *
   * @param area the table's region
   * @param scope its breakdown, as parts of a scope
   */
  record TableRow(String source, Period period, String area, String scope, GroupedTable.Row row)
      implements DistributionRecord {}

  /**
   * A cluster that was drawn, or several of which each is met once.
   *
   * @param sample source and period
   * @param cluster tells it from others; 0 where they are only counted
   * @param count how many; 0 where it may be met again
   */
  record Drawn(String sample, String stratum, long cluster, long count)
      implements DistributionRecord {}

  /** Such records in blocks. */
  final class Codec implements RecordCodec<DistributionRecord> {
    static final Codec INSTANCE = new Codec();

    private static final int HOUSEHOLD = 0;
    private static final int TABLE_ROW = 1;
    private static final int DRAWN = 2;

    private Codec() {}

    @Override
    public void write(DistributionRecord record, RecordOutput out) {
      if (record instanceof Household household) {
        out.number(HOUSEHOLD);
        out.text(household.source());
        PeriodCodec.INSTANCE.write(household.period(), out);
        out.number(household.frame());
        row(household.row(), out);
      } else if (record instanceof TableRow table) {
        out.number(TABLE_ROW);
        out.text(table.source());
        PeriodCodec.INSTANCE.write(table.period(), out);
        out.text(table.area());
        out.text(table.scope());
        row(table.row(), out);
      } else if (record instanceof Drawn drawn) {
        out.number(DRAWN);
        out.text(drawn.sample());
        out.text(drawn.stratum());
        out.bits(drawn.cluster());
        out.number(drawn.count());
      }
    }

    private static void row(HouseholdRow row, RecordOutput out) {
      texts(row.areas(), out);
      out.bits(row.household());
      out.real(row.weight());
      out.real(row.size());
      out.real(row.children());
      out.text(row.stratum());
      out.bits(row.cluster());
      reals(row.variables(), out);
      texts(row.breakdowns(), out);
      reals(row.replicates(), out);
    }

    private static void row(GroupedTable.Row row, RecordOutput out) {
      out.real(row.mean());
      out.real(row.cumulativePopulation());
      out.real(row.cumulativeWelfare());
      out.real(row.population());
      out.real(row.welfare());
      out.real(row.low());
      out.real(row.high());
      out.real(row.binMean());
      out.real(row.count());
    }

    private static void reals(double[] reals, RecordOutput out) {
      out.number(reals.length);
      for (double real : reals) {
        out.real(real);
      }
    }

    private static void texts(@Nullable String[] texts, RecordOutput out) {
      out.number(texts.length);
      for (String text : texts) {
        out.optionalText(text);
      }
    }

    @Override
    public DistributionRecord read(RecordInput in) {
      return switch (in.integer()) {
        case HOUSEHOLD ->
            new Household(in.text(), PeriodCodec.INSTANCE.read(in), in.integer(), household(in));
        case TABLE_ROW ->
            new TableRow(
                in.text(), PeriodCodec.INSTANCE.read(in), in.text(), in.text(), tableRow(in));
        default -> new Drawn(in.text(), in.text(), in.bits(), in.number());
      };
    }

    private static HouseholdRow household(RecordInput in) {
      return new HouseholdRow(
          texts(in), in.bits(), in.real(), in.real(), in.real(), in.text(), in.bits(), reals(in),
          texts(in), reals(in));
    }

    private static GroupedTable.Row tableRow(RecordInput in) {
      return new GroupedTable.Row(
          in.real(), in.real(), in.real(), in.real(), in.real(), in.real(), in.real(), in.real(),
          in.real());
    }

    private static double[] reals(RecordInput in) {
      double[] reals = new double[in.integer()];
      for (int i = 0; i < reals.length; i++) {
        reals[i] = in.real();
      }
      return reals;
    }

    private static @Nullable String[] texts(RecordInput in) {
      @Nullable String[] texts = new @Nullable String[in.integer()];
      for (int i = 0; i < texts.length; i++) {
        texts[i] = in.optionalText();
      }
      return texts;
    }
  }
}
