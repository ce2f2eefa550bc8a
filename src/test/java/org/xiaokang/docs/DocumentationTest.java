package org.xiaokang.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What documents promise of themselves. */
class DocumentationTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");

  private static List<Path> documents() throws IOException {
    List<Path> all = new ArrayList<>(List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")));
    try (Stream<Path> pages = Files.list(Path.of("docs"))) {
      pages.filter(page -> page.toString().endsWith(".md")).forEach(all::add);
    }
    return all;
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path document : documents()) {
      Path folder = document.toAbsolutePath().getParent();
      Matcher link = LINK.matcher(Files.readString(document));
      while (link.find()) {
        links++;
        if (!link.group(1).startsWith("http") && !Files.exists(folder.resolve(link.group(1)))) {
          broken.add(document + ": " + link.group(1));
        }
      }
    }
    assertThat(links).isGreaterThan(20);
    assertThat(broken).isEmpty();
  }

  @Test
  void theReadmeFitsAPage() throws IOException {
    assertThat(Files.readAllLines(Path.of("README.md"))).hasSizeLessThanOrEqualTo(150);
  }

  @Test
  void everyPageIsFoundFromTheReadme() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    for (Path document : documents()) {
      assertThat(readme).contains(String.valueOf(document.getFileName()));
    }
  }

  @Test
  void everyCommandHasALauncherAndStandsInTheReadme() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    for (String command :
        List.of(
            "init",
            "check",
            "nightly",
            "query",
            "why",
            "explain",
            "history",
            "diff",
            "publish",
            "export",
            "notebooks",
            "maintain")) {
      assertThat(Path.of("jobs", command)).isExecutable();
      assertThat(readme).contains("jobs/" + command);
    }
  }
}
