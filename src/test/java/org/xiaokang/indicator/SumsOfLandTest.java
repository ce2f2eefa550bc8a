package org.xiaokang.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.indicator.IndicatorValue.Origin;

/**
 * What must hold of any history of splits and merges: whatever the codes under which the land is
 * reported, each piece of it is in the sum once. The oracle knows pieces of land and their people,
 * and nothing of codes.
 */
class SumsOfLandTest {
  private static final int HISTORIES = 30;
  private static final int FIRST = 2000;
  private static final int LAST = 2010;
  private static final String METRICS =
      Declared.metric("people", "person", "stock", "{rule: sum, reason: a test}");
  private static final String INDICATORS =
      Declared.indicator("it", "person", "x: {metric: people}", "x")
          + "    roll_up: {min_coverage: 0}\n";

  @TempDir private Path folder;

  /** A region for some years, and the pieces of land it is made of. */
  private record Spell(String code, String parent, int from, Set<Integer> land) {}

  /** Regions that are the same land as one, or as several. */
  private record Same(Set<String> one, Set<String> others) {}

  private static final class World {
    final Random random;
    final Map<Integer, Integer> people = new TreeMap<>();
    final Map<String, Spell> all = new LinkedHashMap<>();
    final Map<String, Integer> ended = new HashMap<>();
    final Map<String, String> successors = new HashMap<>();
    final List<Same> same = new ArrayList<>();
    final List<String> parents = List.of("P1", "P2", "P3");

    World(int seed) {
      random = new Random(seed);
      for (String parent : parents) {
        for (int i = 0; i < 2 + random.nextInt(2); i++) {
          Set<Integer> land = new TreeSet<>();
          for (int piece = 0; piece < 6; piece++) {
            people.put(people.size(), 1 + random.nextInt(1000));
            land.add(people.size() - 1);
          }
          begin(parent, FIRST, land);
        }
      }
      for (int year = FIRST; year < LAST; year++) {
        if (random.nextBoolean()) {
          divide(year);
        } else {
          join(year);
        }
      }
    }

    String begin(String parent, int from, Set<Integer> land) {
      String code = "r%02d".formatted(all.size());
      all.put(code, new Spell(code, parent, from, land));
      return code;
    }

    List<Spell> valid(int year) {
      return all.values().stream()
          .filter(one -> one.from() <= year && ended.getOrDefault(one.code(), LAST) >= year)
          .toList();
    }

    void divide(int year) {
      List<Spell> some =
          valid(year).stream().filter(one -> one.from() <= year && one.land().size() > 1).toList();
      Spell old = some.get(random.nextInt(some.size()));
      List<Integer> pieces = new ArrayList<>(old.land());
      java.util.Collections.shuffle(pieces, random);
      int cut = 1 + random.nextInt(pieces.size() - 1);
      String elsewhere = random.nextInt(4) == 0 ? parents.get(random.nextInt(3)) : old.parent();
      String one = begin(old.parent(), year + 1, new TreeSet<>(pieces.subList(0, cut)));
      String other = begin(elsewhere, year + 1, new TreeSet<>(pieces.subList(cut, pieces.size())));
      ended.put(old.code(), year);
      successors.put(old.code(), one + ";" + other);
      same.add(new Same(Set.of(old.code()), Set.of(one, other)));
    }

    void join(int year) {
      List<Spell> some = valid(year);
      Spell one = some.get(random.nextInt(some.size()));
      List<Spell> beside =
          some.stream().filter(s -> s.parent().equals(one.parent()) && !s.equals(one)).toList();
      if (beside.isEmpty()) {
        return;
      }
      Spell other = beside.get(random.nextInt(beside.size()));
      Set<Integer> land = new TreeSet<>(one.land());
      land.addAll(other.land());
      String joined = begin(one.parent(), year + 1, land);
      for (Spell old : List.of(one, other)) {
        ended.put(old.code(), year);
        successors.put(old.code(), joined);
      }
      same.add(new Same(Set.of(joined), Set.of(one.code(), other.code())));
    }

    String table() {
      StringBuilder table =
          new StringBuilder("code,name,level,parent,valid_from,valid_to,successors\nP,P,top,,,,\n");
      parents.forEach(parent -> table.append("%1$s,%1$s,middle,P,,,\n".formatted(parent)));
      for (Spell one : all.values()) {
        Integer end = ended.get(one.code());
        table.append(
            "%1$s,%1$s,low,%2$s,%3$s,%4$s,%5$s\n"
                .formatted(
                    one.code(),
                    one.parent(),
                    one.from() == FIRST ? "" : one.from() + "-01-01",
                    end == null ? "" : end + "-12-31",
                    successors.getOrDefault(one.code(), "")));
      }
      return table.toString();
    }

