package org.xiaokang.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.CatalogueReader;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Problems;
import org.xiaokang.catalogue.RegionEntry;
import org.xiaokang.lake.CatalogueTables;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xiaokang.indicator.CatalystFormulas;

class RegionEntriesTest {
  private static String text(List<RegionEntry> entries, String area) {
    RegionEntry entry =
        entries.stream().filter(one -> one.region().code().equals(area)).findFirst().orElseThrow();
    return Stream.of("panel_area", "valid_from", "valid_to", "successors", "children_expected")
        .map(column -> String.valueOf(cell(entry, column)))
        .collect(Collectors.joining(" "));
  }

  private static @Nullable Object cell(RegionEntry entry, String column) {
    return CatalogueTables.REGIONS.columns().stream()
        .filter(one -> one.name().equals(column))
        .findFirst()
        .orElseThrow()
        .cell()
        .apply(entry);
  }

  @Test
  void regionsSayTheirSeriesAndHowManyLieBelow() {
    Setup setup = Setup.read(Path.of("conf/xiaokang.yaml"), Optional.empty());
    List<RegionEntry> regions = RegionEntry.all(setup.catalogue().regions());
    assertThat(text(regions, "100000")).isEqualTo("100000 null null null 34");
    assertThat(text(regions, "410000")).isEqualTo("410000 1981-01-01 null null 18");
    assertThat(text(regions, "411722")).isEqualTo("411722 2000-01-01 null null null");
    assertThat(text(regions, "412825")).isEqualTo("411722 1981-01-01 1999-12-31 411722 null");
    assertThat(text(regions, "431024-shiqiao-xianrenqiao"))
        .isEqualTo("431024-shiqiao-xianrenqiao null null null 0");
  }

  @Test
  void regionsSayTheirNeighboursAndAttributes(@TempDir Path folder) throws IOException {
    Path own =
        Files.writeString(
            folder.resolve("own.csv"),
            """
            code,name,level,parent,valid_from,valid_to,successors,neighbours,zone,plain
            X1,甲县,county,,,,,X2;410000,east,
            X2,乙县,county,,,,,,,
            """);
    Path conf = Path.of("conf");
    Problems problems = new Problems();
    Catalogue catalogue =
        CatalogueReader.read(
            new CatalogueReader.Locations(
                conf.resolve("units.yaml"),
                conf.resolve("metrics.yaml"),
                conf.resolve("indicators"),
                List.of(own, conf.resolve("regions.csv"))),
            new CatalystFormulas(),
            problems);
    problems.throwIfAny();
    List<RegionEntry> entries =
        RegionEntry.all(catalogue.regions()).stream()
            .filter(entry -> entry.region().code().startsWith("X"))
            .toList();
    assertThat(entries).extracting(entry -> entry.region().code()).containsExactly("X1", "X2");
    assertThat(entries)
        .extracting(entry -> cell(entry, "neighbours"))
        .containsExactly(List.of("X2", "410000"), List.of());
    assertThat(entries)
        .extracting(entry -> cell(entry, "attributes"))
        .containsExactly(Map.of("zone", "east"), Map.of());
  }
}
