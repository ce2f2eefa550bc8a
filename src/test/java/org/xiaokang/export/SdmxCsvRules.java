package org.xiaokang.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a data message: the SDMX-CSV field guide 2.0.0 (columns, header, content), RFC 4180,
 * and the structure message it refers to (code lists, types, attachment). Written from the
 * standards, with none of the project's classes.
 */
public final class SdmxCsvRules {
  /** RFC 4180, section 2: CRLF after each record, quotes doubled within quotes and nowhere else. */
  private static final Pattern FILE =
      Pattern.compile(
          "(?:(?:CELL)(?:,(?:CELL))*\r\n)+".replace("CELL", "\"(?:[^\"]|\"\")*+\"|[^\",\r\n]*+"));

  /** SDMXCommon.xsd: ObservationalTimePeriodType without times of day and zones. */
  private static final Pattern TIME_PERIOD =
      Pattern.compile(
          "\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?"
              + "|\\d{4}-(A1|S[12]|T[1-3]|Q[1-4]|M(0[1-9]|1[0-2])|W(0[1-9]|[1-4]\\d|5[0-3])|D[0-3]\\d\\d)"
              + "|\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])/P(?=\\d)(\\d+Y)?(\\d+M)?(\\d+D)?");

  private static final Pattern STRUCTURE_ID =
      Pattern.compile(
          "[A-Za-z][A-Za-z0-9_-]*(\\.[A-Za-z][A-Za-z0-9_-]*)*:[A-Za-z0-9_@$-]+(\\(\\d+\\.\\d+(\\.\\d+)?\\))?");

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_@$-]+");

  private SdmxCsvRules() {}

  /** The records by column, once every rule is found to hold. */
  public static List<Map<String, String>> check(Path message, Path structureMessage)
      throws IOException {
    String text = utf8(Files.readAllBytes(message));
    assertThat(FILE.matcher(text).matches()).as("RFC 4180").isTrue();
    List<String[]> records = parse(message);
    List<String> header = List.of(records.get(0));
    assertThat(header).doesNotHaveDuplicates().startsWith("STRUCTURE", "STRUCTURE_ID", "ACTION");
    Structure structure = Structure.read(structureMessage);
    List<String> components = header.subList(3, header.size());
    assertThat(components).as("in the order of the structure").isEqualTo(structure.components());
    Set<List<String>> keys = new HashSet<>();
    List<Map<String, String>> rows = new ArrayList<>();
    for (String[] cells : records.subList(1, records.size())) {
      assertThat(cells).hasSize(header.size());
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < cells.length; i++) {
        row.put(header.get(i), cells[i]);
      }
      assertThat(row.get("STRUCTURE")).isEqualTo("dataflow");
      assertThat(row.get("STRUCTURE_ID")).matches(STRUCTURE_ID).isEqualTo(structure.dataflow());
      assertThat(row.get("ACTION")).isIn("I", "A", "R", "D");
      List<String> key = new ArrayList<>();
      for (String dimension : structure.dimensions()) {
        assertThat(row.get(dimension)).as(dimension).isNotNull();
        key.add(row.get(dimension));
      }
      assertThat(keys.add(key)).as("one observation per key: " + key).isTrue();
      structure.values().forEach((id, rule) -> rule.check(id, row.get(id)));
      rows.add(row);
    }
    structure.checkAttachment(rows);
    return rows;
  }

  private static String utf8(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(bytes))
        .toString();
  }

  /** The cells of a file as an independent parser reads them; null where a cell is empty. */
  public static List<String[]> parse(Path file) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setMaxColumns(2000);
    settings.setMaxCharsPerColumn(-1);
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    settings.setIgnoreLeadingWhitespacesInQuotes(false);
    settings.setEmptyValue("");
    settings.getFormat().setLineSeparator("\r\n");
    settings.getFormat().setQuoteEscape('"');
    settings.setNormalizeLineEndingsWithinQuotes(false);
    return new CsvParser(settings).parseAll(file.toFile(), StandardCharsets.UTF_8);
  }

  private interface Rule {
    void check(String id, @Nullable String value);
  }

  private record Structure(
      String dataflow,
      List<String> dimensions,
      List<String> components,
      Map<String, Rule> values,
      Map<String, List<String>> attached) {
    static Structure read(Path file) throws IOException {
      JsonNode data = new ObjectMapper().readTree(file.toFile()).path("data");
      Map<String, Set<String>> lists = new TreeMap<>();
      for (JsonNode list : data.path("codelists")) {
        Set<String> codes = new HashSet<>();
        for (JsonNode code : list.path("codes")) {
          assertThat(code.path("id").asText()).matches(ID);
          assertThat(code.path("name").asText()).isNotBlank();
          assertThat(codes.add(code.path("id").asText())).isTrue();
        }
        lists.put("urn:sdmx:org.sdmx.infomodel.codelist.Codelist=" + reference(list), codes);
      }
      JsonNode flow = data.path("dataflows").get(0);
      JsonNode dsd = data.path("dataStructures").get(0);
      assertThat(flow.path("structure").asText())
          .isEqualTo("urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=" + reference(dsd));
      JsonNode parts = dsd.path("dataStructureComponents");
      Set<String> concepts = new HashSet<>();
      data.path("conceptSchemes")
          .get(0)
          .path("concepts")
          .forEach(c -> concepts.add(c.path("id").asText()));
      List<JsonNode> dimensions = new ArrayList<>();
      parts.at("/dimensionList/dimensions").forEach(dimensions::add);
      dimensions.add(parts.at("/dimensionList/timeDimension"));
      List<JsonNode> all = new ArrayList<>(dimensions);
      parts.at("/measureList/measures").forEach(all::add);
      Map<String, List<String>> attached = new HashMap<>();
      for (JsonNode attribute : parts.at("/attributeList/attributes")) {
        all.add(attribute);
        List<String> to = new ArrayList<>();
        attribute.at("/attributeRelationship/dimensions").forEach(d -> to.add(d.asText()));
        if (!to.isEmpty() || attribute.path("attributeRelationship").has("dataflow")) {
          attached.put(attribute.path("id").asText(), to);
        }
      }
      Map<String, Rule> rules = new HashMap<>();
      for (JsonNode component : all) {
        String id = component.path("id").asText();
        assertThat(concepts).contains(id);
        rules.put(id, rule(component, lists));
      }
      return new Structure(reference(flow), ids(dimensions), ids(all), rules, attached);
    }

    private static Rule rule(JsonNode component, Map<String, Set<String>> lists) {
      boolean needed = component.path("usage").asText().equals("mandatory");
      JsonNode representation = component.path("localRepresentation");
      String type = representation.at("/format/dataType").asText();
      Set<String> codes = lists.get(representation.path("enumeration").asText());
      assertThat(type.isEmpty()).as(component.toString()).isEqualTo(codes != null);
      return (id, value) -> {
        if (value == null) {
          assertThat(needed).as(id + " is mandatory").isFalse();
        } else if (codes != null) {
          assertThat(codes).as(id).contains(value);
        } else {
          switch (type) {
            case "ObservationalTimePeriod" -> assertThat(value).matches(TIME_PERIOD);
            case "Double" -> assertThat(value).matches("-?\\d+(\\.\\d+)?");
            case "Integer" -> assertThat(value).matches("-?\\d+");
            case "GregorianDay" -> assertThat(value).matches("\\d{4}-\\d\\d-\\d\\d");
            default -> assertThat(type).isEqualTo("String");
          }
        }
      };
    }

    /** An attribute of some dimensions says one thing for each of their codes. */
    void checkAttachment(List<Map<String, String>> rows) {
      attached.forEach(
          (attribute, to) -> {
            Map<List<String>, String> said = new HashMap<>();
            for (Map<String, String> row : rows) {
              List<String> key = to.stream().map(row::get).toList();
              String value = String.valueOf(row.get(attribute));
              assertThat(said.getOrDefault(key, value))
                  .as(attribute + " of " + key)
                  .isEqualTo(value);
              said.put(key, value);
            }
          });
    }

    private static List<String> ids(List<JsonNode> nodes) {
      return nodes.stream().map(node -> node.path("id").asText()).toList();
    }

    private static String reference(JsonNode artefact) {
      return artefact.path("agencyID").asText()
          + ":"
          + artefact.path("id").asText()
          + "("
          + artefact.path("version").asText()
          + ")";
    }
  }
}
