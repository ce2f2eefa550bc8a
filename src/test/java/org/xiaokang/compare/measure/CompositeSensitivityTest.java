package org.xiaokang.compare.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.xiaokang.compare.measure.Composite.Aggregation;
import org.xiaokang.compare.measure.Composite.Normalisation;
import org.xiaokang.compare.measure.Composite.Sensitivity;

class CompositeSensitivityTest {
  private static final List<Aggregation> ALL = List.of(Aggregation.values());
  private static final double[] EQUAL = {1, 1, 1};

  /** Without random weightings every way can be made with index() and ranked one by one. */
  @Test
  void everyWayOneByOne() {
    Random random = new Random(45);
    double[][] values = CompositeTest.random(random, 12, 3);
    values[3] = values[5].clone();
    boolean[] higher = {true, false, true};
    List<double[]> weightings =
        List.of(
            EQUAL,
            new double[] {1, 2, 5},
            new double[] {0, 1, 1},
            new double[] {1, 0, 1},
            new double[] {1, 1, 0});
    for (Normalisation normalisation : Normalisation.values()) {
      List<int[]> ways = new ArrayList<>();
      for (Aggregation aggregation : ALL) {
        for (double[] weights : weightings) {
          ways.add(
              Ranks.places(
                  CompositeTest.index(values, higher, weights, normalisation, aggregation).values(),
                  true));
        }
      }
      Sensitivity places =
          Composite.sensitivity(values, higher, normalisation, ALL, weightings.subList(0, 2), 0, 1);
      assertThat(places.draws()).isZero();
      for (int i = 0; i < values.length; i++) {
        int region = i;
        int[] sorted = ways.stream().mapToInt(way -> way[region]).sorted().toArray();
        assertThat(places.best()[i]).isEqualTo(sorted[0]);
        assertThat(places.median()[i]).isEqualTo(sorted[7]);
        assertThat(places.worst()[i]).isEqualTo(sorted[14]);
      }
      assertThat(places.median()[3]).isEqualTo(places.median()[5]);
    }
  }

  /** A region that is best in all is first whatever the weights; the last in all is last. */
  @Test
  void whoLeadsInAllIsFirst() {
    double[][] values = {{9, 9, 1}, {1, 1, 9}, {5, 8, 2}, {8, 2, 8}};
    boolean[] higher = {true, true, false};
    Sensitivity places =
        Composite.sensitivity(values, higher, Normalisation.MIN_MAX, ALL, List.of(EQUAL), 500, 7);
    assertThat(places.draws()).isEqualTo(500);
    assertThat(places.best()).containsExactly(1, 4, 2, 2);
    assertThat(places.worst()).containsExactly(1, 4, 3, 3);
    assertThat(places.median()).containsExactly(1, 4, 2, 3);
  }

  /**
   * Two regions, each better in one of two indicators: with weights drawn evenly the first leads
   * where its indicator has more than half, so in half of the ways; equal places only with equal
   * weights. Drawn evenly too, a third with .8 in both leads in 60 of 100: it is first in the
   * median.
   */
  @Test
  void drawsAreSpreadEvenly() {
    double[][] values = {{1, 0}, {0, 1}, {.8, .8}};
    Sensitivity places =
        Composite.sensitivity(
            values,
            CompositeTest.up(2),
            Normalisation.MIN_MAX,
            List.of(Aggregation.ARITHMETIC),
            List.of(),
            2000,
            8);
    assertThat(places.best()).containsExactly(1, 1, 1);
    assertThat(places.worst()).containsExactly(3, 3, 2);
    assertThat(places.median()[2]).isEqualTo(1);
    double[][] less = {{1, 0}, {0, 1}, {.7, .7}};
    // .7 in both leads in 40 of 100 ways only.
    assertThat(
            Composite.sensitivity(
                    less,
                    CompositeTest.up(2),
                    Normalisation.MIN_MAX,
                    List.of(Aggregation.ARITHMETIC),
                    List.of(),
                    2000,
                    8)
                .median()[2])
        .isEqualTo(2);
  }

  @Test
  void theSameSeedAndAnyOrderGiveTheSame() {
    double[][] values = CompositeTest.random(new Random(46), 40, 3);
    double[][] turned = new double[40][];
    for (int i = 0; i < 40; i++) {
      turned[39 - i] = values[i];
    }
    Sensitivity one = drawn(values, 9);
    Sensitivity again = drawn(values, 9);
    Sensitivity reversed = drawn(turned, 9);
    assertThat(again.best()).containsExactly(one.best());
    assertThat(again.median()).containsExactly(one.median());
    assertThat(again.worst()).containsExactly(one.worst());
    for (int i = 0; i < 40; i++) {
      assertThat(reversed.best()[39 - i]).isEqualTo(one.best()[i]);
      assertThat(reversed.worst()[39 - i]).isEqualTo(one.worst()[i]);
    }
    assertThat(drawn(values, 10).worst()).isNotEqualTo(one.worst());
  }

  /** 20 million places are kept: 200,000 regions leave room for 100 ways. */
  @Test
  void manyRegionsHaveFewerDraws() {
    double[][] values = CompositeTest.random(new Random(47), 200_000, 2);
    Sensitivity places =
        Composite.sensitivity(
            values,
            CompositeTest.up(2),
            Normalisation.MIN_MAX,
            List.of(Aggregation.TOPSIS),
            List.of(new double[] {1, 1}),
            1000,
            3);
    assertThat(places.draws()).isEqualTo(97);
    assertThat(places.best()).hasSize(200_000).contains(1);
  }

  @Test
  void refusals() {
    double[][] values = {{1, 2, 3}};
    assertThat(drawn(values, 1).worst()).containsExactly(1);
    assertThat(drawn(new double[0][], 1).worst()).isEmpty();
    assertThatThrownBy(
            () ->
                Composite.sensitivity(
                    values, CompositeTest.up(3), Normalisation.RANK, List.of(), List.of(), 5, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 aggregations");
    assertThatThrownBy(
            () ->
                Composite.sensitivity(
                    values,
                    CompositeTest.up(3),
                    Normalisation.RANK,
                    ALL,
                    List.of(new double[] {0, 0, 0}),
                    5,
                    1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sum above 0");
  }

  private static Sensitivity drawn(double[][] values, long seed) {
    return Composite.sensitivity(
        values, CompositeTest.up(3), Normalisation.Z_SCORE, ALL, List.of(EQUAL), 50, seed);
  }
}
