package org.xiaokang.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.bench.CountryFigures.Figure;
import org.xiaokang.bench.CountryRegions.County;
import org.xiaokang.bench.CountryRegions.Fate;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.CatalogueReader;
import org.xiaokang.catalogue.Problems;
import org.xiaokang.source.CatalystFormulas;

class CountryPanelTest {
  private static final CountryPanel PANEL = new CountryPanel(3, 4, 10, 6);
  private static final CountryRegions REGIONS = CountryRegions.of(PANEL);
  private static final CountryFigures FIGURES = new CountryFigures(PANEL, REGIONS);
  private static final double CELLS = 3.0 * 10 * REGIONS.counties().size();

  @TempDir private Path folder;

  @Test
  void theSameShapeGivesTheSameFilesAndAnotherGivesOthers() throws IOException {
    assertThat(written("a", PANEL)).isEqualTo(written("b", PANEL));
    assertThat(written("c", new CountryPanel(4, 4, 10, 6))).isNotEqualTo(written("d", PANEL));
  }

  private Map<String, String> written(String name, CountryPanel panel) throws IOException {
    Path to = folder.resolve(name);
    panel.write(to, Path.of("conf"));
    new CountryFigures(panel, CountryRegions.of(panel)).writeNight(to.resolve("figures"), 2);
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(to)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(to.relativize(file).toString(), Files.readString(file));
      }
    }
    return contents;
  }

  @Test
  void theJobAcceptsItsCatalogueAndReadsItsCodesAsTheyAreMeant() throws IOException {
    PANEL.write(folder, Path.of("conf"));
    Problems problems = new Problems();
    Catalogue catalogue =
        CatalogueReader.read(
            new CatalogueReader.Locations(
                Path.of("conf/units.yaml"),
                folder.resolve("metrics.yaml"),
                folder.resolve("indicators"),
                List.of(folder.resolve("regions.csv"))),
            new CatalystFormulas(),
            problems);
    problems.throwIfAny();
    for (County county : REGIONS.counties()) {
      if (county.fate() == Fate.RECODED || county.fate() == Fate.MOVED) {
        LocalDate before = LocalDate.of(county.changed() - 1, 12, 31);
        LocalDate after = LocalDate.of(county.changed(), 12, 31);
        assertThat(catalogue.regions().resolve(county.code(), after).areas().get(0).code())
            .isEqualTo(county.laterCode());
        assertThat(catalogue.regions().resolve(county.laterCode(), before).areas().get(0).code())
            .isEqualTo(county.code());
        assertThat(catalogue.regions().panel(county.code(), before)).isEqualTo(county.laterCode());
      }
    }
  }

  @Test
  void everyFateOccursAndNoCodeIsUsedTwice() {
    assertThat(REGIONS.counties().stream().map(County::fate)).contains(Fate.values());
    Set<String> codes = new HashSet<>();
    for (County county : REGIONS.counties()) {
      assertThat(codes.add(county.code())).isTrue();
      assertThat(county.laterCode().equals(county.code()) || codes.add(county.laterCode()))
          .isTrue();
    }
    assertThat(REGIONS.counties().stream().filter(county -> county.joins() > 0).count())
        .isEqualTo(
            REGIONS.counties().stream().filter(county -> county.fate() == Fate.MERGED).count());
  }

  @Test
  void fewCountiesAreLarge() {
    double[] sizes = REGIONS.counties().stream().mapToDouble(County::size).sorted().toArray();
    double all = IntStream.range(0, sizes.length).mapToDouble(i -> sizes[i]).sum();
    double tenth =
        IntStream.range(sizes.length * 9 / 10, sizes.length).mapToDouble(i -> sizes[i]).sum();
    // Of a log-normal with deviation 1.1 the top tenth has 1 - Phi(1.2816 - 1.1), 43 %.
    assertThat(tenth / all).isBetween(0.33, 0.53);
    Set<Long> counties = new HashSet<>();
    REGIONS.counties().stream()
        .map(County::parent)
        .distinct()
        .forEach(
            parent ->
                counties.add(
                    REGIONS.counties().stream().filter(c -> c.parent().equals(parent)).count()));
    assertThat(counties).hasSizeGreaterThan(8);
  }

  @Test
  void figuresAreMissingOrGivenAgainAsOftenAsSaid() {
    List<Figure> figures = new ArrayList<>();
    for (int i = 0; i < REGIONS.counties().size(); i++) {
      figures.addAll(FIGURES.of(i));
    }
    assertThat(1 - figures.size() / CELLS).isBetween(0.03, 0.09);
    long revised = figures.stream().filter(one -> one.first() != one.stands()).count();
    assertThat(revised / CELLS).isBetween(0.015, 0.025);
  }

  @Test
  void oldCodesAreStillUsedForAWhileAndAMergedCountyReportsNoMore() {
    int late = 0;
    for (int i = 0; i < REGIONS.counties().size(); i++) {
      County county = REGIONS.counties().get(i);
      for (Figure one : FIGURES.of(i)) {
        assertThat(one.code()).isIn(county.code(), county.code(one.year()));
        assertThat(county.fate() == Fate.MERGED && one.year() >= county.changed()).isFalse();
        if (!one.code().equals(county.code(one.year()))) {
          assertThat(one.year()).isBetween(county.changed(), county.changed() + 1);
          late++;
        }
      }
    }
    assertThat(late).isPositive();
  }

  @Test
  void aNightStatesOneCountyInAHundredAnew() throws IOException {
    long rows = FIGURES.writeNight(folder, 3);
    List<String> lines = Files.readAllLines(folder.resolve("night-0003.csv"));
    assertThat(lines).hasSize((int) rows + 1);
    assertThat(lines.stream().skip(1).map(line -> line.split(",", -1)[1]).distinct().count())
        .isEqualTo(Math.round(REGIONS.counties().size() / 100.0));
    assertThat(lines.get(1)).endsWith(",2023-01-04");
  }

  @Test
  void aShapeOfNothingIsRefused() {
    assertThatThrownBy(() -> new CountryPanel(3, 4, 0, 6))
        .hasMessageContaining("0 years")
        .hasMessageContaining("at least 1");
  }
}
