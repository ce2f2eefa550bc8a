package org.xiaokang.ingest;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xiaokang.estimate.EstimatedFigure;
import org.xiaokang.estimate.SamplingError;

/**
 * Estimates as rows of their source, so that they go the way of all figures: settled, preferred,
 * kept in history. Beside the columns of the contract such a row has those of its precision, or the
 * reason why there is no figure.
 */
public final class EstimateRow {
  private static final String ERROR = "standard_error";
  private static final String LOW = "ci_low";
  private static final String HIGH = "ci_high";
  private static final String SIZE = "sample_size";
  private static final String EFFECTIVE = "effective_sample_size";
  private static final String METHOD = "method";
  private static final String CODE = "refused_as";
  private static final String REASON = "refused_because";

  private static final String[] COLUMNS = {
    "estimate",
    "metric_code",
    "region_code",
    "scope",
    "time_period",
    "value",
    "unit",
    ERROR,
    LOW,
    HIGH,
    SIZE,
    EFFECTIVE,
    METHOD,
    CODE,
    REASON
  };

  /** More digits than households can tell; fewer than sums in another order could change. */
  private static final MathContext DIGITS = new MathContext(12);

  /** What stored decimals hold, with room for a unit's factor. */
  private static final int MOST_DECIMALS = 16;

  private EstimateRow() {}

  /**
   * The row of an estimate.
   *
   * @param source the name of the source that it was made of
   * @param file its path
   * @param estimate the declaration's id
   */
  public static ReceivedRow of(
      String source, String file, String estimate, EstimatedFigure figure, Period period) {
    EstimatedFigure.Refusal refusal = figure.refusal();
    SamplingError error = figure.error();
    String value = text(figure.value());
    Long size = refusal == null ? figure.sampleSize() : null; // a small one may not be told
    @Nullable String[] own = {
      estimate,
      figure.metric(),
      figure.area(),
      figure.scope(),
      period.timePeriod(),
      value,
      figure.unit(),
      error == null ? null : text(error.standardError()),
      error == null ? null : text(error.low()),
      error == null ? null : text(error.high()),
      size == null ? null : size.toString(),
      error == null ? null : text(error.effectiveSampleSize()),
      figure.method().isEmpty() ? null : figure.method(),
      refusal == null ? null : refusal.code(),
      refusal == null ? null : refusal.reason()
    };
    String id =
        String.join(
            " ", estimate, figure.metric(), figure.area(), figure.scope(), period.timePeriod());
    return new ReceivedRow(
        source,
        file,
        null,
        cells(source, id, figure, period, value),
        null,
        new ReceivedCells(COLUMNS, own));
  }

  private static ContractRow cells(
      String source, String id, EstimatedFigure figure, Period period, @Nullable String value) {
    return new ContractRow(
        source,
        id,
        figure.area(),
        null,
        null,
        null,
        figure.metric(),
        figure.scope(),
        period.start() == null ? null : period.start().toString(),
        period.end() == null ? null : period.end().toString(),
        period.kind(),
        value,
        figure.unit(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static @Nullable String text(@Nullable Double number) {
    if (number == null || !Double.isFinite(number)) {
      return null;
    }
    BigDecimal rounded = new BigDecimal(number).round(DIGITS);
    if (rounded.scale() > MOST_DECIMALS) {
      rounded = rounded.setScale(MOST_DECIMALS, RoundingMode.HALF_EVEN);
    }
    return rounded.stripTrailingZeros().toPlainString();
  }

  /** Why a row has no figure; null where it has one. */
  static @Nullable Reason refusal(ReceivedRow row) {
    Map<String, @Nullable String> own = new HashMap<>(row.received());
    String code = own.get(CODE);
    String reason = own.get(REASON);
    return code == null ? null : new Reason(code, "value", null, reason == null ? "" : reason);
  }

  /** How sure the figure of a row is, in the unit that it is printed in. */
  static Precision precision(ReceivedRow row) {
    Map<String, @Nullable String> own = new HashMap<>(row.received());
    String size = own.get(SIZE);
    String method = own.get(METHOD);
    return new Precision(
        real(own.get(ERROR)),
        real(own.get(LOW)),
        real(own.get(HIGH)),
        size == null ? null : Long.valueOf(size),
        real(own.get(EFFECTIVE)),
        method == null ? "estimated" : method);
  }

  private static @Nullable Double real(@Nullable String text) {
    return text == null ? null : Double.valueOf(text);
  }
}
