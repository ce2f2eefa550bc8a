package org.xiaokang.ingest;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How sure a figure is, as its row says. */
final class Reliability {
  private static final Set<String> QUALIFIERS =
      Set.of("exact", "approx", "at_least", "at_most", "above", "below", "nearly");
  private static final Pattern CONFIDENCE = Pattern.compile("[0-9.]+([eE]-?[0-9]+)?");

  private Reliability() {}

  static @Nullable String qualifier(ContractRow row, List<Reason> reasons) {
    String text = row.qualifier();
    if (text == null) {
      return "exact";
    }
    String qualifier = text.replace('-', '_').replace(' ', '_').toLowerCase(Locale.ROOT);
    if (QUALIFIERS.contains(qualifier)) {
      return qualifier;
    }
    reasons.add(
        new Reason(
            "qualifier_unknown",
            "qualifier",
            text,
            "exact, approx, at_least, at_most, above, below or nearly"));
    return null;
  }

  static @Nullable Double confidence(ContractRow row, List<Reason> reasons) {
    String text = row.confidence();
    if (text == null) {
      return null;
    }
    Double number = number(text);
    if (number == null || number > 1) {
      reasons.add(new Reason("confidence_invalid", "confidence", text, "a number from 0 to 1"));
      return null;
    }
    return number;
  }

  private static @Nullable Double number(String text) {
    try {
      return CONFIDENCE.matcher(text).matches() ? Double.valueOf(text) : null;
    } catch (NumberFormatException e) {
      return null; // 1.2.3
    }
  }
}
