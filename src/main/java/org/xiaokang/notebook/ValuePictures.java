package org.xiaokang.notebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.picture.Axis;
import org.xiaokang.picture.BarChart;
import org.xiaokang.picture.Caption;
import org.xiaokang.picture.HeatMap;
import org.xiaokang.picture.LineChart;
import org.xiaokang.picture.Picture;
import org.xiaokang.picture.Point;
import org.xiaokang.picture.SlopeChart;
import org.xiaokang.picture.SmallMultiples;
import org.xiaokang.picture.TileGrid;

/**
 * Pictures of the values of one indicator.
 *
 * @param lake says the release
 * @param id the indicator
 * @param name its names
 * @param unit what its values are measured in
 * @param values at least one; of a region and breakdown the earliest period first
 */
record ValuePictures(Lake lake, String id, String name, Axis unit, List<Value> values) {
  private static final int NAMED = 4;

  Picture line() {
    return new LineChart(caption(dated()), Axis.years(), unit, points());
  }

  Picture multiples() {
    return new SmallMultiples(caption(dated()), Axis.years(), unit, points());
  }

  Picture bars() {
    List<Value> latest = latest();
    boolean onePeriod = latest.stream().map(Value::periodText).distinct().count() == 1;
    Function<Value, String> ofPeriod = value -> onePeriod ? "" : ", " + value.periodText();
    // Where the period is said, its kind mostly needs no saying.
    Function<Value, String> brief = labels(List.of(Value::scope, Value::origin));
    boolean apart =
        latest.stream().map(v -> brief.apply(v) + ofPeriod.apply(v)).distinct().count()
            == latest.size();
    Function<Value, String> label = apart ? brief : labels();
    requireApart(latest, value -> label.apply(value) + ofPeriod.apply(value));
    return new BarChart(
        caption(latest),
        unit,
        latest.stream()
            .map(
                value ->
                    new BarChart.Bar(label.apply(value) + ofPeriod.apply(value), value.value()))
            .toList());
  }

  Picture slope(String from, String to) {
    Function<Value, String> label = labels(List.of(Value::scope, Value::origin));
    Map<String, Value> before = new LinkedHashMap<>();
    Map<String, Value> after = new LinkedHashMap<>();
    List<Value> asked =
        values.stream().filter(v -> v.period().equals(from) || v.period().equals(to)).toList();
    requireApart(asked, value -> List.of(label.apply(value), value.period()));
    for (Value value : asked) {
      (value.period().equals(from) ? before : after).put(label.apply(value), value);
    }
    before.keySet().retainAll(after.keySet());
    if (before.isEmpty()) {
      throw new XiaokangException(
          "no region has a value of %s for both '%s' and '%s'; look at show()"
              .formatted(id, from, to));
    }
    List<SlopeChart.Change> changes = new ArrayList<>();
    before.forEach(
        (region, value) ->
            changes.add(
                new SlopeChart.Change(
                    region, value.value(), Objects.requireNonNull(after.get(region)).value())));
    return new SlopeChart(
        caption(List.copyOf(before.values()), text(from) + " and " + text(to)),
        unit,
        text(from),
        text(to),
        changes);
  }

  private static String text(String period) {
    return period.equals("_U") ? Value.NOT_STATED : period;
  }

  Picture heat() {
    Function<Value, String> label = labels();
    List<Value> dated = dated();
    requireApart(dated, value -> List.of(label.apply(value), value.year()));
    return new HeatMap(
        caption(dated),
        "region",
        "year",
        dated.stream()
            .mapToInt(value -> value.year().getAsInt())
            .distinct()
            .sorted()
            .mapToObj(String::valueOf)
            .toList(),
        unit,
        dated.stream()
            .map(
                value ->
                    new HeatMap.Cell(
                        label.apply(value), String.valueOf(value.year().getAsInt()), value.value()))
            .toList());
  }

  Picture tiles() {
    List<Value> latest = latest();
    requireApart(latest, Value::panel);
    Function<Value, String> called = regions(Area::name);
    return new TileGrid(
        caption(latest),
        unit,
        latest.stream()
            .map(value -> new TileGrid.Tile(value.code(), called.apply(value), value.value()))
            .toList());
  }

