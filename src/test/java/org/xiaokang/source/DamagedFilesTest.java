package org.xiaokang.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xiaokang.catalogue.Units;
import org.xiaokang.config.Source;
import org.xiaokang.ingest.ColumnEvidence;
import org.xiaokang.ingest.ContractRow;
import org.xiaokang.ingest.DatedRow;
import org.xiaokang.ingest.FigureId;
import org.xiaokang.ingest.MetricResolution;
import org.xiaokang.ingest.ReceivedRow;
import org.xiaokang.ingest.RegionIndex;
import org.xiaokang.ingest.RegionReading;
import org.xiaokang.ingest.RowAccount;
import org.xiaokang.ingest.RowValidator;
import org.xiaokang.ingest.Settlement;
import org.xiaokang.ingest.SourceReadings;

/**
 * Whatever happens to a file, no row of it is lost: its lines are the header's, blank ones and
 * those of records, and each record is in one place of the account.
 */
class DamagedFilesTest {
  private static final int FILES = 500;
  private static final List<String> COLUMNS =
      List.of("doc_id", "obs_id", "region_code", "metric_code", "value", "unit", "period_start");
  private static final String[] VALUES = {
    "12", "1,234", "3.5", "—", "", "..", "n.a.", "12,5", "1.234", "x", "<5", "7①", "\"8\"", "NaN"
  };
  private static final String[] LABELS = {"2019", "2004-05", "2019-3", "3/4/2019", "2019-Q1", "?"};
  private static final String[] NOISE = {"\"", ",", ";", "\n", "\r\n", "\"\"", "\uFFFD", "\u0000"};

  private static String text(Random random) {
    int width = 2 + random.nextInt(COLUMNS.size() - 1);
    List<String> header = COLUMNS.subList(0, width);
    StringBuilder text = new StringBuilder(String.join(",", header)).append('\n');
    int rows = 1 + random.nextInt(12);
    for (int row = 0; row < rows; row++) {
      List<String> cells =
          List.of(
              "d",
              String.valueOf(random.nextInt(8)),
              random.nextInt(5) == 0 ? "nowhere" : "A",
              "poor",
              quoted(VALUES[random.nextInt(VALUES.length)]),
              "人",
              LABELS[random.nextInt(LABELS.length)]);
      text.append(String.join(",", cells.subList(0, width))).append('\n');
      if (random.nextInt(8) == 0) {
        text.append('\n');
      }
      if (random.nextInt(12) == 0) {
        text.append(String.join(",", header)).append('\n');
      }
    }
    return damaged(text, random);
  }

  private static String quoted(String value) {
    return value.contains(",") ? "\"" + value + "\"" : value;
  }

  private static String damaged(StringBuilder text, Random random) {
    int begin = text.indexOf("\n") + 1;
    for (int i = random.nextInt(4); i > 0; i--) {
      int at = begin + random.nextInt(text.length() - begin + 1);
      text.insert(at, NOISE[random.nextInt(NOISE.length)]);
    }
    if (random.nextInt(3) == 0) {
      text.setLength(begin + random.nextInt(text.length() - begin + 1));
    }
    if (random.nextInt(4) == 0) {
      byte[] bytes = text.toString().getBytes(Charset.forName("GBK"));
      return new String(bytes, StandardCharsets.UTF_8);
    }
    return text.toString();
  }

  /** A line ends with a line feed, with or without a carriage return; the last one need not. */
  private static long lines(String text) {
    long ends = text.chars().filter(c -> c == '\n').count();
    return text.isEmpty() || text.endsWith("\n") ? ends : ends + 1;
  }

  private static List<ReceivedRow> rows(String text, String name) throws IOException {
    CsvFormat format = CsvFormatReader.of(CsvText.source("lineSep", "\n"));
    List<ReceivedRow> rows = new ArrayList<>();
    String[] all = text.split("\n", -1);
    int width = all[0].split(",", -1).length;
    LineEnd end = LineEnd.of("\n");
    try (CharWindow window = new CharWindow(new StringReader(text));
        CsvSplitter records = new CsvSplitter(window, format, end, width, 1)) {
      assertThat(records.next()).isTrue();
      long next = 2;
      long blank = 0;
      long ofRecords = 0;
      while (records.next()) {
        for (long line = next; line < records.firstLine(); line++) {
          assertThat(all[(int) line - 1].isBlank()).as("%s line %d", name, line).isTrue();
          blank++;
        }
        ofRecords += records.lastLine() - records.firstLine() + 1;
        next = records.lastLine() + 1;
        rows.add(received(records, List.of(all[0].split(",")), name));
      }
      for (long line = next; line <= lines(text); line++) {
        assertThat(all[(int) line - 1].isBlank()).as("%s line %d", name, line).isTrue();
        blank++;
      }
      assertThat(1 + blank + ofRecords)
          .as(name + ": header, blank, records")
          .isEqualTo(lines(text));
    }
    return rows;
  }

