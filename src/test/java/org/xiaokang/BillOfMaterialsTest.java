package org.xiaokang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the build says of the libraries in use: target/bom.json, a CycloneDX bill of materials. */
@Tag("long")
class BillOfMaterialsTest {
  private static final Path BOM = Path.of("target/bom.json");

  /** Libraries of Spark's whose own poms name no licence. */
  private static final Set<String> SILENT =
      Set.of("oro:oro", "org.apache.datasketches:datasketches-memory");

  private static JsonNode bom;

  @BeforeAll
  static void read() throws IOException {
    assumeTrue(Files.exists(BOM), "there is no target/bom.json; mvn package writes it");
    bom = new ObjectMapper().readTree(BOM.toFile());
  }

  private static Map<String, Set<String>> licences() {
    Map<String, Set<String>> licences = new TreeMap<>();
    for (JsonNode component : bom.get("components")) {
      Set<String> names = new TreeSet<>();
      for (JsonNode licence : component.path("licenses")) {
        names.add(
            licence.has("expression")
                ? licence.get("expression").asText()
                : licence.get("license").path("id").asText(licence.at("/license/name").asText()));
      }
      licences.put(component.get("group").asText() + ":" + component.get("name").asText(), names);
    }
    return licences;
  }

  @Test
  void eachLibraryOfARunIsListedWithItsLicence() {
    Map<String, Set<String>> licences = licences();
    assertThat(licences.keySet())
        .contains(
            "org.apache.spark:spark-sql_2.13",
            "org.apache.hadoop:hadoop-client-runtime",
            "org.jetbrains.lets-plot:lets-plot-common",
            "org.duckdb:duckdb_jdbc",
            "org.jline:jline")
        .doesNotContain("org.junit.jupiter:junit-jupiter");
    licences.values().removeIf(names -> !names.isEmpty());
    assertThat(licences.keySet())
        .allMatch(name -> SILENT.contains(name) || name.startsWith("org.apache.xbean:"));
  }

  @Test
  void whatTheJobJarCarriesMayBePassedOn() {
    Map<String, Set<String>> licences = licences();
    assertThat(licences.keySet()).contains("io.delta:delta-spark_4.1_2.13");
    assertThat(licences.get("org.postgresql:postgresql")).containsExactly("BSD-2-Clause");
    assertThat(licences.get("org.duckdb:duckdb_jdbc")).containsExactly("MIT");
    // Its pom says "The BSD License", which the list takes for the oldest; the text has three
    // clauses.
    assertThat(licences.get("org.jline:jline")).containsExactly("BSD-4-Clause");
    licences.forEach(
        (name, of) -> {
          if (name.matches("(io\\.delta|io\\.unitycatalog|info\\.picocli|org\\.jspecify):.*")
              || name.equals("org.yaml:snakeyaml")) {
            assertThat(of).as(name).containsExactly("Apache-2.0");
          }
        });
  }
}
