package org.xiaokang.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.catalogue.Resolution.Match;
import org.xiaokang.catalogue.Resolution.Share;

class RegionsTest {
  /**
   * A goes on as B; C and D merge into E; F is divided with weights, G without; H ends; R is two.
   */
  private static final String TABLE =
      """
      code,name,name_en,level,parent,valid_from,valid_to,successors,children
      P,省,Province,province,,,,,7
      Q,地区,Prefecture,prefecture,P,,1999-12-31,Q2,?
      Q2,市,City,prefecture,P,2000-01-01,,,
      A,甲县,Jia,county,Q,1981-01-01,1999-12-31,B,
      B,甲县,Jia,county,Q2,2000-01-01,2009-12-31,B,
      B,甲市,Jia City,county,Q2,2010-01-01,,,
      C,丙,C,county,Q2,,2004-12-31,E,
      D,丁,D,county,Q2,,2004-12-31,E,
      E,戊,E,county,Q2,2005-01-01,,,
      F,己,F,county,Q2,,2004-12-31,F1:0.6;F2:0.4,
      F1,己一,F1,county,Q2,2005-01-01,2014-12-31,B:0.5;F2:0.5,
      F2,己二,F2,county,Q2,2005-01-01,,,
      G,庚,G,county,Q2,,2004-12-31,B;E,
      H,辛,H,county,Q2,,2004-12-31,,
      R,壬,R,county,Q,1981-01-01,1989-12-31,A,
      R,癸,S,county,Q2,2001-01-01,,,
      T,村,T,village,A,,,,
      """;

  @TempDir private Path folder;

  private static LocalDate end(int year) {
    return LocalDate.of(year, 12, 31);
  }

  private Regions regions() {
    Problems problems = new Problems();
    Regions regions = RegionReader.read(List.of(file("regions.csv", TABLE)), problems);
    problems.throwIfAny();
    return regions;
  }

