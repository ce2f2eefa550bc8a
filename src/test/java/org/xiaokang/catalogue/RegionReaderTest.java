package org.xiaokang.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.catalogue.Resolution.Match;

/** Tables of regions in both layouts, and what may be wrong in them. */
class RegionReaderTest {
  @TempDir private Path folder;

  private static LocalDate end(int year) {
    return LocalDate.of(year, 12, 31);
  }

  private Path file(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> problems(Path... files) {
    Problems problems = new Problems();
    RegionReader.read(List.of(files), problems);
    try {
      problems.throwIfAny();
      return List.of();
    } catch (DefinitionException e) {
      return e.problems().stream()
          .map(p -> Path.of(p.file()).getFileName() + ":" + p.line() + " " + p.message())
          .toList();
    }
  }

  private List<String> problemsOf(String text) {
    return problems(file("broken.csv", text));
  }

  @Test
  void whatIsWrongInATableIsSaid() {
    String head = "code,name,name_en,level,parent,valid_from,valid_to,successors,children\n";
    assertThat(
            problemsOf(
                head
                    + "A,a,a,county,Z,2000-01-01,1999-01-01,,x\n"
                    + "B,b,b,county,,1990-01-01,2000-12-31,A:0.6;B:0.3,\n"
                    + "B,c,c,county,,2000-01-01,,Y,\n"
                    + "C,c,c,county,,,,A:0.6;B,\n"
                    + "D,d,d,county,,1.1.2000,,A:1.5;;B:0,\n"))
        .contains(
            "broken.csv:2 parent 'Z' of 'A' is not in the table",
            "broken.csv:2 valid_from of 'A' is after its valid_to",
            "broken.csv:2 children 'x' is no number; expected one like 18, ? or blank",
            "broken.csv:4 'B' means b and c at the same time; end one spell before the other begins",
            "broken.csv:4 successor 'Y' of 'B' is not in the table",
            "broken.csv:5 successors 'A:0.6;B': either each has a weight (411701:0.6;411702:0.4) or"
                + " none",
            "broken.csv:6 valid_from '1.1.2000' is no date; expected one like 2020-12-31",
            "broken.csv:6 weight '1.5' of a successor must be above 0 and at most 1, such as 0.6")
        .anySatisfy(
            p -> assertThat(p).startsWith("broken.csv:3 the weights").contains("expected 1"));
    assertThat(problemsOf("code,name,level\nA,a,county\n"))
        .singleElement()
        .asString()
        .startsWith("broken.csv:1 ")
        .contains("lacks [parent, valid_from, valid_to, successors]", "name_en", "prefecture");
  }

  @Test
  void aRegionBelowItselfIsSaid() {
    String head = "code,name,name_en,level,parent,valid_from,valid_to,successors,children\n";
    assertThat(problemsOf(head + "A,a,a,county,A,,,,\n"))
        .containsExactly("broken.csv:2 'A' lies below itself: A below A; correct a parent");
    assertThat(
            problemsOf(
                head
                    + "A,a,a,county,B,,1999-12-31,,\n" // turned round in 2000: no circle
                    + "B,b,b,county,,,1999-12-31,,\n"
                    + "A,a,a,county,,2000-01-01,,,\n"
                    + "B,b,b,county,A,2000-01-01,2009-12-31,,\n"
                    + "B,b,b,county,C,2010-01-01,,,\n"
                    + "C,c,c,county,B,,,,\n"))
        .containsExactly("broken.csv:6 'B' lies below itself: B below C below B; correct a parent");
  }

  @Test
  void moreRegionsAreExpectedBelowThanAreStatedWhereMoreAreListed() {
    String table =
        """
        code,name,level,parent,valid_from,valid_to,successors,children
        P,p,province,,,,,2
        A,a,county,P,,,,
        B,b,county,P,,2010-12-31,,
        C,c,county,P,2010-01-01,,,
        """;
    Regions regions = RegionReader.read(List.of(file("own.csv", table)), new Problems());
    assertThat(regions.expectedChildren("P", end(2010))).hasValue(3);
    assertThat(regions.expectedChildren("P", end(2020))).hasValue(2);
  }

  @Test
  void aYearlyListIsReadAndContradictionsAreSaid() {
    String yearly =
        """
        code,level,name,province,prefecture,status,valid_from,valid_to,successors
        410000,1,河南省,河南省,,current,1981,,
        412800,2,驻马店地区,河南省,驻马店地区,retired,1981,2000,411700
        411700,2,驻马店市,河南省,驻马店市,current,2000,,
        412825,3,上蔡县,河南省,驻马店地区,retired,1981,2000,411722
        411722,3,上蔡县,河南省,驻马店市,current,2000,,411700[2010]
        419001,3,济源市,河南省,直辖,current,1996,,
        """;
    Path list = file("yearly.csv", yearly);
    Regions regions = RegionReader.read(List.of(list), new Problems());
    assertThat(problems(list)).isEmpty();
    Region old = regions.spell("412825", end(1999)).orElseThrow();
    assertThat(old.validFrom()).isEqualTo("1981-01-01");
    assertThat(old.validTo()).isEqualTo("1999-12-31");
    assertThat(old.parent()).isEqualTo("412800");
    assertThat(regions.parent("419001", end(2020))).hasValue("410000");
    assertThat(regions.parent("410000", end(2020))).isEmpty();
    assertThat(regions.resolve("411722", end(2020)).match()).isEqualTo(Match.SAME);
    assertThat(problemsOf(yearly.replace("current,1996", "retired,1996")))
        .singleElement()
        .asString()
        .isEqualTo(
            "broken.csv:7 status 'retired' contradicts valid_to '': a current code has none, any"
                + " other has one");
  }

  @Test
  void theFirstFileThatDescribesACodeIsTaken() {
    Path own =
        file(
            "own.csv",
            """
            code,name,level,parent,valid_from,valid_to,successors
            100000,中国,country,,,,
            410000,河南,province,100000,1990-01-01,,
            """);
    Path list =
        file(
            "list.csv",
            """
            code,level,name,province,prefecture,status,valid_from,valid_to,successors
            410000,1,河南省,河南省,,current,1981,,
            420000,1,湖北省,湖北省,,current,1981,,
            """);
    Problems problems = new Problems();
    Regions regions = RegionReader.read(List.of(own, list), problems);
    assertThat(problems.isEmpty()).isTrue();
    assertThat(regions.spells()).extracting(Region::name).containsExactly("中国", "河南", "湖北省");
    assertThat(regions.spell("410000", end(1985))).isEmpty();
    assertThat(regions.parent("420000", end(2020))).hasValue("100000");
  }

  @Test
  void neighboursAndFurtherColumnsAreKept() {
    Path own =
        file(
            "own.csv",
            """
            code,name,level,parent,valid_from,valid_to,successors,neighbours,zone,poor,
            A,a,county,,,,,B; C;B;,east,yes,x
            B,b,county,,,,,,, ,
            C,c,county,,,,,A,west,,
            """);
    Problems problems = new Problems();
    List<Region> regions = RegionReader.read(List.of(own), problems).spells();
    problems.throwIfAny();
    assertThat(regions)
        .extracting(Region::neighbours)
        .containsExactly(List.of("B", "C"), List.of(), List.of("A"));
    assertThat(regions)
        .extracting(Region::attributes)
        .containsExactly(Map.of("zone", "east", "poor", "yes"), Map.of(), Map.of("zone", "west"));
  }

  @Test
  void aYearlyListMayHaveTheFurtherColumnsToo() {
    Path list =
        file(
            "yearly.csv",
            """
            code,level,name,province,prefecture,status,valid_from,valid_to,successors,name_en,children,neighbours,zone
            410000,1,河南省,河南省,,current,1981,,,Henan,18,420000,central
            420000,1,湖北省,湖北省,,current,1981,,,,,410000,
            419001,3,济源市,河南省,直辖,current,1996,,,Jiyuan,0,,north
            411722,3,上蔡县,河南省,直辖,current,2000,,,,,,
            """);
    Problems problems = new Problems();
    List<Region> regions = RegionReader.read(List.of(list), problems).spells();
    problems.throwIfAny();
    assertThat(regions).extracting(Region::nameEn).containsExactly("Henan", "湖北省", "Jiyuan", "上蔡县");
    assertThat(regions)
        .extracting(Region::children)
        .containsExactly(18, Region.LISTED, 0, Region.NOT_KNOWN);
    assertThat(regions)
        .extracting(Region::neighbours)
        .containsExactly(List.of("420000"), List.of("410000"), List.of(), List.of());
    assertThat(regions)
        .extracting(Region::attributes)
        .containsExactly(Map.of("zone", "central"), Map.of(), Map.of("zone", "north"), Map.of());
  }

  @Test
  void slipsOfFurtherColumnsAreTold() {
    String head = "code,name,level,parent,valid_from,valid_to,successors,";
    assertThat(problemsOf(head + "neighbours\nA,a,county,,,,,A;X\nB,b,county,,,,,A\n"))
        .containsExactly(
            "broken.csv:2 'A' is listed as its own neighbour; list the others only",
            "broken.csv:2 neighbour 'X' of 'A' is not in the table");
    assertThat(problemsOf(head + "childern,zone\nA,a,county,,,,,3,east\n"))
        .containsExactly(
            "broken.csv:1 column 'childern' is no attribute: did you mean 'children'?; other columns"
                + " describe regions");
    // beside the column itself, a similar name is meant
    assertThat(problemsOf(head + "name_en,name_zh\nA,a,county,,,,,a,甲\n")).isEmpty();
  }
}
