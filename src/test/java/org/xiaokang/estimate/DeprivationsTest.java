package org.xiaokang.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeprivationsTest {
  /** Three indicators of weights 2, 1, 1; four persons of weights 1, 2, 3, 4. */
  private static Deprivations four(double cutoff) {
    boolean[][] deprived = {
      {true, true, true}, {true, false, false}, {false, true, false}, {false, true, true}
    };
    return Deprivations.of(deprived, new double[] {2, 1, 1}, cutoff, new double[] {1, 2, 3, 4})
        .value()
        .orElseThrow();
  }

  @Test
  void fourPersonsGiveWhatIsComputedByHand() {
    Deprivations half = four(0.5); // scores 1, 0.5, 0.25, 0.5: all but the third are poor

    assertThat(half.headcount().value()).isCloseTo(0.7, within(1e-15));
    assertThat(half.adjustedHeadcount().value()).isCloseTo(0.4, within(1e-15));
    assertThat(half.intensity().value().orElseThrow().value()).isCloseTo(4 / 7.0, within(1e-15));
    assertThat(half.uncensored(1).value()).isCloseTo(0.8, within(1e-15));
    assertThat(half.censored(1).value()).isCloseTo(0.5, within(1e-15));
    double sum = 0;
    for (int j = 0; j < 3; j++) {
      sum += half.contribution(j).value().orElseThrow().value();
    }
    assertThat(sum).isCloseTo(1, within(1e-15));
    assertThat(half.contribution(0).value().orElseThrow().value())
        .as("0.5 * 0.3 of 0.4")
        .isCloseTo(0.375, within(1e-15));
  }

  @Test
  void oneThirdOfElevenEqualIndicatorsIsReachedInSpiteOfRounding() {
    boolean[][] three = new boolean[1][11];
    three[0][2] = three[0][5] = three[0][9] = true;
    double[] equal = new double[11];
    Arrays.fill(equal, 1);
    assertThat(
            Deprivations.of(three, equal, 3.0 / 11, new double[] {1})
                .value()
                .orElseThrow()
                .headcount()
                .value())
        .isEqualTo(1);
    assertThat(
            Deprivations.of(three, equal, 4.0 / 11, new double[] {1})
                .value()
                .orElseThrow()
                .headcount()
                .value())
        .isZero();
  }

  @Test
  void whereNobodyIsPoorIntensityIsNone() {
    Deprivations none =
        Deprivations.of(new boolean[1][2], new double[] {1, 1}, 1, new double[] {1})
            .value()
            .orElseThrow();
    assertThat(none.intensity().reason()).contains("nobody is");
    assertThat(none.contribution(0).reason()).contains("it is 0");
    assertThat(Deprivations.of(new boolean[1][1], new double[] {0}, 1, new double[] {1}).reason())
        .contains("above 0");
  }

  @Test
  void aChangeIsTheSumOfItsParts() {
    PovertyChange change = PovertyChange.of(0.5, 0.6, 0.3, 0.5);
    assertThat(change.total()).isCloseTo(-0.15, within(1e-15));
    assertThat(change.byHeadcount()).isCloseTo(-0.11, within(1e-15));
    assertThat(change.byIntensity()).isCloseTo(-0.04, within(1e-15));
    PovertyChange.OfGroups groups =
        PovertyChange.ofGroups(
            new double[] {0.4, 0.6},
            new double[] {0.5, 0.1},
            new double[] {0.2, 0.8},
            new double[] {0.3, 0.2});
    assertThat(groups.total()).isCloseTo((0.06 + 0.16) - (0.2 + 0.06), within(1e-15));
    assertThat(groups.within()[0]).isCloseTo(0.3 * -0.2, within(1e-15));
  }

  @Test
  void theJointShareOfTwoIsBoundedAsFrechetSays() {
    JointBounds both = JointBounds.ofAtLeast(new double[] {0.7, 0.6}, 2).value().orElseThrow();
    assertThat(both.low()).isCloseTo(0.3, within(1e-15));
    assertThat(both.high()).isCloseTo(0.6, within(1e-15));
    JointBounds one = JointBounds.ofAtLeast(new double[] {0.7, 0.6}, 1).value().orElseThrow();
    assertThat(one.low()).isCloseTo(0.7, within(1e-15));
    assertThat(one.high()).isEqualTo(1);
  }

  /** Random joint distributions never leave the bounds; each end is nearly reached by one. */
  @ParameterizedTest
  @ValueSource(longs = {3, 4, 5})
  void noJointDistributionLeavesTheBounds(long seed) {
    Random random = new Random(seed);
    for (int trial = 0; trial < 300; trial++) {
      double[] joint = random.doubles(8).map(u -> Math.pow(u, 6)).toArray();
      double all = Arrays.stream(joint).sum();
      double[] rates = new double[3];
      double[] atLeast = new double[4];
      for (int cell = 0; cell < 8; cell++) {
        for (int j = 0; j < 3; j++) {
          rates[j] += (cell >> j & 1) * joint[cell] / all;
        }
        for (int k = 0; k <= Integer.bitCount(cell); k++) {
          atLeast[k] += joint[cell] / all;
        }
      }
      for (int k = 1; k <= 3; k++) {
        JointBounds bounds = JointBounds.ofAtLeast(rates, k).value().orElseThrow();
        assertThat(atLeast[k]).isBetween(bounds.low() - 1e-12, bounds.high() + 1e-12);
      }
    }
  }

  @Test
  void boundsBetweenAllAndOneAreReached() {
    // halves: each of three pairs a third of the time would give 2/3 each; with 1/2 each: 3/4 have
    // two
    JointBounds two = JointBounds.ofAtLeast(new double[] {0.5, 0.5, 0.5}, 2).value().orElseThrow();
    assertThat(two.high()).isCloseTo(0.75, within(1e-15));
    assertThat(two.low()).as("1 - 0.75 of not having two").isCloseTo(0.25, within(1e-15));
    assertThat(JointBounds.ofAtLeast(new double[] {0.5}, 2).reason()).contains("2 of 1");
    assertThat(JointBounds.ofAtLeast(new double[] {1.5}, 1).reason()).contains("1.5");
  }
}
