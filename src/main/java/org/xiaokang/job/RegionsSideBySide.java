package org.xiaokang.job;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Comparison;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.Measure;
import org.xiaokang.catalogue.ProvinceGrid;
import org.xiaokang.catalogue.Scopes;
import org.xiaokang.page.TileMap;
import org.xiaokang.reader.ReleaseReader;
import org.xiaokang.reader.TableRow;

/**
 * What a release says of regions beside each other, for the comparisons that are declared a
 * headline: who is first and who is last, what becomes alike, and a map.
 *
 * @param rows of {@link #HEADER}, one for each indicator that is ranked
 * @param lines a sentence for each indicator that is looked at for convergence
 * @param maps the first indicator that provinces are ranked by
 */
public record RegionsSideBySide(List<List<String>> rows, List<String> lines, List<TileMap> maps) {
  /** Names of the columns. */
  public static final List<String> HEADER =
      List.of("side by side", "period", "first", "second", "third", "last", ">of", "whole", "note");

  /** Of a release that compares nothing, or of none. */
  static final RegionsSideBySide NOTHING = new RegionsSideBySide(List.of(), List.of(), List.of());

  private static final String RANKINGS = "rankings";
  private static final String CONVERGENCE = "convergence";
  private static final int SHOWN_FIRST = 3;

  /** Keeps copies. */
  public RegionsSideBySide {
    rows = List.copyOf(rows);
    lines = List.copyOf(lines);
    maps = List.copyOf(maps);
  }

  /** Of a release. */
  static RegionsSideBySide of(ReleaseReader reader, Catalogue catalogue) {
    Finder finder = new Finder(reader, catalogue);
    for (Comparison comparison : catalogue.comparisons().values()) {
      for (String indicator : comparison.headline() ? comparison.indicators() : List.<String>of()) {
        if (comparison.measure() instanceof Measure.Ranking) {
          finder.ranking(comparison.id(), catalogue.indicator(indicator));
        } else {
          finder.convergence(comparison.id(), catalogue.indicator(indicator));
        }
      }
    }
    return new RegionsSideBySide(finder.rows, finder.lines, finder.maps);
  }

  private static final class Finder {
    private final ReleaseReader reader;
    private final Catalogue catalogue;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final List<TileMap> maps = new ArrayList<>();

    Finder(ReleaseReader reader, Catalogue catalogue) {
      this.reader = reader;
      this.catalogue = catalogue;
    }

    /** The regions of the level, breakdown and period in which most are ranked; the latest. */
    void ranking(String comparison, Indicator indicator) {
      if (!reader.tables().contains(RANKINGS)) {
        return;
      }
      List<TableRow> ranked =
          reader.rows(
              List.of(RANKINGS),
              "WITH of_it AS (SELECT * FROM rankings WHERE comparison = ? AND indicator = ?),"
                  + " most AS (SELECT level, scope, period_kind, time_period FROM of_it"
                  + " WHERE grouping = 'all' GROUP BY ALL"
                  + " ORDER BY max(ranked) DESC, max(period_end) DESC, scope, level LIMIT 1),"
                  + " whole AS (SELECT ref_area, \"group\", obs_value - distance_to_parent AS value"
                  + " FROM of_it JOIN most USING (level, scope, period_kind, time_period)"
                  + " WHERE grouping = 'parent')"
                  + " SELECT of_it.*, whole.\"group\" AS parent, whole.value AS parent_value FROM of_it"
                  + " JOIN most USING (level, scope, period_kind, time_period)"
                  + " LEFT JOIN whole USING (ref_area)"
                  + " WHERE grouping = 'all' ORDER BY rank, ref_area",
              comparison,
              indicator.id());
      if (ranked.size() < 2) {
        ranked.forEach(one -> lines.add(alone(indicator, one)));
        return;
      }
      rows.add(row(indicator, ranked));
      if (maps.isEmpty()) {
        map(indicator, ranked).ifPresent(maps::add);
      }
    }

    /** A region that has nobody to be ranked with, beside the one above it. */
    private String alone(Indicator indicator, TableRow row) {
      String parent = row.optionalText("parent");
      Double whole = row.real("parent_value");
      String scope = row.text("scope");
      List<String> said = row.texts("reservations");
      return "%s%s, %s, %s: %s %s%s%s"
          .formatted(
              indicator.name().en(),
              scope.equals(Scopes.ALL) ? "" : " (" + scope + ")",
              row.text("time_period"),
              name(row),
              shown(indicator, row.real("obs_value")),
              indicator.unit(),
              parent == null || whole == null
                  ? ""
                  : "; beside it %s %s"
                      .formatted(
                          catalogue.regions().name(parent, row.date("period_end")),
                          shown(indicator, whole)),
              said.isEmpty() ? "" : " [" + String.join(", ", said) + "]");
    }

    private List<String> row(Indicator indicator, List<TableRow> ranked) {
      List<String> cells = new ArrayList<>();
      cells.add(indicator.name().en() + ", " + indicator.unit());
      cells.add(ranked.get(0).text("time_period"));
      for (int i = 0; i < SHOWN_FIRST; i++) {
        cells.add(i < ranked.size() - 1 ? place(indicator, ranked.get(i)) : "");
      }
      cells.add(place(indicator, ranked.get(ranked.size() - 1)));
      cells.add(String.valueOf(ranked.size()));
      cells.add(whole(indicator, ranked));
      TreeSet<String> said = new TreeSet<>();
      ranked.forEach(one -> said.addAll(one.texts("reservations")));
      cells.add(String.join(", ", said));
      return cells;
    }

