package org.xiaokang.compare.measure;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NeighboursTest {
  private static final double[] CRIME = {
    18.801754, 32.38776, 38.425858, 0.178269, 15.72598, 30.626781, 50.73151, 26.066658, 48.585487,
    34.000835, 36.868774, 20.048504, 19.145592, 18.905146, 27.822861, 16.241299, 0.223797,
    30.515917, 33.705048, 40.969742, 52.79443, 41.968163, 39.175053, 53.710938, 25.962263,
    22.541491, 26.645266, 29.028488, 36.663612, 42.445076, 56.919785, 61.299175, 60.750446,
    68.892044, 38.297871, 54.838711, 56.705669, 62.275448, 46.716129, 57.066132, 54.521965,
    43.962486, 40.074074, 23.974028, 17.677214, 14.305556, 19.100863, 16.530533, 16.49189
  };

  /** The neighbours of the 49 places in order, counted from 1. */
  private static final String BORDERS =
      "2 5 6 / 1 3 6 7 / 2 4 7 37 38 39 / 3 37 39 40 / 1 6 / 1 2 5 7 / 2 3 6 8 9 1"
          + "8 36 38 / 7 18 / 7 18 20 32 36 38 / 11 17 18 19 / 10 12 17 / 11 13 17 / 12 "
          + "14 16 17 / 13 15 16 / 14 16 / 13 14 15 17 23 / 10 11 12 13 16 18 19 21 22 2"
          + "3 / 7 8 9 10 17 19 20 / 10 17 18 20 21 31 / 9 18 19 31 32 / 17 19 22 31 / 1"
          + "7 21 23 31 / 16 17 22 24 25 29 31 / 23 25 29 30 31 33 / 23 24 26 27 29 / 25"
          + " 27 28 / 25 26 28 29 / 26 27 29 30 / 23 24 25 27 28 30 / 24 28 29 31 33 34 "
          + "/ 19 20 21 22 23 24 30 32 33 / 9 20 31 33 34 35 36 / 24 30 31 32 34 35 / 30"
          + " 32 33 35 43 / 32 33 34 36 41 42 43 / 7 9 32 35 37 38 40 42 / 3 4 36 38 39 "
          + "40 42 / 3 7 9 36 37 / 3 4 37 40 / 4 36 37 39 41 42 / 35 40 42 / 35 36 37 40"
          + " 41 / 34 35 44 / 43 45 46 49 / 44 46 / 44 45 47 48 49 / 46 48 / 46 47 / 44 "
          + "46";

  /**
   * Columbus, Ohio (Anselin 1988); figures as the reference page of spdep's moran.test prints them.
   */
  @Test
  void crimeInColumbus() {
    Neighbours neighbours =
        new Neighbours(
            Arrays.stream(BORDERS.split(" / "))
                .map(
                    r ->
                        Arrays.stream(r.split(" "))
                            .mapToInt(c -> Integer.parseInt(c) - 1)
                            .toArray())
                .toList());
    assertThat(neighbours.isSymmetric()).isTrue();
    Neighbours.Moran moran = Neighbours.moran(CRIME, neighbours);
    assertThat(number(moran.index())).isEqualTo(0.510951264, within(1e-9));
    assertThat(number(moran.expected())).isEqualTo(-0.020833333, within(1e-9));
    assertThat(number(moran.z())).isEqualTo(5.6754, within(5e-5));
    assertThat(number(moran.zRandomised())).isEqualTo(5.6341, within(5e-5));
    // Printed one-sided.
    assertThat(number(moran.p())).isEqualTo(2 * 8.797e-09, within(1e-12));
    assertThat(moran.regions()).isEqualTo(49);
  }

  @Test
  void tooFewAndAllTheSameAreReasons() {
    Neighbours pair = new Neighbours(List.of(new int[] {1}, new int[] {0}, new int[0]));
    Neighbours.Moran few = Neighbours.moran(new double[] {1, 2, 3}, pair);
    assertThat(few.index().reason()).contains("at least 4 regions with neighbours, has 2");
    assertThat(few.withoutNeighbours()).isEqualTo(1);
    assertThat(pair.lag(new double[] {1, 2, 3})).containsExactly(2, 1, Double.NaN);
    Neighbours ring =
        new Neighbours(List.of(new int[] {1}, new int[] {2}, new int[] {3}, new int[] {0}));
    assertThat(ring.isSymmetric()).isFalse();
    assertThat(Neighbours.moran(new double[] {5, 5, 5, 5}, ring).p().reason())
        .isEqualTo("all 4 regions have the value 5.0");
  }

  private static double number(Measured measured) {
    return requireNonNull(measured.number(), measured::toString);
  }
}
