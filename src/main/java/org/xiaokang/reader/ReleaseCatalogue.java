package org.xiaokang.reader;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xiaokang.catalogue.Nearest;
import org.xiaokang.catalogue.XiaokangException;

/**
 * What indicators and metrics meant when a release was computed: its own tables say it, whatever
 * the catalogue's files say today.
 *
 * @param release the release
 */
public record ReleaseCatalogue(ReleaseReader release) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(?!\\s*\\()\\b");
  private static final List<String> INDICATORS = List.of("indicator_catalogue");

  /**
   * An indicator, a row of indicator_catalogue.
   *
   * @throws XiaokangException if there is none, naming the nearest
   */
  public TableRow indicator(String id) {
    return release
        .rows(INDICATORS, "SELECT * FROM indicator_catalogue WHERE indicator = ?", id)
        .stream()
        .findFirst()
        .orElseThrow(
            () ->
                new XiaokangException(
                    "indicator '%s' is not in the catalogue of release '%s'%s"
                        .formatted(id, release.release().releaseId(), Nearest.hint(id, ids()))));
  }

  /** The ids of all indicators, sorted. */
  public List<String> ids() {
    return release
        .rows(INDICATORS, "SELECT indicator FROM indicator_catalogue ORDER BY indicator")
        .stream()
        .map(row -> row.text("indicator"))
        .toList();
  }

  /** A metric, a row of the table metrics; empty if there is none. */
  Optional<TableRow> metric(String code) {
    return release.rows(List.of("metrics"), "SELECT * FROM metrics WHERE metric = ?", code).stream()
        .findFirst();
  }

  /** A formula with numbers put in for the names that have one; names of functions stay. */
  static String withNumbers(String formula, Map<String, String> numbers) {
    return NAME.matcher(formula)
        .replaceAll(
            found -> Matcher.quoteReplacement(numbers.getOrDefault(found.group(), found.group())));
  }
}
