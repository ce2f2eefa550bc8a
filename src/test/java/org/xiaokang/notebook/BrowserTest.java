package org.xiaokang.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.picture.Axis;
import org.xiaokang.picture.BarChart;
import org.xiaokang.picture.Caption;

/** Pictures as a browser draws them. */
@Tag("notebooks")
class BrowserTest {
  private static final int HEIGHT = 300;

  @Test
  void aPictureIsDrawnInItsColours(@TempDir Path folder) throws Exception {
    BufferedImage image = screenshot(folder, picture("农村居民收入"));

    assertThat(colours(image)).contains(0x0072B2, 0xFFFFFF).hasSizeGreaterThan(20);
  }

  @Test
  void chineseLettersAreLettersNotBoxes(@TempDir Path folder) throws Exception {
    // Where a font has no such letters, each is the same box.
    BufferedImage one = screenshot(folder, picture("一一一一一一"));
    BufferedImage other = screenshot(folder, picture("龍龍龍龍龍龍"));
    int differing = 0;
    for (int x = 0; x < one.getWidth(); x++) {
      for (int y = 0; y < HEIGHT; y++) {
        differing += one.getRGB(x, y) == other.getRGB(x, y) ? 0 : 1;
      }
    }
    assertThat(differing).isGreaterThan(200);
  }

  private static String picture(String title) {
    return new BarChart(
            new Caption(title, "region", "2019", "release", ""),
            new Axis("", "percent"),
            List.of(new BarChart.Bar("济源市", 86.9), new BarChart.Bar("嘉禾县", 15)))
        .svg();
  }

  private static BufferedImage screenshot(Path folder, String svg) throws Exception {
    Path page = Files.writeString(folder.resolve("picture.svg"), svg);
    Path image = folder.resolve("picture.png");
    Process browser =
        new ProcessBuilder(
                browser(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--user-data-dir=" + folder.resolve("profile"),
                "--window-size=800," + HEIGHT,
                "--screenshot=" + image,
                page.toUri().toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("browser.log").toFile())
            .start();
    assertThat(browser.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(image).as(Files.readString(folder.resolve("browser.log"))).exists();
    return ImageIO.read(image.toFile());
  }

  private static String browser() {
    Optional<File> found =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .flatMap(
                folder ->
                    Stream.of("chromium", "google-chrome", "chromium-browser")
                        .map(name -> new File(folder, name)))
            .filter(File::canExecute)
            .findFirst();
    assumeTrue(found.isPresent(), "no browser on the PATH; jobs/install-notebooks installs one");
    return found.orElseThrow().getPath();
  }

  private static Set<Integer> colours(BufferedImage image) throws IOException {
    Set<Integer> colours = new HashSet<>();
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        colours.add(image.getRGB(x, y) & 0xFFFFFF);
      }
    }
    return colours;
  }
}
