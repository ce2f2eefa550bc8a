package org.xiaokang.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Comparison;
import org.xiaokang.catalogue.Criterion;
import org.xiaokang.catalogue.Names;
import org.xiaokang.catalogue.RuleSet;
import org.xiaokang.catalogue.Unit;
import org.xiaokang.ingest.Observation;
import org.xiaokang.source.CatalystFormulas;

/** The smallest correction that turns a verdict, against counting up to it. */
class BreakingPointsTest {
  private static final List<String> METRICS =
      List.of(
          "registered_poor_population",
          "exit_sample_wrong_exits",
          "exit_sample_lifted",
          "poor_population_lifted",
          "exit_sample_missed",
          "exit_sample_not_registered",
          "rural_population_not_registered",
          "rural_population",
          "exit_sample_households_recognising",
          "exit_sample_households_asked");

  /** How far is counted. */
  private static final int FAR = 2500;

  @TempDir private Path folder;

  /**
   * A county by its figures, in the order of {@link #METRICS}.
   *
   * @param step in the last printed place of the first; of all others 1, and they are counted
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record County(long[] figures, long step) {
    County with(int figure, long steps) {
      long[] other = figures.clone();
      other[figure] += steps * (figure == 0 ? step : 1);
      return new County(other, step);
    }

    /** By hand: -1 not met, 0 not decidable, 1 met; whole numbers only, so that ties are ties. */
    int verdict(long incidenceBelow) {
      long half = step == 1 ? 0 : step / 2;
      int[] all = {
        Math.min(incidence(figures[0] + half, incidenceBelow) > 0 ? 1 : 0, 1),
        rate(figures[1], figures[2]),
        rate(figures[4], figures[5]),
        figures[9] == 0 ? 0 : 100 * figures[8] >= 90 * figures[9] ? 1 : -1
      };
      if (all[0] == 0 && incidence(Math.max(0, figures[0] - half), incidenceBelow) < 0) {
        all[0] = -1;
      }
      boolean open = false;
      for (int one : all) {
        if (one < 0) {
          return -1;
        }
        open |= one == 0;
      }
      return open ? 0 : 1;
    }

    private static int rate(long found, long of) {
      return of == 0 ? 0 : 100 * found < 2 * of ? 1 : -1;
    }

