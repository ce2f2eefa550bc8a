package org.xiaokang.starter;

import java.util.List;
import java.util.Locale;

/** A small made-up table: six districts, three years, three things that are measured. */
final class ExampleTable {
  private static final List<String> DISTRICTS =
      List.of("North Vale", "South Vale", "Harbour", "Lakeside", "Old Town", "Uplands");

  private ExampleTable() {}

  /** The table. All figures of it are made up. */
  static String text() {
    StringBuilder text = new StringBuilder("region,year,indicator,value,unit\n");
    for (int district = 0; district < DISTRICTS.size(); district++) {
      for (int year = 2021; year <= 2023; year++) {
        String where = DISTRICTS.get(district) + "," + year;
        int age = year - 2021;
        int people = 8_000 + 2_500 * district + 120 * age;
        double poor = 14.5 - 1.7 * district - age * (0.9 - 0.1 * district);
        int income = 21_000 + 1_900 * district + age * (1_100 - 90 * district);
        text.append(where).append(",Population,").append(people).append(",persons\n");
        text.append(where)
            .append(String.format(Locale.ROOT, ",Poverty rate,%.1f,%%%n", poor).replace("\r", ""));
        text.append(where).append(",Income per person,").append(income).append(",usd/person\n");
      }
    }
    return text.toString();
  }
}
