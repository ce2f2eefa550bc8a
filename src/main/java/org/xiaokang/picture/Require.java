package org.xiaokang.picture;

import java.util.Collection;
import java.util.stream.DoubleStream;
import org.xiaokang.catalogue.XiaokangException;

/** What every picture refuses. */
final class Require {
  private Require() {}

  /** There must be something to draw. */
  static void data(Caption caption, Collection<?> data) {
    if (data.isEmpty()) {
      throw new XiaokangException(
          "nothing to draw in '"
              + caption.title()
              + "': no value was given; look at the table first, and widen regions or periods");
    }
  }

  /** A number that has a place on an axis. */
  static void finite(String of, double... values) {
    DoubleStream.of(values)
        .filter(value -> !Double.isFinite(value))
        .findFirst()
        .ifPresent(
            value -> {
              throw new XiaokangException(
                  "'" + of + "' has the value " + value + ", which has no place in a picture");
            });
  }
}
