package org.xiaokang.catalogue;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.xiaokang.SharedData;
import org.xiaokang.catalogue.Resolution.Match;

/** The official codes of 1981 to 2024, against a walk through the plain text of their table. */
class DivisionsTest {
  private static final LocalDate TODAY = LocalDate.of(2024, 12, 31);
  private static final LocalDate IN_1993 = LocalDate.of(1993, 12, 31);

  private static List<String[]> lines;
  private static Regions regions;

  @BeforeAll
  static void read() throws IOException {
    Path file = SharedData.divisions();
    Problems problems = new Problems();
    regions = RegionReader.read(List.of(file), problems);
    problems.throwIfAny();
    lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      lines.add(line.split(",", -1));
    }
    lines.remove(0);
  }

  private static LocalDate lastDay(int year) {
    return LocalDate.of(year, 12, 31);
  }

  private static List<String> codes(List<Resolution.Share> shares) {
    return shares.stream().map(Resolution.Share::code).toList();
  }

  @Test
  void aCodeIsItselfInItsFirstAndLastYear() {
    assertThat(regions.spells()).hasSize(6823).hasSameSizeAs(lines);
    for (String[] line : lines) {
      int first = Integer.parseInt(line[6]);
      int last = line[7].isEmpty() ? 2024 : Integer.parseInt(line[7]) - 1;
      for (int year : new int[] {first, last}) {
        Resolution resolution = regions.resolve(line[0], lastDay(year));
        assertThat(resolution.match()).as(line[0] + " in " + year).isEqualTo(Match.SAME);
        assertThat(codes(resolution.areas())).containsExactly(line[0]);
        assertThat(regions.spell(line[0], lastDay(year)).map(Region::name)).hasValue(line[2]);
      }
    }
  }

  @Test
  void everyRetiredCodeLeadsWhereAWalkThroughTheYearsLeads() {
    Map<String, String[]> endings = new HashMap<>();
    lines.forEach(line -> endings.put(line[0] + line[7], line));
    int retired = 0;
    for (String[] line : lines) {
      if (line[7].isEmpty()) {
        continue;
      }
      Set<String> walked = walk(line, endings);
      Region spell = regions.spell(line[0], lastDay(Integer.parseInt(line[6]))).orElseThrow();
      Resolution ofSpell = regions.reading(spell, TODAY).resolution();
      assertThat(codes(ofSpell.candidates()))
          .as(line[0] + " " + line[2])
          .containsExactlyElementsOf(walked);
      if (line[5].equals("retired")) {
        retired++;
        assertThat(regions.resolve(line[0], TODAY)).isEqualTo(ofSpell);
        assertThat(ofSpell.match())
            .as(line[0])
            .isIn(
                switch (walked.size()) {
                  case 0 -> Set.of(Match.ENDED);
                  case 1 -> Set.of(Match.SUCCESSOR, Match.MERGED, Match.SPLIT);
                  default -> Set.of(Match.SPLIT);
                });
        assertThat(ofSpell.note()).contains(line[2]);
      }
    }
    assertThat(retired).isEqualTo(3237);
  }

  /** Year by year, each code that ends is replaced by those its line names. */
  private static Set<String> walk(String[] start, Map<String, String[]> endings) {
    Set<String> here = new TreeSet<>(Set.of(start[0]));
    for (int year = Integer.parseInt(start[7]); year <= 2024; year++) {
      Set<String> next = new TreeSet<>();
      for (String code : here) {
        String[] ending = endings.get(code + year);
        if (ending == null) {
          next.add(code);
        } else {
          for (String named : ending[8].split(";", -1)) {
            if (!named.isEmpty() && !named.contains("[")) {
              next.add(named);
            }
          }
        }
      }
      here = next;
    }
    return here;
  }

  @Test
  void twentyNineNamesWereSharedBySixtySixCodesIn2020() {
    Map<String, Integer> bearers = new HashMap<>();
    regions.spells().stream()
        .filter(region -> region.isValid(lastDay(2020)))
        .forEach(region -> bearers.merge(region.name(), 1, Integer::sum));
    bearers.values().removeIf(count -> count == 1);
    assertThat(bearers).hasSize(29);
    assertThat(bearers.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(66);
  }

  @Test
  void aCountyMovesBetweenProvincesAndStaysOneSeries() {
    assertThat(regions.resolve("412825", TODAY).area()).isEqualTo("411722");
    assertThat(regions.resolve("411722", IN_1993).area()).isEqualTo("412825");
    assertThat(regions.resolve("411722", IN_1993).match()).isEqualTo(Match.PREDECESSOR);
    assertThat(regions.resolve("512325", TODAY).area()).isEqualTo("500240");
    assertThat(regions.resolve("512325", TODAY).note())
        .isEqualTo(
            "512325 石柱土家族自治县 became 513521 石柱土家族自治县 in 1988, which became 500240 石柱土家族自治县"
                + " in 1997");
    for (int year : new int[] {1981, 1983, 1988, 1997, 2024}) {
      String code = requireNonNull(regions.resolve("500240", lastDay(year)).area());
      assertThat(regions.panel(code, lastDay(year))).as("" + year).isEqualTo("500240");
    }
    assertThat(province("513521", 1996)).hasValue("四川省");
    assertThat(province("500240", 1997)).hasValue("重庆市");
    assertThat(regions.parent("513521", lastDay(1996))).hasValue("513500");
    assertThat(regions.parent("500000", TODAY)).isEmpty();
  }

  private static Optional<String> province(String code, int year) {
    Optional<String> above = regions.parent(code, lastDay(year));
    return above
        .filter(parent -> parent.endsWith("0000"))
        .or(() -> above.flatMap(parent -> regions.parent(parent, lastDay(year))))
        .map(parent -> regions.name(parent, lastDay(year)));
  }

  @Test
  void aReusedCodeIsTwoSeriesAndBetweenThemAmbiguous() {
    assertThat(regions.panel("419003", lastDay(1989))).isEqualTo("419001");
    assertThat(regions.panel("410881", lastDay(1995))).isEqualTo("419001");
    assertThat(regions.panel("419001", lastDay(2019))).isEqualTo("419001");
    assertThat(regions.panel("419001", lastDay(1989))).isEqualTo("411281");
    Resolution between = regions.resolve("419001", IN_1993);
    assertThat(between.match()).isEqualTo(Match.AMBIGUOUS);
    assertThat(between.areas()).isEmpty();
    assertThat(codes(between.candidates())).containsExactly("410881", "411281");
    assertThat(between.note()).isEqualTo("419001 was 义马市 until 1989 and is 济源市 from 1996");
  }

  @Test
  void aMergedDistrictIsPartOfItsSuccessorAndNoSeriesWithIt() {
    Resolution merged = regions.resolve("110104", TODAY);
    assertThat(merged.match()).isEqualTo(Match.MERGED);
    assertThat(merged.area()).isEqualTo("110102");
    assertThat(merged.note()).isEqualTo("110104 宣武区 became part of 110102 西城区 in 2010");
    assertThat(regions.panel("110104", lastDay(2009))).isEqualTo("110104");
    assertThat(regions.panel("110102", lastDay(2009))).isEqualTo("110102");
  }

  @Test
  void childrenAreCountedAsOfTheDay() {
    assertThat(regions.expectedChildren("410000", TODAY)).hasValue(18);
    assertThat(regions.children("500000", TODAY)).hasSize(38).contains("500240");
    assertThat(regions.expectedChildren("412800", lastDay(1999))).hasValue(10);
    assertThat(regions.expectedChildren("411722", TODAY)).isEmpty();
    assertThat(regions.expectedChildren("500000", lastDay(1996))).isEmpty();
  }

  @Test
  void betweenTwoTurningPointsNothingChanges() {
    for (Region region : regions.spells()) {
      Set<LocalDate> turns = regions.turningPoints(region.code());
      for (int year = 1981; year <= 2024; year++) {
        if (!turns.contains(LocalDate.of(year, 1, 1))) {
          assertThat(regions.readings(region.code(), lastDay(year)))
              .as(region.code() + " in " + year)
              .isEqualTo(regions.readings(region.code(), lastDay(year - 1)));
        }
      }
    }
  }

  /** What the project's own table states about regions that it does not list. */
  @Test
  void theChildrenThatTheProjectsTableStatesAreThoseOfTheOfficialList() {
    Problems problems = new Problems();
    Regions own = RegionReader.read(List.of(Path.of("conf/regions.csv")), problems);
    problems.throwIfAny();
    int stated = 0;
    for (Region region : own.spells()) {
      if (region.children() >= 0) {
        stated++;
        LocalDate day = region.clamp(TODAY);
        assertThat(regions.children(region.code(), day))
            .as(region.code())
            .hasSize(region.children());
      }
    }
    assertThat(stated).isEqualTo(40);
    // National statistics leave out three of the 34; groups of provinces are no further children.
    assertThat(own.expectedChildren("100000", TODAY)).hasValue(31);
    assertThat(own.children("100000", TODAY)).contains("710000", "810000", "820000");
  }

  @Test
  void theProjectsTableGoesWithTheOfficialList() {
    for (List<Path> files :
        List.of(
            List.of(Path.of("conf/regions.csv"), SharedData.divisions()),
            List.of(SharedData.divisions(), Path.of("conf/regions.csv")))) {
      Problems problems = new Problems();
      Regions both = RegionReader.read(files, problems);
      problems.throwIfAny();
      assertThat(both.parent("430000", TODAY)).hasValue("100000");
      assertThat(both.parent("431024-shiqiao", IN_1993.minusYears(5))).hasValue("432826");
      assertThat(both.resolve("412825", TODAY).area()).isEqualTo("411722");
      assertThat(both.panel("512325", lastDay(1985))).isEqualTo("500240");
    }
  }
}