    int sum(Set<Integer> land) {
      return land.stream().mapToInt(piece -> Objects.requireNonNull(people.get(piece))).sum();
    }

    int sumOf(String parent, int year) {
      Set<Integer> land = new TreeSet<>();
      for (Spell one : valid(year)) {
        if (parent.equals("P") || one.parent().equals(parent)) {
          land.addAll(one.land());
        }
      }
      return sum(land);
    }

    /** Codes that are all of the land, of this year and of any other. */
    Set<String> cover(int year, int steps) {
      Set<String> codes = new TreeSet<>();
      valid(year).forEach(one -> codes.add(one.code()));
      for (int step = 0; step < steps; step++) {
        Same next = same.get(random.nextInt(same.size()));
        boolean isForth = random.nextBoolean();
        Set<String> from = isForth ? next.one() : next.others();
        if (codes.containsAll(from)) {
          codes.removeAll(from);
          codes.addAll(isForth ? next.others() : next.one());
        }
      }
      return codes;
    }
  }

  private Map<String, IndicatorValue> sums(
      Catalogue catalogue, World world, int year, Set<String> codes) {
    Observed observed = new Observed();
    for (String code : codes) {
      LocalDate day = LocalDate.of(year, 12, 31);
      assertThat(catalogue.regions().resolve(code, day).area()).isEqualTo(code);
      int people = world.sum(Objects.requireNonNull(world.all.get(code)).land());
      observed.year(code, "people", year, String.valueOf(people));
    }
    Map<String, IndicatorValue> sums = new TreeMap<>();
    for (IndicatorValue value : InMemory.values(catalogue, observed.observations())) {
      if (value.origin() == Origin.AGGREGATED) {
        sums.put(value.refArea(), value);
      }
    }
    return sums;
  }

  @Test
  void aParentsSumIsTheSumOverItsLand() {
    int standIns = 0;
    int wholes = 0;
    for (int seed = 0; seed < HISTORIES; seed++) {
      World world = new World(seed);
      Catalogue catalogue = Declared.catalogue(folder, METRICS, INDICATORS, world.table());
      for (int year = FIRST; year <= LAST; year += 2) {
        Set<String> codes = world.cover(year, world.random.nextInt(40));
        Map<String, IndicatorValue> sums = sums(catalogue, world, year, codes);
        String what = "history %d, %d, under %s\n%s".formatted(seed, year, codes, world.table());
        IndicatorValue top = Objects.requireNonNull(sums.get("P"), what);
        assertThat(top.value()).as(what).isEqualTo(world.sumOf("P", year));
        assertThat(top.flags()).as(what).isEmpty();
        for (String parent : world.parents) {
          IndicatorValue value = sums.get(parent);
          if (value != null && value.flags().isEmpty() && value.value() != null) {
            assertThat(value.value())
                .as(parent + " of " + what)
                .isEqualTo(world.sumOf(parent, year));
            wholes++;
          }
        }
        standIns += Objects.requireNonNull(top.coverage()).standIns().size();
        for (String parent : world.parents) {
          IndicatorValue value = sums.get(parent);
          standIns +=
              value == null ? 0 : Objects.requireNonNull(value.coverage()).standIns().size();
        }
      }
    }
    assertThat(standIns).isGreaterThan(60);
    assertThat(wholes).isGreaterThan(150);
  }

  /** What is reported twice, under the old code and the new, is in no sum twice. */
  @Test
  void whatIsReportedUnderSeveralCodesCountsOnce() {
    int wholes = 0;
    for (int seed = 0; seed < HISTORIES; seed++) {
      World world = new World(seed);
      Catalogue catalogue = Declared.catalogue(folder, METRICS, INDICATORS, world.table());
      for (int year = FIRST; year <= LAST; year += 5) {
        Set<String> codes = world.cover(year, world.random.nextInt(40));
        codes.addAll(world.cover(year, world.random.nextInt(40)));
        Map<String, IndicatorValue> sums = sums(catalogue, world, year, codes);
        for (Map.Entry<String, IndicatorValue> sum : sums.entrySet()) {
          boolean isParent = sum.getKey().startsWith("P");
          if (isParent && sum.getValue().flags().isEmpty() && sum.getValue().value() != null) {
            assertThat(sum.getValue().value())
                .as(
                    "history %d, %d, %s under %s\n%s",
                    seed, year, sum.getKey(), codes, world.table())
                .isEqualTo(world.sumOf(sum.getKey(), year));
            wholes++;
          } else if (isParent && sum.getValue().value() != null) {
            assertThat(sum.getValue().value()).isLessThanOrEqualTo(world.sumOf(sum.getKey(), year));
          }
        }
      }
    }
    assertThat(wholes).isGreaterThan(150);
  }
}