  private static ReceivedRow received(CsvSplitter record, List<String> header, String name) {
    if (record.isMalformed()) {
      return new ReceivedRow("s", name, record.firstLine(), null, record.text(), Map.of());
    }
    List<@Nullable String> cells = new ArrayList<>();
    for (String column : Source.CONTRACT) {
      int at = header.indexOf(column);
      cells.add(at < 0 || at >= record.cells() ? null : record.cell(at));
    }
    return new ReceivedRow("s", name, record.firstLine(), ContractRow.of(cells), null, Map.of());
  }

  private static RowValidator validator() {
    RegionReading area =
        new RegionReading("A", "A", "same", null, List.of(), "A", "county", Set.of(), Set.of());
    RegionIndex.Meanings meanings =
        new RegionIndex.Meanings(
            new TreeMap<>(Map.of(LocalDate.MIN, List.of(area))), List.of(area));
    return new RowValidator(
        new MetricResolution(
            Map.of("poor", new MetricResolution.Measured("poor", "person")),
            List.of(new Units.Conversion("person", "人", 0, BigDecimal.ONE))),
        new RegionIndex(Map.of("a", meanings), Map.of()));
  }

  private static RowAccount account(List<ReceivedRow> rows) {
    ColumnEvidence evidence = new ColumnEvidence();
    Map<FigureId, List<DatedRow>> figures = new LinkedHashMap<>();
    List<ReceivedRow> alone = new ArrayList<>();
    for (ReceivedRow row : rows) {
      ContractRow cells = row.cells();
      if (cells != null) {
        evidence.add(cells, org.xiaokang.config.Printing.NOT_DECLARED);
      }
      FigureId id = FigureId.of(row);
      if (id == null) {
        alone.add(row);
      } else {
        figures
            .computeIfAbsent(id, key -> new ArrayList<>())
            .add(new DatedRow(row, Instant.parse("2026-01-01T00:00:00Z")));
      }
    }
    Settlement settlement =
        new Settlement(validator(), SourceReadings.of(Map.of(), Map.of("s", evidence)), Set.of());
    RowAccount account = RowAccount.EMPTY;
    for (ReceivedRow row : alone) {
      account = account.plus(RowAccount.of(settlement.alone(row)));
    }
    for (List<DatedRow> figure : figures.values()) {
      account = account.plus(RowAccount.of(settlement.of(figure)));
    }
    return account;
  }

  @Test
  void noRowOfADamagedFileIsLost() throws IOException {
    RowAccount all = RowAccount.EMPTY;
    for (int seed = 0; seed < FILES; seed++) {
      String name = String.format(Locale.ROOT, "seed %d", seed);
      List<ReceivedRow> rows = rows(text(new Random(seed)), name);
      RowAccount account = account(rows);
      assertThat(account.rows()).as(name).isEqualTo(rows.size());
      all = all.plus(account);
    }
    assertThat(List.of(all.observed(), all.rejected(), all.notReported(), all.duplicates()))
        .as("each happens")
        .allMatch(count -> count > 20);
  }

  @Test
  void aQuoteThatIsNeverClosedCostsItsLineOnly() throws IOException {
    String table = "doc_id,obs_id,region_code,metric_code,value,unit,period_start\n";
    String good = "d,%d,A,poor,5,人,2019\n";
    StringBuilder text = new StringBuilder(table);
    for (int row = 0; row < 30; row++) {
      text.append(good.formatted(row).replace("poor", row == 11 ? "\"poor" : "poor"));
    }
    RowAccount account = account(rows(text.toString(), "open"));
    assertThat(account.observed()).isEqualTo(29);
    assertThat(account.rejected()).isEqualTo(1);
  }
}