  private Path file(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aCodeFollowsItsRegionThroughTime() {
    Regions regions = regions();
    assertThat(regions.resolve("A", end(1990))).isEqualTo(Resolution.to(Match.SAME, "A", null));
    assertThat(regions.resolve("A", end(2020)))
        .isEqualTo(
            Resolution.to(
                Match.SUCCESSOR, "B", "A 甲县 became B 甲县 in 2000, which became B 甲市 in 2010"));
    assertThat(regions.resolve("B", end(1990)))
        .isEqualTo(Resolution.to(Match.PREDECESSOR, "A", "B 甲县 was A 甲县 until 1999"));
    assertThat(regions.resolve("B", end(1970)).match()).isEqualTo(Match.NOT_YET);
    assertThat(regions.resolve("B", end(1970)).area()).isEqualTo("B");
    assertThat(regions.resolve("B", end(1970)).note())
        .isEqualTo("the region table knows B 甲县 from 1981 only");
    assertThat(regions.resolve("X", end(1990)).match()).isEqualTo(Match.UNKNOWN);
    assertThat(regions.panel("A", end(1990))).isEqualTo("B");
    assertThat(regions.panel("B", end(2020))).isEqualTo("B");
    assertThat(regions.panel("X", end(2020))).isEqualTo("X");
    assertThat(regions.name("B", end(2005)) + regions.name("B", null)).isEqualTo("甲县甲市");
    assertThat(regions.name("A", end(2020)) + regions.name("X", null)).isEqualTo("甲县X");
  }

  @Test
  void aMergerIsFollowedForwardsAndNeverBack() {
    Regions regions = regions();
    assertThat(regions.resolve("C", end(2020)))
        .isEqualTo(Resolution.to(Match.MERGED, "E", "C 丙 became part of E 戊 in 2005"));
    Resolution before = regions.resolve("E", end(2000));
    assertThat(before.match()).isEqualTo(Match.NOT_YET);
    assertThat(before.areas()).containsExactly(new Share("E", 1.0));
    assertThat(before.candidates())
        .containsExactly(new Share("C", null), new Share("D", null), new Share("G", null));
    assertThat(before.note()).isEqualTo("E 戊 was made in 2005 of all or part of C 丙, D 丁, G 庚");
    assertThat(regions.panel("C", end(2000))).isEqualTo("C");
  }

  @Test
  void aRenamedRegionStaysOneSeriesWhenAnotherJoinsItOnTheSameDay() {
    String table =
        """
        code,name,level,parent,valid_from,valid_to,successors
        A,甲县,county,,1981-01-01,1999-12-31,A
        A,甲市,county,,2000-01-01,,
        C,丙县,county,,1981-01-01,1999-12-31,A
        """;
    Problems problems = new Problems();
    Regions regions = RegionReader.read(List.of(file("joined.csv", table)), problems);
    problems.throwIfAny();
    assertThat(regions.panel("A", end(1990))).isEqualTo("A");
    assertThat(regions.panel("A", end(2010))).isEqualTo("A");
    assertThat(regions.panel("C", end(1990))).isEqualTo("C");
  }

  @Test
  void aSplitStaysUnderItsCodeAndNamesItsSuccessors() {
    Regions regions = regions();
    Resolution weighted = regions.resolve("F", end(2010));
    assertThat(weighted.match()).isEqualTo(Match.SPLIT);
    assertThat(weighted.areas()).containsExactly(new Share("F", 1.0));
    assertThat(weighted.candidates()).containsExactly(new Share("F1", 0.6), new Share("F2", 0.4));
    // 0.6 of F went to F1, half of which went to B and half to F2
    assertThat(regions.resolve("F", end(2020)).candidates())
        .containsExactly(new Share("B", 0.3), new Share("F2", 0.7));
    Resolution bare = regions.resolve("G", end(2020));
    assertThat(bare.candidates()).containsExactly(new Share("B", null), new Share("E", null));
    assertThat(bare.note())
        .isEqualTo(
            "G 庚 was divided in 2005 among B 甲市, E 戊; no weights are declared, so the figure stays"
                + " under G");
    Resolution ended = regions.resolve("H", end(2020));
    assertThat(ended.match()).isEqualTo(Match.ENDED);
    assertThat(ended.area()).isEqualTo("H");
    assertThat(ended.candidates()).isEmpty();
  }

  @Test
  void betweenTwoMeaningsACodeIsAmbiguousAndItsSeriesAreTold() {
    Regions regions = regions();
    Resolution between = regions.resolve("R", end(1995));
    assertThat(between.match()).isEqualTo(Match.AMBIGUOUS);
    assertThat(between.candidates()).containsExactly(new Share("A", null), new Share("R", null));
    assertThat(regions.readings("R", end(1995)))
        .extracting(reading -> reading.resolution().area())
        .containsExactly("A", "R");
    assertThat(regions.panel("R", end(1985))).isEqualTo("R@1981");
    assertThat(regions.panel("R", end(2005))).isEqualTo("R");
    assertThat(regions.panel("R", end(1995))).isEqualTo("R");
  }

  @Test
  void aParentIsTheOneOfTheDay() {
    Regions regions = regions();
    assertThat(regions.parent("A", end(1990))).hasValue("Q");
    assertThat(regions.parent("A", end(2020))).isEmpty();
    assertThat(regions.parent("T", end(1990))).hasValue("A");
    assertThat(regions.parent("T", end(2020))).hasValue("B");
    assertThat(regions.children("A", end(1990))).containsExactly("T");
    assertThat(regions.children("B", end(2020))).containsExactly("T");
    assertThat(regions.children("A", end(2020))).isEmpty();
    assertThat(regions.children("P", end(1990))).containsExactly("Q");
    assertThat(regions.children("P", end(2020))).containsExactly("Q2");
    // C has no first day, its parent one: before, it lay in what the parent had been
    assertThat(regions.children("Q", end(1990))).containsExactly("A", "C", "D", "F", "G", "H");
    assertThat(regions.expectedChildren("P", end(2020))).hasValue(7);
    assertThat(regions.expectedChildren("Q", end(1990))).isEmpty();
    assertThat(regions.expectedChildren("Q2", end(2020))).hasValue(4);
    assertThat(regions.expectedChildren("T", end(2020))).hasValue(0);
  }

  @Test
  void betweenTwoTurningPointsNothingChanges() {
    Regions regions = regions();
    LocalDate first = LocalDate.of(1975, 1, 1);
    for (Region region : regions.spells()) {
      for (LocalDate day = first; day.getYear() < 2022; day = day.plusMonths(1)) {
        if (!regions.turningPoints(region.code()).contains(day)) {
          assertThat(regions.resolve(region.code(), day))
              .as(region.code() + " on " + day)
              .isEqualTo(regions.resolve(region.code(), day.minusDays(1)));
          assertThat(regions.parent(region.code(), day))
              .isEqualTo(regions.parent(region.code(), day.minusDays(1)));
        }
      }
    }
  }

  @Test
  void theTableTravels() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(regions());
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      Regions travelled = (Regions) in.readObject();
      assertThat(travelled.spells()).isEqualTo(regions().spells());
      assertThat(travelled.resolve("A", end(2020))).isEqualTo(regions().resolve("A", end(2020)));
    }
  }
}
