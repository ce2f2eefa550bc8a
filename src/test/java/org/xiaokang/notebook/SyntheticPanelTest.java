package org.xiaokang.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.job.Setup;

class SyntheticPanelTest {
  private static final Path PROJECT = Path.of("conf/xiaokang.yaml");

  @Test
  void theSameFiguresEachTimeAndNothingIsWrittenTwice(@TempDir Path folder) throws IOException {
    Path one = SyntheticPanel.write(PROJECT, folder.resolve("one"));
    Path two = SyntheticPanel.write(PROJECT, folder.resolve("two"));
    for (String file :
        new String[] {"figures.csv", "regions.csv", "metrics.yaml", "indicators/panel.yaml"}) {
      assertThat(Files.readString(one.resolveSibling(file)))
          .as(file)
          .isEqualTo(Files.readString(two.resolveSibling(file)));
    }
    assertThat(Files.readAllLines(one.resolveSibling("figures.csv")))
        .hasSize(1 + 186 * 8 * 5)
        .contains("region_code,metric_code,year,value,unit");

    Path figures = one.resolveSibling("figures.csv");
    Files.setLastModifiedTime(figures, java.nio.file.attribute.FileTime.fromMillis(1_000));
    SyntheticPanel.write(PROJECT, folder.resolve("one"));
    assertThat(Files.getLastModifiedTime(figures).toMillis()).isEqualTo(1_000);
  }

  @Test
  void itIsDeclaredWithoutAFaultAndEveryNameSaysThatItIsMadeUp(@TempDir Path folder) {
    Setup setup = Setup.read(SyntheticPanel.write(PROJECT, folder), Optional.empty());

    assertThat(setup.catalogue().indicators()).hasSize(6);
    assertThat(setup.catalogue().comparisons()).hasSize(7);
    assertThat(setup.catalogue().regions().spells()).hasSize(1 + 31 + 62 + 186);
    assertThat(setup.catalogue().regions().spells())
        .allSatisfy(
            region -> {
              assertThat(region.name()).startsWith("合成");
              assertThat(region.nameEn()).startsWith("Synthetic ");
            });
  }
}
