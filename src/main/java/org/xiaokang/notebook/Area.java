package org.xiaokang.notebook;

import org.xiaokang.reader.TableRow;

/**
 * What a region is called.
 *
 * @param name its official name
 * @param nameEn its English name; the official one where there is none
 * @param level country, province, prefecture, county ...
 */
record Area(String name, String nameEn, String level) {
  static Area of(TableRow region) {
    String name = region.text("name");
    String english = region.optionalText("name_en");
    return new Area(name, english == null ? name : english, region.text("level"));
  }

  /** Chinese and English. */
  String both() {
    return name.equals(nameEn) ? name : name + " " + nameEn;
  }
}
