package org.xiaokang;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A made-up project that somebody keeps changing; the same seed makes the same changes. */
final class History {
  private static final Path DECLARED = Path.of("src/test/resources/histories");
  private static final String HEADER =
      "doc_id,obs_id,region_code,metric_code,value,unit,year,published_on,action";
  private static final Map<String, String> UNITS =
      Map.of("population", "人", "poor", "人", "income", "元/人", "funds", "元", "incidence", "%");

  private final Path folder;
  private final Random random;
  private final List<String> counties = new ArrayList<>();
  private final List<String> areas = new ArrayList<>(List.of("N"));
  private final Map<String, List<String>> files = new TreeMap<>();
  private int written;
  private int night;
  private String movedTo = "P11";

  /** Every other history has small counts suppressed. */
  private final boolean suppresses;

  History(Path folder, long seed) {
    this.folder = folder;
    this.suppresses = seed % 2 == 0;
    this.random = new Random(seed);
  }

  Path configuration() {
    return folder.resolve("mine.yaml");
  }

  /** A project with figures of three years. */
  void begin() throws IOException {
    Files.createDirectories(folder.resolve("figures"));
    for (String file : List.of("units.yaml", "metrics.yaml", "indicators.yaml")) {
      Files.copy(DECLARED.resolve(file), folder.resolve(file));
    }
    Files.writeString(
        configuration(),
        """
        lake: lake
        catalogue: {units: units.yaml, metrics: metrics.yaml, indicators: indicators.yaml, regions: regions.csv}
        sources:
          - name: figures
            format: csv
            path: figures
            columns:
              period_start: year
              period_end: year
              period_kind: "if(year is null, null, 'year')"
        """
            + (suppresses ? "suppress: {counts_below: 40, of: [person]}\n" : ""));
    regions();
    for (String metric : UNITS.keySet().stream().sorted().toList()) {
      List<String> rows = new ArrayList<>();
      for (String area : metric.equals("population") ? areas : counties) {
        for (int year = 2017; year <= 2019; year++) {
          if (random.nextInt(10) > 0) {
            rows.add(figure("begin", area, metric, String.valueOf(year), "2021-01-01", ""));
          }
        }
      }
      write("begin-" + metric + ".csv", rows);
    }
  }

  /**
   * Two provinces of two prefectures of three counties; one county under another code since 2018.
   */
  private void regions() throws IOException {
    counties.clear();
    areas.clear();
    areas.add("N");
    List<String> lines =
        new ArrayList<>(List.of("code,name,level,parent,valid_from,valid_to,successors"));
    lines.add("N,Nation,country,,,,");
    for (int p = 1; p <= 2; p++) {
      lines.add("P%1$d,Province %1$d,province,N,,,".formatted(p));
      areas.add("P" + p);
      for (int q = 1; q <= 2; q++) {
        lines.add("P%1$d%2$d,Prefecture %1$d%2$d,prefecture,P%1$d,,,".formatted(p, q));
        areas.add("P" + p + q);
        for (int c = 1; c <= 3; c++) {
          String code = "C" + p + q + c;
          String parent = code.equals("C113") ? movedTo : "P" + p + q;
          counties.add(code);
          lines.add(
              code.equals("C122")
                  ? "C122,County 122,county,P12,,2017-12-31,C129"
                  : "%s,County %s,county,%s,,,".formatted(code, code.substring(1), parent));
        }
      }
    }
    lines.add("C129,County 122,county,P12,2018-01-01,,");
    areas.addAll(counties);
    Files.write(folder.resolve("regions.csv"), lines);
  }

  /** Changes something; says what. */
  String next() throws IOException {
    night++;
    return switch (random.nextInt(10)) {
      case 0, 1 -> load();
      case 2, 3 -> correct();
      case 4 -> withdraw();
      case 5, 6 -> rewrite();
      case 7 -> remove();
      case 8 -> redefine();
      default -> move();
    };
  }

  private String load() throws IOException {
    List<String> rows = new ArrayList<>();
    String year = random.nextInt(8) == 0 ? "" : String.valueOf(2017 + random.nextInt(5));
    for (String metric : List.of("population", "poor", "income", "funds")) {
      for (int i = 0; i < 3; i++) {
        rows.add(figure("load", pick(areas), metric, year, "2021-02-0" + (1 + night % 9), ""));
      }
    }
    rows.add("load%d,bad,C999,poor,1,人,2019,,".formatted(night));
    rows.add("load%d,,C111,poor,1,人,2019,,".formatted(night));
    rows.add("load%d,alias,C111,money,7,元,2018,,".formatted(night)); // known once it is one
    write("load-" + night + ".csv", rows);
    return "load";
  }

