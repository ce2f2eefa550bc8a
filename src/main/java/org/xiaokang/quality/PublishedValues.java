package org.xiaokang.quality;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xiaokang.quality.JudgedValue.Identity;

/** The values of one group in the release before. */
final class PublishedValues {
  private final Map<Identity, Double> values = new HashMap<>();

  PublishedValues(List<JudgedValue> before) {
    before.forEach(value -> values.put(value.identity(), value.value()));
  }

  /** What the value was; null where it was not there. */
  @Nullable Double get(JudgedValue now) {
    return values.get(now.identity());
  }

  /** Whether the value was there and the same, to the last digit. */
  boolean hasSame(JudgedValue now) {
    return Objects.equals(get(now), now.value());
  }

  int size() {
    return values.size();
  }

  /** How many of them are not there now. */
  int gone(List<JudgedValue> now) {
    Set<Identity> gone = new HashSet<>(values.keySet());
    now.forEach(value -> gone.remove(value.identity()));
    return gone.size();
  }
}
