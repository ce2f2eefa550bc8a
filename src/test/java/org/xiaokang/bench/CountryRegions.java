package org.xiaokang.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The regions of a {@link CountryPanel}: counties, prefectures of very different numbers of
 * counties, provinces, and the whole. In some year on the way some counties get another code, some
 * of them in another prefecture too, some another name, and some become a part of the county listed
 * before them.
 *
 * @param counties as they were at first; a county's place in this list is what it reports under
 * @param table the region table, one line per spell of a code
 */
record CountryRegions(List<County> counties, List<String> table) {
  private static final long SEED = 20_200_001;
  private static final int PREFECTURES = 11;
  private static final int MOST_COUNTIES = 30;
  private static final int NEW_CODES = 50;
  private static final double RECODED = 0.06;
  private static final double MOVED = 0.01;
  private static final double RENAMED = 0.02;
  private static final double MERGED = 0.02;

  /** What became of a county on the first day of its year of change. */
  enum Fate {
    SAME,
    RENAMED,
    /** It goes on, whole and alone, under another code. */
    RECODED,
    /** As recoded, and in another prefecture. */
    MOVED,
    /** It became a part of the county before it in the list. */
    MERGED
  }

  /**
   * A county.
   *
   * @param code the first one
   * @param parent the prefecture at first
   * @param laterCode from the year of change on
   * @param size what it spends in a year, in yuan: log-normal
   * @param changed the year of change; the year after the last one where nothing changes
   * @param joins what the one that joins it in its year adds, as a share of its size; mostly 0
   * @param joined the year of that
   */
  record County(
      String code,
      String name,
      String parent,
      String laterCode,
      Fate fate,
      int changed,
      double size,
      double joins,
      int joined) {

    /** The code as of a year. */
    String code(int year) {
      return year < changed ? code : laterCode;
    }

    boolean reports(int year) {
      return fate != Fate.MERGED || year < changed;
    }

    private County joinedBy(County other) {
      return new County(
          code, name, parent, laterCode, fate, changed, size, other.size / size, other.changed);
    }
  }

  static CountryRegions of(CountryPanel panel) {
    List<County> counties = new ArrayList<>();
    List<String> table = new ArrayList<>();
    table.add("code,name,level,parent,valid_from,valid_to,successors");
    table.add("N,Nation,country,,,,");
    for (int p = 0; p < panel.provinces(); p++) {
      RandomGenerator random = new SplittableRandom(SEED + p);
      String province = String.valueOf(100 + p);
      table.add("%s,Province %d,province,N,,,".formatted(province, p));
      for (int q = 0; q < PREFECTURES; q++) {
        String prefecture = province + (10 + q);
        table.add("%s,Prefecture %d-%d,prefecture,%s,,,".formatted(prefecture, p, q, province));
        prefecture(panel, random, prefecture, province + (10 + (q + 1) % PREFECTURES), counties);
      }
    }
    counties.forEach(county -> lines(county, table));
    return new CountryRegions(List.copyOf(counties), List.copyOf(table));
  }

  private static void prefecture(
      CountryPanel panel, RandomGenerator random, String code, String next, List<County> counties) {
    int many = (int) Math.round(Math.exp(2 + 0.5 * random.nextGaussian()));
    int count = Math.max(1, Math.min(MOST_COUNTIES, many));
    for (int c = 0; c < count; c++) {
      int last = counties.size() - 1;
      boolean mayMerge =
          c > 0 && counties.get(last).fate() == Fate.SAME && counties.get(last).joins() == 0;
      Fate fate = panel.years() > 1 ? fate(random.nextDouble(), mayMerge) : Fate.SAME;
      int changed = panel.firstYear() + 1 + random.nextInt(Math.max(1, panel.years() - 1));
      String county = code + (10 + c);
      String later =
          switch (fate) {
            case RECODED -> code + (NEW_CODES + c);
            // Begins with the prefecture it goes to, and is longer than the codes there.
            case MOVED -> next + code.substring(code.length() - 2) + (NEW_CODES + c);
            default -> county;
          };
      County one =
          new County(
              county,
              "County " + county,
              code,
              later,
              fate,
              fate == Fate.SAME ? CountryPanel.LAST_YEAR + 1 : changed,
              1e6 * Math.exp(1.1 * random.nextGaussian()),
              0,
              changed);
      counties.add(one);
      if (fate == Fate.MERGED) {
        counties.set(last, counties.get(last).joinedBy(one));
      }
    }
  }

  private static Fate fate(double draw, boolean mayMerge) {
    if (draw < RECODED) {
      return Fate.RECODED;
    }
    if (draw < RECODED + MOVED) {
      return Fate.MOVED;
    }
    if (draw < RECODED + MOVED + RENAMED) {
      return Fate.RENAMED;
    }
    return mayMerge && draw < RECODED + MOVED + RENAMED + MERGED ? Fate.MERGED : Fate.SAME;
  }

  private static void lines(County county, List<String> table) {
    String code = county.code();
    if (county.fate() == Fate.SAME) {
      table.add("%s,%s,county,%s,,,".formatted(code, county.name(), county.parent()));
      return;
    }
    int changed = county.changed();
    String successor = county.fate() == Fate.MERGED ? before(county.code()) : county.laterCode();
    table.add(
        "%s,%s,county,%s,,%d-12-31,%s"
            .formatted(code, county.name(), county.parent(), changed - 1, successor));
    if (county.fate() != Fate.MERGED) {
      String parent =
          county.fate() == Fate.MOVED
              ? county.laterCode().substring(0, county.parent().length())
              : county.parent();
      table.add(
          "%s,City %s,county,%s,%d-01-01,,"
              .formatted(county.laterCode(), county.laterCode(), parent, changed));
    }
  }

  /** The code of the county listed before, whose own code never changes. */
  private static String before(String code) {
    return String.valueOf(Long.parseLong(code) - 1);
  }
}