    private String place(Indicator indicator, TableRow row) {
      long best = row.number("best_rank");
      long worst = row.number("worst_rank");
      String place = best == worst ? String.valueOf(row.number("rank")) : best + "–" + worst;
      return "%s %s %s".formatted(place, name(row), shown(indicator, row.real("obs_value")));
    }

    private String name(TableRow row) {
      return catalogue.regions().name(row.text("ref_area"), row.date("period_end"));
    }

    private static String shown(Indicator indicator, @Nullable Double value) {
      return HeadlineTable.shown(indicator, Objects.requireNonNull(value));
    }

    /** The region above, where it is the same for all and has a value. */
    private String whole(Indicator indicator, List<TableRow> ranked) {
      TreeMap<String, Double> wholes = new TreeMap<>();
      for (TableRow row : ranked) {
        String parent = row.optionalText("parent");
        Double value = row.real("parent_value");
        if (parent != null && value != null) {
          wholes.put(parent, value);
        }
      }
      if (wholes.size() != 1) {
        return "";
      }
      LocalDate day = ranked.get(0).date("period_end");
      String code = wholes.firstKey();
      return catalogue.regions().name(code, day) + " " + shown(indicator, wholes.get(code));
    }

    private Optional<TileMap> map(Indicator indicator, List<TableRow> ranked) {
      List<String> codes = ranked.stream().map(row -> row.text("ref_area")).toList();
      if (!ProvinceGrid.hasAny(codes)) {
        return Optional.empty();
      }
      double low = ranked.stream().mapToDouble(Finder::value).min().orElseThrow();
      double high = ranked.stream().mapToDouble(Finder::value).max().orElseThrow();
      List<ProvinceGrid.Place> places = ProvinceGrid.places(codes);
      List<TileMap.Tile> tiles = new ArrayList<>();
      for (int i = 0; i < places.size(); i++) {
        ProvinceGrid.Place place = places.get(i);
        TableRow row = ranked.get(i);
        double share = Objects.requireNonNull(row.real("percentile"));
        tiles.add(
            new TileMap.Tile(
                place.column(),
                place.row(),
                place.name().isEmpty() ? name(row) : place.name(),
                shown(indicator, row.real("obs_value")),
                share));
      }
      for (ProvinceGrid.Place place : ProvinceGrid.others(codes)) {
        tiles.add(new TileMap.Tile(place.column(), place.row(), place.name(), null, 0));
      }
      String title =
          "%s %s, %s, %s: %d regions, the darker the more"
              .formatted(
                  indicator.name().zh(),
                  indicator.name().en(),
                  indicator.unit(),
                  ranked.get(0).text("time_period"),
                  ranked.size());
      String range =
          " From %s to %s."
              .formatted(HeadlineTable.shown(indicator, low), HeadlineTable.shown(indicator, high));
      return Optional.of(new TileMap(title, title + "." + range, tiles));
    }

    private static double value(TableRow row) {
      return Objects.requireNonNull(row.real("obs_value"));
    }

    /** Whether those behind catch up, and whether the spread falls. */
    void convergence(String comparison, Indicator indicator) {
      if (!reader.tables().contains(CONVERGENCE)) {
        return;
      }
      List<TableRow> found =
          reader.rows(
              List.of(CONVERGENCE),
              "SELECT * FROM convergence WHERE comparison = ? AND indicator = ? AND estimate IS NOT"
                  + " NULL AND (model = 'beta' AND term = 'ln_first' OR model = 'sigma' AND term ="
                  + " 'sd_log') ORDER BY scope, level, from_period",
              comparison,
              indicator.id());
      List<TableRow> beta = found.stream().filter(row -> row.text("model").equals("beta")).toList();
      for (TableRow one : beta) {
        List<TableRow> sigma =
            found.stream()
                .filter(row -> row.text("model").equals("sigma"))
                .filter(row -> row.text("scope").equals(one.text("scope")))
                .filter(row -> row.text("level").equals(one.text("level")))
                .toList();
        lines.add(line(indicator, one, sigma));
      }
    }

    private static String line(Indicator indicator, TableRow beta, List<TableRow> sigma) {
      double slope = Objects.requireNonNull(beta.real("estimate"));
      Double chance = beta.real("p_value");
      boolean isClear = chance != null && chance < 0.05;
      StringBuilder line = new StringBuilder();
      line.append(
          "%s, %d regions, %s to %s: "
              .formatted(
                  indicator.name().en(),
                  beta.number("regions"),
                  beta.text("from_period"),
                  beta.text("to_period")));
      line.append(
          !isClear
              ? "who began with less did not grow clearly faster or slower"
              : slope < 0 ? "who began with less grew faster" : "who began with more grew faster");
      line.append(String.format(Locale.ROOT, " (beta %.4f, p %.3f", slope, chance));
      Double years = beta.real("half_life");
      line.append(
          years == null || !isClear || slope >= 0
              ? ")"
              : String.format(Locale.ROOT, "; half of the gap in %.0f years)", years));
      if (sigma.size() > 1) {
        double first = Objects.requireNonNull(sigma.get(0).real("estimate"));
        double last = Objects.requireNonNull(sigma.get(sigma.size() - 1).real("estimate"));
        line.append(
            String.format(
                Locale.ROOT,
                "; the spread of logarithms %s from %.3f to %.3f",
                last < first ? "fell" : "rose",
                first,
                last));
      }
      List<String> said = beta.texts("reservations");
      return line + (said.isEmpty() ? "" : " [" + String.join(", ", said) + "]");
    }
  }
}
