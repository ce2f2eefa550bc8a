package org.xiaokang.notebook;

import org.apache.spark.sql.Row;

/**
 * What a region is called.
 *
 * @param name its official name
 * @param nameEn its English name; the official one where there is none
 * @param level country, province, prefecture, county ...
 */
record Area(String name, String nameEn, String level) {
  static Area of(Row region) {
    String name = region.getAs("name");
    String english = region.getAs("name_en");
    return new Area(name, english == null ? name : english, region.getAs("level"));
  }

  /** Chinese and English. */
  String both() {
    return name.equals(nameEn) ? name : name + " " + nameEn;
  }
}
