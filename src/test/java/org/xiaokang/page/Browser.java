package org.xiaokang.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A headless Chromium that opens a page, lets axe-core look at it, and says what it found. A test
 * that asks is skipped on a machine without one.
 */
public final class Browser {
  private static final String PROBE =
      """
      <script>
      axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']}).then(found => {
        const told = {
          inner: window.innerWidth,
          scroll: document.documentElement.scrollWidth,
          dark: matchMedia('(prefers-color-scheme: dark)').matches,
          violations: found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html + ' ' + n.failureSummary).join(' / ')),
          passes: found.passes.map(p => p.id)};
        parent.postMessage(btoa(unescape(encodeURIComponent(JSON.stringify(told)))), '*');
      });
      </script>
      """;

  /** A window has a least width, a frame has none. */
  private static final String FRAME =
      """
      <!doctype html><html><head><style>:root { color-scheme: light dark; } body { margin: 0; }</style></head><body>
      <script>addEventListener('message', told => document.body.dataset.told = told.data)</script>
      <iframe style="width: WIDTHpx; height: 900px; border: 0" src="probed.html"></iframe></body></html>
      """;

  private static final Pattern TOLD = Pattern.compile("data-told=\"([^\"]+)\"");

  private Browser() {}

  /**
   * What a page is like: inner and scroll (widths in pixels), dark, violations and passes of axe's
   * rules.
   *
   * @param width of the window in pixels
   */
  public static JsonNode look(String html, int width, boolean dark, Path folder)
      throws IOException, InterruptedException {
    Files.writeString(
        folder.resolve("probed.html"),
        html.replace("</body>", "<script>" + axe() + "</script>" + PROBE + "</body>"));
    Path page =
        Files.writeString(
            folder.resolve("frame.html"), FRAME.replace("WIDTH", String.valueOf(width)));
    List<String> command =
        new ArrayList<>(
            List.of(
                executable(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + folder.resolve("browser"),
                "--virtual-time-budget=20000",
                "--window-size=1280,900",
                "--dump-dom"));
    if (dark) {
      command.add("--blink-settings=preferredColorScheme=0");
    }
    command.add(page.toUri().toString());
    Path dumped = folder.resolve("dumped.html");
    Process browser =
        new ProcessBuilder(command)
            .redirectOutput(dumped.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!browser.waitFor(120, TimeUnit.SECONDS)) {
      browser.destroyForcibly();
      throw new AssertionError("the browser did not end");
    }
    Matcher told = TOLD.matcher(Files.readString(dumped));
    assertThat(told.find()).as("axe told something").isTrue();
    return new ObjectMapper().readTree(Base64.getDecoder().decode(told.group(1)));
  }

  private static String axe() throws IOException {
    String name = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    try (InputStream in = Browser.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String executable() {
    Optional<Path> found =
        Stream.of("chromium", "chromium-browser", "google-chrome")
            .flatMap(
                name ->
                    Arrays.stream(Objects.requireNonNullElse(System.getenv("PATH"), "").split(":"))
                        .map(folder -> Path.of(folder, name)))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(found.isPresent(), "no Chromium on the PATH");
    return found.get().toString();
  }
}
