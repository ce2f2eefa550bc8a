package org.xiaokang.picture;

/**
 * A value along a line.
 *
 * @param series the line it is on
 * @param x where along, such as the year
 * @param y the value
 */
public record Point(String series, double x, double y) {
  /** Both numbers must be finite. */
  public Point {
    Require.finite(series, x, y);
  }
}
