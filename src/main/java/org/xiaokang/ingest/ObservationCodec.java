package org.xiaokang.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xiaokang.block.RecordCodec;
import org.xiaokang.block.RecordInput;
import org.xiaokang.block.RecordOutput;

/**
 * Observations in blocks. Of a region's reading only what tables say of it goes along: what else it
 * may have meant is settled by then.
 */
public final class ObservationCodec implements RecordCodec<Observation> {
  /** There is one. */
  public static final ObservationCodec INSTANCE = new ObservationCodec();

  private ObservationCodec() {}

  @Override
  public void write(Observation figure, RecordOutput out) {
    out.text(figure.source());
    out.text(figure.docId());
    out.text(figure.obsId());
    out.bits(figure.observationId());
    region(figure.region(), out);
    out.text(figure.metric());
    out.text(figure.scope());
    PeriodCodec.INSTANCE.write(figure.period(), out);
    out.decimal(figure.value());
    out.text(figure.unit());
    out.text(figure.valuePrinted());
    out.text(figure.unitPrinted());
    out.optionalInteger(figure.decimals());
    out.optionalDecimal(figure.roundingTolerance());
    out.text(figure.qualifier());
    out.optionalDay(figure.publishedOn());
    out.optionalText(figure.locator());
    out.optionalReal(figure.confidence());
    out.optionalText(figure.note());
    precision(figure.precision(), out);
  }

  private static void precision(@Nullable Precision precision, RecordOutput out) {
    out.flag(precision != null);
    if (precision != null) {
      out.optionalReal(precision.standardError());
      out.optionalReal(precision.low());
      out.optionalReal(precision.high());
      out.optionalNumber(precision.sampleSize());
      out.optionalReal(precision.effectiveSampleSize());
      out.text(precision.method());
    }
  }

  private static @Nullable Precision precision(RecordInput in) {
    return in.flag()
        ? new Precision(
            in.optionalReal(),
            in.optionalReal(),
            in.optionalReal(),
            in.optionalNumber(),
            in.optionalReal(),
            in.text())
        : null;
  }

  private static void region(RegionReading region, RecordOutput out) {
    out.text(region.refArea());
    out.text(region.seriesArea());
    out.text(region.match());
    out.optionalText(region.note());
    out.number(region.shares().size());
    for (RegionReading.Share share : region.shares()) {
      out.text(share.refArea());
      out.text(share.seriesArea());
      out.real(share.weight());
    }
  }

  @Override
  public Observation read(RecordInput in) {
    return new Observation(
        in.text(),
        in.text(),
        in.text(),
        in.bits(),
        region(in),
        in.text(),
        in.text(),
        PeriodCodec.INSTANCE.read(in),
        in.decimal(),
        in.text(),
        in.text(),
        in.text(),
        in.optionalInteger(),
        in.optionalDecimal(),
        in.text(),
        in.optionalDay(),
        in.optionalText(),
        in.optionalReal(),
        in.optionalText(),
        precision(in));
  }

  private static RegionReading region(RecordInput in) {
    String refArea = in.text();
    String seriesArea = in.text();
    String match = in.text();
    String note = in.optionalText();
    return new RegionReading(
        refArea, seriesArea, match, note, shares(in), "", "", Set.of(), Set.of());
  }

  private static List<RegionReading.Share> shares(RecordInput in) {
    int count = in.integer();
    if (count == 0) {
      return List.of();
    }
    List<RegionReading.Share> shares = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      shares.add(new RegionReading.Share(in.text(), in.text(), in.real()));
    }
    return List.copyOf(shares);
  }
}
