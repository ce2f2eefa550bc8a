package org.xiaokang.picture;

import org.xiaokang.catalogue.XiaokangException;

/**
 * What an axis, or a scale of colours, measures.
 *
 * @param name the quantity; blank where the title says it
 * @param unit its unit, such as percent or yuan/person; "year" of years, "index, 0 to 1" of a Gini
 */
public record Axis(String name, String unit) {
  /**
   * A unit is never left out.
   *
   * @throws XiaokangException if it is blank
   */
  public Axis {
    if (unit.isBlank()) {
      throw new XiaokangException(
          "the axis '" + name + "' has no unit; say one, such as percent, year or \"no unit\"");
    }
  }

  /** Years of the calendar. */
  public static Axis years() {
    return new Axis("", "year");
  }

  /** Name and unit, as the picture shows them. */
  String label() {
    return name.isBlank() ? unit : name + " (" + unit + ")";
  }
}
