package org.xiaokang.block;

import org.jspecify.annotations.Nullable;

/** Numbers texts from 1, in the order in which they come; no object is made for a number. */
final class TextNumbers {
  private @Nullable String[] places = new @Nullable String[1 << 10];
  private int[] numbers = new int[1 << 10];
  private int size;

  /** The number of a text: one more than all before where it comes for the first time. */
  int of(String text) {
    int place = place(text);
    if (places[place] == null) {
      if (2 * size >= places.length) {
        grow();
        place = place(text);
      }
      places[place] = text;
      numbers[place] = ++size;
    }
    return numbers[place];
  }

  /** Where a text stands, or may be put: the next free place after that of its hash. */
  private int place(String text) {
    int place =
        (text.hashCode() * TextPool.SPREAD) >>> Integer.numberOfLeadingZeros(places.length - 1);
    for (String there = places[place]; there != null; there = places[place]) {
      if (there.equals(text)) {
        return place;
      }
      place = (place + 1) & (places.length - 1);
    }
    return place;
  }

  private void grow() {
    @Nullable String[] texts = places;
    int[] known = numbers;
    places = new @Nullable String[2 * texts.length];
    numbers = new int[places.length];
    for (int i = 0; i < texts.length; i++) {
      String text = texts[i];
      if (text != null) {
        int place = place(text);
        places[place] = text;
        numbers[place] = known[i];
      }
    }
  }
}