  /** At their years; where a line has several in one year, all where in their years they begin. */
  private List<Point> points() {
    Function<Value, String> label = labels();
    List<Value> dated = dated();
    boolean onePerYear =
        dated.stream().map(v -> List.of(label.apply(v), v.year())).distinct().count()
            == dated.size();
    ToDoubleFunction<Value> x = v -> v.year().getAsInt() + (onePerYear ? 0 : v.begins());
    requireApart(dated, value -> List.of(label.apply(value), x.applyAsDouble(value)));
    return dated.stream()
        .map(value -> new Point(label.apply(value), x.applyAsDouble(value), value.value()))
        .toList();
  }

  /** Refuses values of which a picture would show one and hide the others. */
  private void requireApart(List<Value> drawn, Function<Value, Object> spot) {
    Map<Object, List<Value>> spots =
        drawn.stream()
            .collect(Collectors.groupingBy(spot, LinkedHashMap::new, Collectors.toList()));
    for (List<Value> some : spots.values()) {
      if (some.size() > 1) {
        throw new XiaokangException(
            "%d values of %s meet at %s: %s%s; narrow with kind(...), scope(...) or origin(...), or choose rows with sql(...) and draw(...)"
                .formatted(
                    some.size(),
                    id,
                    regions(Area::both).apply(some.get(0)),
                    some.stream()
                        .limit(NAMED)
                        .map(ValuePictures::told)
                        .collect(Collectors.joining(", ")),
                    some.size() > NAMED ? ", ..." : ""));
      }
    }
  }

  /** Period, and what else may tell values of a region apart. */
  private static String told(Value value) {
    return "%s (%s, %s, %s)"
        .formatted(value.periodText(), value.kind(), value.scope(), value.origin());
  }

  private List<Value> dated() {
    List<Value> dated = values.stream().filter(value -> value.year().isPresent()).toList();
    if (dated.isEmpty()) {
      throw new XiaokangException(
          "no value of "
              + id
              + " in this selection has a known period, so none has a place in time; bars() shows"
              + " them");
    }
    return dated;
  }

  /** Those of the latest periods; several of one period where several documents date none. */
  private List<Value> latest() {
    Map<List<String>, List<Value>> latest = new LinkedHashMap<>();
    for (Value value : values) {
      List<String> key = List.of(value.panel(), value.scope(), value.kind(), value.origin());
      List<Value> last = latest.computeIfAbsent(key, k -> new ArrayList<>());
      if (!last.isEmpty() && !last.get(0).period().equals(value.period())) {
        last.clear();
      }
      last.add(value);
    }
    return latest.values().stream().flatMap(List::stream).toList();
  }

  private Function<Value, String> labels() {
    return labels(List.of(Value::scope, Value::kind, Value::origin));
  }

  /** The region, and of these parts those in which the values differ. */
  private Function<Value, String> labels(List<Function<Value, String>> parts) {
    List<Function<Value, String>> differing =
        parts.stream().filter(part -> values.stream().map(part).distinct().count() > 1).toList();
    Function<Value, String> region = regions(Area::both);
    return value ->
        Stream.concat(Stream.of(region.apply(value)), differing.stream().map(p -> p.apply(value)))
            .collect(Collectors.joining(", "));
  }

  /** What regions are called, and the code of those that others are called like. */
  private Function<Value, String> regions(Function<Area, String> called) {
    Map<String, Set<String>> codes =
        values.stream()
            .collect(
                Collectors.groupingBy(
                    value -> called.apply(value.area()),
                    Collectors.mapping(Value::panel, Collectors.toSet())));
    return value -> {
      String name = called.apply(value.area());
      return codes.getOrDefault(name, Set.of()).size() > 1
          ? name + " (" + value.panel() + ")"
          : name;
    };
  }

  private Caption caption(List<Value> drawn) {
    List<String> periods = drawn.stream().map(Value::periodText).distinct().sorted().toList();
    return caption(
        drawn,
        periods.size() > 2
            ? periods.get(0) + " … " + periods.get(periods.size() - 1)
            : String.join(", ", periods));
  }

  private Caption caption(List<Value> drawn, String period) {
    List<String> regions = drawn.stream().map(regions(Area::name)).distinct().toList();
    return new Caption(
        name,
        regions.size() > NAMED ? regions.size() + " regions 个地区" : String.join(", ", regions),
        period,
        lake.releaseId(),
        lake.note());
  }
}