    /** 1: below; -1: not; 0: a divisor is zero. */
    private int incidence(long left, long below) {
      long[] f = figures;
      if (f[2] == 0 || f[5] == 0 || f[7] == 0) {
        return 0;
      }
      long poor = left * f[2] * f[5] + f[1] * f[3] * f[5] + f[4] * f[6] * f[2];
      return 100 * poor < below * f[7] * f[2] * f[5] ? 1 : -1;
    }
  }

  private static County made(Random random) {
    long population = 2000L + random.nextInt(4000);
    long lifted = random.nextInt(600);
    long sampled = 50L + random.nextInt(250);
    long others = 50L + random.nextInt(250);
    long asked = 20L + random.nextInt(200);
    long step = random.nextBoolean() ? 1 : 10;
    long[] figures = {
      (long) random.nextInt(90) / step * step,
      random.nextInt(6),
      sampled,
      lifted,
      random.nextInt(6),
      others,
      population - lifted,
      population,
      asked - random.nextInt((int) asked / 8 + 1),
      asked
    };
    return new County(figures, step);
  }

  private static List<Observation> printed(StatedRows rows, County county) {
    for (int i = 0; i < METRICS.size(); i++) {
      String unit = METRICS.get(i).contains("households") ? "户" : "人";
      String value = String.valueOf(county.figures()[i]);
      if (i == 0 && county.step() == 10) {
        unit = "千人";
        value = BigDecimal.valueOf(county.figures()[0] / 10, 2).toPlainString();
      }
      String kind = i == 3 ? "cumulative" : "point";
      rows.add("C", METRICS.get(i), value, unit, 2018, "period_kind", kind);
    }
    return rows.observations();
  }

  @Test
  void aThousandMadeUpCountiesTurnWhereCountingUpToItSays() {
    Catalogue catalogue =
        StatedRows.projects(
            folder,
            "code,name,level,parent,valid_from,valid_to,successors\nC,甲县,county,510000,,,\n");
    Assessor assessor = new Assessor(catalogue);
    StatedRows rows = StatedRows.under(catalogue);
    Random random = new Random(20161216);
    Map<Integer, Integer> verdicts = new HashMap<>();
    int turned = 0;
    for (int n = 0; n < 1000; n++) {
      County county = made(random);
      int now = county.verdict(3);
      verdicts.merge(now, 1, Integer::sum);
      AssessmentRow whole =
          assessor.rows(printed(rows.afresh(), county), List.of()).stream()
              .filter(row -> row.criterion().equals(AssessmentRow.WHOLE))
              .findFirst()
              .orElseThrow();
      assertThat(sign(Objects.requireNonNull(whole.verdict()))).as("county %d", n).isEqualTo(now);
      if (now == 0) {
        assertThat(whole.turning()).isEmpty();
        continue;
      }
      Map<String, BreakingPoint> points = new HashMap<>();
      whole.turning().forEach(point -> points.put(point.metric(), point));
      for (int i = 0; i < METRICS.size(); i++) {
        long counted = counted(county, i, now);
        BreakingPoint point = points.get(METRICS.get(i));
        String about = "county %d, %s".formatted(n, METRICS.get(i));
        if (counted == 0) {
          assertThat(point == null || steps(point) > FAR).as(about).isTrue();
        } else {
          turned++;
          BreakingPoint found = Objects.requireNonNull(point, about);
          assertThat(steps(found)).as(about).isEqualTo(Math.abs(counted));
          assertThat(found.method()).as(about).isEqualTo(BreakingPoint.Method.EXACT);
          long side = found.corrected().compareTo(found.printed()) < 0 ? -1 : 1;
          assertThat(sign(found.turnsTo()))
              .as(about)
              .isEqualTo(county.with(i, side * steps(found)).verdict(3));
        }
      }
    }
    assertThat(verdicts.get(1)).isGreaterThan(100);
    assertThat(verdicts.get(-1)).isGreaterThan(100);
    assertThat(turned).isGreaterThan(3000);
  }

  private static long steps(BreakingPoint point) {
    return point.corrected().subtract(point.printed()).abs().divide(point.step()).longValueExact();
  }

  private static int sign(AssessmentVerdict verdict) {
    return switch (verdict) {
      case MET -> 1;
      case NOT_MET -> -1;
      case NOT_DECIDABLE -> 0;
    };
  }

  /** The fewest steps that turn the verdict, up or down; 0 where none do. */
  private static long counted(County county, int figure, int now) {
    for (long steps = 1; steps <= FAR; steps++) {
      if (county.with(figure, steps).verdict(3) != now) {
        return steps;
      }
      County less = county.with(figure, -steps);
      if (less.figures()[figure] >= 0 && less.verdict(3) != now) {
        return -steps;
      }
    }
    return 0;
  }

  @Test
  void whatCannotBeSolvedIsBisectedAndSaysSo() {
    Catalogue catalogue =
        StatedRows.projects(
            folder,
            "code,name,level,parent,valid_from,valid_to,successors\nC,甲县,county,510000,,,\n");
    var figure =
        StatedRows.under(catalogue)
            .add("C", "registered_poor_population", "900", "人", 2018)
            .observations()
            .get(0);
    Names name = new Names("c", "c");
    Criterion criterion =
        new Criterion(
            "c", name, Unit.of("person"), Criterion.Comparing.BELOW, List.of(), List.of());
    CriterionCase root =
        new CriterionCase(
            criterion,
            Fraction.of(40),
            new CatalystFormulas().parse("sqrt(x)"),
            List.of(Fact.stated("x", figure, PrintedFigure.of(figure, catalogue))));
    RuleSet rule =
        new RuleSet(
            "r", name, "", "", List.of(), "all", Comparison.Years.ALL, 1, List.of(criterion));
    List<BreakingPoint> points =
        new ArrayList<>(BreakingPoints.of(new RuleCase(rule, List.of(root))));
    assertThat(points).hasSize(1);
    // sqrt(1600) = 40 is not below 40; as doubles have it, which is not told from 40.
    assertThat(points.get(0).corrected()).isEqualByComparingTo("1600");
    assertThat(points.get(0).method()).isEqualTo(BreakingPoint.Method.BISECTION);
  }
}
