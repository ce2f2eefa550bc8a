package org.xiaokang.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The name of a line, beside its end. */
record Label(String series, String text, double x, double y) {
  /** The labels at least {@code step} apart, none lower than it was. */
  static List<Label> apart(List<Label> labels, double step) {
    List<Label> placed = new ArrayList<>();
    double free = Double.NEGATIVE_INFINITY;
    for (Label label : labels.stream().sorted(Comparator.comparingDouble(Label::y)).toList()) {
      double y = Math.max(label.y, free);
      placed.add(new Label(label.series, label.text, label.x, y));
      free = y + step;
    }
    return placed;
  }

  static Map<String, List<?>> columns(List<Label> labels) {
    return Map.of(
        "series", Columns.texts(labels, Label::series),
        "text", Columns.texts(labels, Label::text),
        "x", Columns.numbers(labels, Label::x),
        "y", Columns.numbers(labels, Label::y));
  }
}