  private String correct() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String[] cells = any();
      String value = random.nextInt(5) == 0 ? "?" : value(cells[3]);
      String published = random.nextBoolean() ? cells[7] : "2021-03-01";
      rows.add(
          String.join(
              ",", cells[0], cells[1], cells[2], cells[3], value, cells[5], cells[6], published,
              ""));
    }
    write("correct-" + night + ".csv", rows);
    return "correct";
  }

  private String withdraw() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String[] cells = any();
      rows.add(String.join(",", cells[0], cells[1], "", "", "", "", "", cells[7], "D"));
    }
    rows.add("nowhere,nothing,,,,,,,D");
    write("withdraw-" + night + ".csv", rows);
    return "withdraw";
  }

  private String rewrite() throws IOException {
    String file = pick(List.copyOf(files.keySet()));
    List<String> rows = new ArrayList<>();
    for (String row : files.get(file)) {
      String[] cells = row.split(",", -1);
      switch (random.nextInt(12)) {
        case 0 -> {} // gone
        case 1 -> {
          cells[4] = value(cells[3].isEmpty() ? "poor" : cells[3]);
          rows.add(String.join(",", cells));
        }
        case 2 -> {
          rows.add(row);
          rows.add(row); // twice
        }
        default -> rows.add(row);
      }
    }
    write(file, rows);
    return "rewrite";
  }

  private String remove() throws IOException {
    String file = pick(List.copyOf(files.keySet()));
    if (files.size() > 2) {
      files.remove(file);
      Files.delete(folder.resolve("figures").resolve(file));
    }
    return "remove";
  }

  private String redefine() throws IOException {
    String indicators = Files.readString(folder.resolve("indicators.yaml"));
    String changed =
        switch (random.nextInt(4)) {
          case 0 ->
              indicators.replace("roll_up: {weight: population}", "roll_up: {min_coverage: 0.5}");
          case 1 ->
              indicators.replace("value: 100 * (now / then - 1)", "value: 100 * now / then - 100");
          case 2 -> indicators.contains("id: again") ? without(indicators) : indicators + AGAIN;
          default -> {
            Path metrics = folder.resolve("metrics.yaml");
            String text = Files.readString(metrics);
            Files.writeString(
                metrics,
                text.replace("    unit: yuan\n", "    aliases: [money]\n    unit: yuan\n"));
            yield indicators;
          }
        };
    Files.writeString(folder.resolve("indicators.yaml"), changed);
    return "redefine";
  }

  /** A text of a file that becomes another. */
  record Edit(String file, String from, String to) {}

  /** Each changes what some table says, so that a night after it has something to publish. */
  static final List<Edit> EDITS =
      List.of(
          // Regions had no base to be compared over, and now one has.
          new Edit(
              "figures/begin-funds.csv", "n\n", "n\nearly,1,C111,funds,5,元,2016,2021-01-01,\n"),
          new Edit("indicators.yaml", "lower_is_better", "higher_is_better"),
          new Edit(
              "indicators.yaml", "shift: -1y}}\n    value: 100", "shift: -2y}}\n    value: 100"),
          new Edit("indicators.yaml", "of: parent}", "of: N}"),
          new Edit("indicators.yaml", "funds, missing: zero}, then", "funds}, then"),
          new Edit("indicators.yaml", "roll_up: {min_coverage: 0}", "roll_up: {min_coverage: 1}"),
          new Edit("indicators.yaml", "at: first", "at: latest"),
          new Edit(
              "indicators.yaml", "indicators: [incidence, growth], w", "indicators: [growth], w"),
          new Edit(
              "indicators.yaml",
              "measure: inequality,",
              "measure: inequality, weight: funds_per_poor,"),
          new Edit("indicators.yaml", "roll_up: {weight: population}", "decimals: 0"),
          new Edit("metrics.yaml", "by: population", "by: poor"),
          new Edit("metrics.yaml", "    reports: incidence\n", ""),
          new Edit("metrics.yaml", "{rule: sum, reason: money", "{rule: none, reason: money"),
          // Two figures of a document without a date; one is corrected by a later document.
          new Edit(
              "figures/begin-poor.csv",
              "n\n",
              "n\nundated,1,C111,poor,50,人,,2021-01-01,\nundated,2,C111,funds,6,元,,2021-01-01,\n"),
          new Edit(
              "figures/begin-income.csv", "n\n", "n\nundated,1,C111,poor,70,人,,2021-05-01,\n"));

  /** Makes an edit. */
  void make(Edit edit) throws IOException {
    Path file = folder.resolve(edit.file());
    String text = Files.readString(file);
    if (!text.contains(edit.from())) {
      throw new IllegalArgumentException(edit.file() + " has no '" + edit.from() + "'");
    }
    Files.writeString(file, text.replaceFirst(Pattern.quote(edit.from()), edit.to()));
  }

  private static final String AGAIN =
      """
        - id: again
          name: {en: Poor again, zh: 再贫困}
          unit: person
          inputs: {now: {metric: poor}, then: {metric: poor, at: latest}}
          value: now - then
          direction: neutral
      """;

  private static String without(String indicators) {
    return indicators.substring(0, indicators.indexOf("  - id: again"));
  }

  private String move() throws IOException {
    movedTo = movedTo.equals("P11") ? "P21" : "P11";
    regions();
    return "move";
  }

  private String[] any() {
    List<String> rows = files.get(pick(List.copyOf(files.keySet())));
    return rows.isEmpty()
        ? pick(files.values().iterator().next()).split(",", -1)
        : pick(rows).split(",", -1);
  }

  private String figure(
      String doc, String area, String metric, String year, String published, String action) {
    String id = "%s-%s-%s".formatted(metric, area, year);
    return String.join(
        ",", doc, id, area, metric, value(metric), UNITS.get(metric), year, published, action);
  }

  private String value(String metric) {
    return switch (metric) {
      case "population" -> String.valueOf(1000 + random.nextInt(100));
      case "poor" -> String.valueOf(random.nextInt(200));
      case "income" -> "%d.%d".formatted(5000 + random.nextInt(900), random.nextInt(10));
      case "incidence" -> "%d.%d".formatted(random.nextInt(20), random.nextInt(10));
      default -> String.valueOf(random.nextInt(5000));
    };
  }

  private String pick(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  private void write(String name, List<String> rows) throws IOException {
    files.put(name, rows);
    List<String> lines = new ArrayList<>(List.of(HEADER));
    lines.addAll(rows);
    Path file = folder.resolve("figures").resolve(name);
    Files.write(file, lines);
    Instant time = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(++written);
    Files.setLastModifiedTime(file, FileTime.from(time));
  }
}
