package org.xiaokang.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an export says of itself: release.json for programs, README.txt for people.
 *
 * @param releaseId the release
 * @param held whether quality gates hold it back from readers
 * @param finishedAt when the release was finished
 * @param exportedAt when the export was made
 * @param codeVersion the program that computed the release
 * @param licence under which terms it may be used, if that is stated
 * @param versions table to the Delta version that was read
 * @param rows file or folder of a table to its number of rows
 * @param leftOut why SDMX cannot hold a value, to how many there are; empty also where no SDMX was
 *     written
 * @param harmless how many cells got an apostrophe in front
 */
public record Manifest(
    String releaseId,
    boolean held,
    Instant finishedAt,
    Instant exportedAt,
    String codeVersion,
    Optional<String> licence,
    Map<String, Long> versions,
    Map<String, Long> rows,
    Map<String, Long> leftOut,
    long harmless) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Keeps copies, in alphabetical order. */
  public Manifest {
    versions = Collections.unmodifiableMap(new TreeMap<>(versions));
    rows = Collections.unmodifiableMap(new TreeMap<>(rows));
    leftOut = Collections.unmodifiableMap(new TreeMap<>(leftOut));
  }

  /** What the licence says, or that nothing does. */
  public String licenceOrNot() {
    return licence.orElse("not stated");
  }

  /**
   * release.json.
   *
   * @param files every file of the export: path, bytes and sha256
   */
  public String json(List<? extends Record> files) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("release_id", releaseId);
    all.put("status", held ? "held" : "published");
    all.put("finished_at", finishedAt.toString());
    all.put("exported_at", exportedAt.toString());
    all.put("code_version", codeVersion);
    all.put("licence", licenceOrNot());
    all.put("delta_versions", versions);
    all.put("rows", rows);
    all.put("left_out_of_sdmx", leftOut);
    all.put("cells_made_harmless", harmless);
    all.put("files", files);
    try {
      return JSON.writeValueAsString(all) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** README.txt. */
  public String readme() {
    StringBuilder text = new StringBuilder();
    text.append("Release %s%s\n".formatted(releaseId, held ? " (held back by its gates)" : ""));
    text.append("Finished %s, exported %s\n".formatted(finishedAt, exportedAt));
    text.append("Licence: %s\n".formatted(licenceOrNot()));
    text.append(
        """

        indicator_definitions.csv  what each indicator says: names, unit, formula, which way is better
        dictionary.csv             what each column of each table means; a row without a column is the table
        release.json               the same as this page for programs, with each file's size and SHA-256
        """);
    rows.forEach((path, count) -> text.append("%-40s %,d rows\n".formatted(path, count)));
    if (rows.keySet().stream().anyMatch(path -> path.startsWith("sdmx-csv/"))) {
      text.append(
          """

          SDMX-CSV 2.0: sdmx-csv/indicators.csv is a data message, sdmx-csv/structure.json the structure it
          refers to (SDMX-JSON 2.0.0). Codes and texts are exact: it is for programs, not for spreadsheets. What
          lasted until a day, from a day that is not known, is at that day, with PERIOD_START empty. Values that
          SDMX cannot hold are in sdmx-csv/left_out.csv, each with why:
          """);
      leftOut.forEach((why, count) -> text.append("  %,d %s\n".formatted(count, why)));
      if (leftOut.isEmpty()) {
        text.append("  none\n");
      }
    }
    text.append(
        """

        CSV is RFC 4180 in UTF-8: an empty cell is no value, "" an empty text, days are ISO 8601, times UTC,
        lists and maps JSON. A text that a spreadsheet would take for a formula (after blanks a =, +, -, @ or
        their full-width forms, or a tab or line break in front) has an apostrophe before it; numbers are as
        they were. dictionary.csv counts them by column; altogether %,d.
        """
            .formatted(harmless));
    return text.toString();
  }
}
