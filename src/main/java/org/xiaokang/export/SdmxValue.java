package org.xiaokang.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One indicator value on its way into an SDMX-CSV 2.0 data message (SDMX Technical Working Group,
 * SDMX-CSV field guide 2.0.0).
 *
 * @param refArea code of the region
 * @param indicator id of the indicator
 * @param scope the breakdown, {@code all} or {@code key=value;key=value}
 * @param freq code of CL_FREQ
 * @param periodKind kind of period
 * @param origin reported or aggregated
 * @param timePeriod the period as the table indicators has it
 * @param value the value in {@code unit} as plain digits; null where there is none
 * @param unit unit of the value
 * @param status code of CL_OBS_STATUS
 * @param decimals digits behind the point when the value is shown, if that is known
 * @param bound at_least, at_most, approx or null
 * @param flags what must be said with the value, in words
 * @param basePeriod period of the earlier value, in a change over time
 * @param coverage how much of the area the value covers, 0 to 1, as digits
 * @param periodStart first day of the period, ISO 8601, if it is known
 * @param periodEnd last day of the period, ISO 8601, if it is known
 */
public record SdmxValue(
    String refArea,
    String indicator,
    String scope,
    String freq,
    String periodKind,
    String origin,
    String timePeriod,
    @Nullable String value,
    String unit,
    String status,
    @Nullable String decimals,
    @Nullable String bound,
    @Nullable String flags,
    @Nullable String basePeriod,
    @Nullable String coverage,
    @Nullable String periodStart,
    @Nullable String periodEnd) {

  /** An identifier: SDMXCommon.xsd, IDType. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_@$-]+");

  /** The header of the data message. */
  public static final List<String> HEADER = header();

  private static List<String> header() {
    List<String> header = new ArrayList<>(List.of("STRUCTURE", "STRUCTURE_ID", "ACTION"));
    header.addAll(SdmxStructure.DIMENSIONS);
    header.add(SdmxStructure.MEASURE);
    header.addAll(SdmxStructure.ATTRIBUTES);
    return header;
  }

  /** Whether a text can be the code of something in SDMX. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** Why SDMX cannot hold the value, if it cannot. */
  public Optional<String> leftOut() {
    if (value == null) {
      return Optional.of("no value");
    }
    if (SdmxPeriod.of(timePeriod).isEmpty()) {
      return Optional.of(
          timePeriod.equals("_U") ? "the period is not known" : "the period has no end");
    }
    if (!isId(refArea)) {
      return Optional.of("the region's code is no SDMX identifier (A-Z, a-z, 0-9, _, -, @, $)");
    }
    return Optional.empty();
  }

  /**
   * The record of the data message, in the order of {@link #HEADER}.
   *
   * @param releaseId the release it is of
   */
  public List<@Nullable String> record(String releaseId) {
    return Arrays.asList(
        "dataflow",
        SdmxStructure.DATAFLOW,
        "I",
        refArea,
        indicator,
        scope,
        freq,
        periodKind,
        origin,
        SdmxPeriod.of(timePeriod).orElseThrow(),
        value,
        unit,
        status,
        decimals,
        bound,
        flags,
        basePeriod,
        coverage,
        periodStart,
        periodEnd,
        releaseId);
  }
}
