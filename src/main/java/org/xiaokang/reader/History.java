package org.xiaokang.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;

/** The releases of a lake, told one by one. */
public final class History {
  /** What {@link #rows} gives; columns whose name begins with {@code >} hold numbers. */
  public static final List<String> COLUMNS =
      List.of(
          "release",
          "status",
          "finished",
          ">seconds",
          ">read",
          ">rejected",
          "code",
          "catalogue",
          "changed");

  private static final int HASH = 8;

  private History() {}

  /** A line per release, the latest first: what it was made of, and the tables it changed. */
  public static List<List<String>> rows(List<Release> releases) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < releases.size(); i++) {
      Release release = releases.get(i);
      long ms = release.durationsMs().values().stream().mapToLong(Long::longValue).sum();
      rows.add(
          List.of(
              release.releaseId(),
              release.isHeld() ? "held" : "published",
              release.finishedAt().toString(),
              String.format(Locale.ROOT, "%.1f", ms / 1000.0),
              String.format(Locale.ROOT, "%,d", release.readRows()),
              String.format(Locale.ROOT, "%,d", release.rejectedRows()),
              release.codeVersion(),
              release.catalogueHash().substring(0, HASH),
              i + 1 < releases.size() ? changed(release, releases.get(i + 1)) : "first"));
    }
    return rows;
  }

  private static String changed(Release release, Release before) {
    TreeSet<String> changed = new TreeSet<>();
    release
        .tables()
        .forEach(
            (table, version) -> {
              if (!Objects.equals(before.tables().get(table), version)) {
                changed.add(table);
              }
            });
    return String.join(", ", changed);
  }
}
