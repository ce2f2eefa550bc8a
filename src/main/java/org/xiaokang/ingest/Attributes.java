package org.xiaokang.ingest;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Attributes of SDMX that change what a number says (SDMX cross-domain concepts UNIT_MULT,
 * BASE_PER, OBS_STATUS): applied, or the row is refused.
 *
 * @param power the power of ten that the value is printed in
 */
record Attributes(int power) {
  private static final Pattern POWER = Pattern.compile("[+-]?[0-9]{1,2}(\\.0+)?");

  static Attributes read(ContractRow row, List<Reason> reasons) {
    if (NoFigure.isStatus(row.obsStatus())) {
      reasons.add(
          new Reason(
              "obs_status",
              "obs_status",
              row.obsStatus(),
              "a status of a figure that is there, such as A; this one says that there is none"));
    }
    if (row.basePer() != null) {
      reasons.add(
          new Reason(
              "base_period",
              "base_per",
              row.basePer(),
              "a mapping that tells figures of different bases apart, such as scope: concat('base=', BASE_PER)"));
    }
    return new Attributes(power(row.unitMult(), reasons));
  }

  private static int power(@Nullable String text, List<Reason> reasons) {
    if (text == null) {
      return 0;
    }
    if (!POWER.matcher(text).matches()) {
      reasons.add(
          new Reason(
              "unit_mult_invalid",
              "unit_mult",
              text,
              "the power of ten that the value is printed in, such as 6 for millions"));
      return 0;
    }
    return (int) Double.parseDouble(text);
  }

  /** The unit as printed, with the power of ten. */
  String unit(String printed) {
    return power == 0 ? printed : "10^" + power + " " + printed;
  }
}
