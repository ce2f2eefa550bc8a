package org.xiaokang.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups: regions of a second hierarchy, made of regions that lie in others. */
class GroupsOfRegionsTest {
  private static final String HEADER =
      "code,name,level,parent,valid_from,valid_to,successors,members,in_parent_total\n";
  private static final LocalDate IN_1999 = LocalDate.of(1999, 12, 31);
  private static final LocalDate IN_2020 = LocalDate.of(2020, 12, 31);

  @TempDir private Path folder;

  private Regions regions(String rows) {
    Folder files = new Folder(folder).write("regions.csv", HEADER + rows);
    assertThat(files.found()).isEmpty();
    return files.read().regions();
  }

  private List<String> problems(String rows) {
    return new Folder(folder).write("regions.csv", HEADER + rows).found();
  }

  private static final String THREE =
      """
      N,N,country,,,,,,
      A,A,province,N,,,,,
      B,B,province,N,,,,,
      C,C,province,N,,,,,no
      """;

  @Test
  void aGroupIsMadeOfItsMembersAndIsInNoTotal() {
    Regions regions = regions(THREE + "G,G,group,N,,,,A;B,\nH,H,group,N,,,,G;C,\n");
    assertThat(regions.parts("N", IN_2020)).containsExactly("A", "B");
    assertThat(regions.parts("G", IN_2020)).containsExactly("A", "B");
    assertThat(regions.parts("H", IN_2020)).containsExactly("C", "G");
    assertThat(regions.expectedChildren("N", IN_2020)).hasValue(2);
    assertThat(regions.expectedChildren("G", IN_2020)).hasValue(2);
    assertThat(regions.totals("A", IN_2020)).containsExactly("N", "G");
    assertThat(regions.totals("C", IN_2020)).containsExactly("H");
    assertThat(regions.totals("G", IN_2020)).containsExactly("H");
    assertThat(regions.parent("G", IN_2020)).hasValue("N");
    assertThat(regions.children("N", IN_2020)).contains("C", "G"); // for what looks upwards
  }

  @Test
  void aGroupMayHaveOtherMembersAtOtherTimes() {
    Regions regions =
        regions(THREE + "G,G,group,N,,1999-12-31,,A;B;C,\nG,G,group,N,2000-01-01,,,A;B,\n");
    assertThat(regions.parts("G", IN_1999)).containsExactly("A", "B", "C");
    assertThat(regions.parts("G", IN_2020)).containsExactly("A", "B");
    assertThat(regions.groups("C", IN_1999)).containsExactly("G");
    assertThat(regions.groups("C", IN_2020)).isEmpty();
  }

  @Test
  void whatIsWrongWithAGroupIsTold() {
    assertThat(problems(THREE + "G,G,group,N,,,,A;D,\n"))
        .singleElement()
        .asString()
        .contains("member 'D' of 'G' is not in the table");
    assertThat(problems(THREE + "G,G,group,N,,,,A;H,\nH,H,group,N,,,,G,\n"))
        .anySatisfy(told -> assertThat(told).contains("group 'G' is a member of itself"));
    assertThat(problems(THREE + "G,G,group,N,,,,A,yes\n"))
        .singleElement()
        .asString()
        .contains("in the total of the region above already");
    assertThat(problems(THREE + "G,G,group,N,,,,,perhaps\n"))
        .singleElement()
        .asString()
        .contains("neither yes nor no");
  }
}
