package org.xiaokang.job;

import java.sql.Date;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.xiaokang.catalogue.Regions;

/** How constants are written in tables, and regions in text. */
final class Names {
  private Names() {}

  static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** The name that the region of a row bore at the end of the row's period, else bears today. */
  static String of(Regions regions, Row row) {
    Date end = row.getAs("period_end");
    return regions.name(row.getAs("ref_area"), end == null ? null : end.toLocalDate());
  }
}
