package org.xiaokang.export;

import static java.util.Map.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The structure message that a data message needs to be understood: dataflow, data structure,
 * concepts and code lists, as SDMX-JSON 2.0.0 (aligned, as SDMX-CSV 2.0 is, with SDMX 3.0).
 *
 * @param releaseId the release the code lists are of
 * @param prepared when the message was made
 * @param areas the regions
 * @param indicators the indicators
 */
public record SdmxStructure(
    String releaseId, Instant prepared, List<Code> areas, List<Code> indicators) {
  /** The dimensions, in the order of the key; TIME_PERIOD is the last. */
  static final List<String> DIMENSIONS =
      List.of("REF_AREA", "INDICATOR", "SCOPE", "FREQ", "PERIOD_KIND", "ORIGIN", "TIME_PERIOD");

  static final String MEASURE = "OBS_VALUE";

  static final List<String> ATTRIBUTES =
      List.of(
          "UNIT_MEASURE",
          "OBS_STATUS",
          "DECIMALS",
          "BOUND",
          "COMMENT_OBS",
          "BASE_PERIOD",
          "COVERAGE",
          "PERIOD_START",
          "PERIOD_END",
          "RELEASE_ID");

  private static final String AGENCY = "XIAOKANG";
  private static final String VERSION = "(1.0.0)";

  /** What STRUCTURE_ID says. */
  static final String DATAFLOW = AGENCY + ":INDICATORS" + VERSION;

  /** What each component means; the cross-domain concepts of SDMX keep their names. */
  private static final Map<String, String> CONCEPTS =
      Map.ofEntries(
          entry("REF_AREA", "Reference area: the region, by its code as of the period"),
          entry("INDICATOR", "Indicator"),
          entry("SCOPE", "Breakdown the value covers: all, or key=value;key=value"),
          entry("FREQ", "Frequency of observation"),
          entry(
              "PERIOD_KIND",
              "Kind of period. With PERIOD_START empty, TIME_PERIOD is the last day of a period whose first is"
                  + " not known"),
          entry("ORIGIN", "Whether the value is from the area's own figures or from regions below"),
          entry("TIME_PERIOD", "Time period"),
          entry("OBS_VALUE", "Observation value, in UNIT_MEASURE"),
          entry("UNIT_MEASURE", "Unit of measure"),
          entry("OBS_STATUS", "Observation status"),
          entry("DECIMALS", "Digits behind the decimal point when the value is shown"),
          entry("BOUND", "Whether the true value is at least, at most or about OBS_VALUE"),
          entry("COMMENT_OBS", "What must be said with the value"),
          entry("BASE_PERIOD", "Period of the earlier value, in a change over time"),
          entry("COVERAGE", "How much of the area the value covers, 0 to 1"),
          entry("PERIOD_START", "First day of the period; empty when unknown"),
          entry("PERIOD_END", "Last day of the period; empty when unknown"),
          entry("RELEASE_ID", "Release the value is of"));

  /** Code lists that are the same in every release. */
  private static final Map<String, List<Code>> LISTS =
      Map.of(
          "FREQ",
          List.of(
              new Code("A", "Annual"),
              new Code("S", "Half-yearly, semester"),
              new Code("Q", "Quarterly"),
              new Code("M", "Monthly"),
              new Code("D", "Daily"),
              new Code("_O", "Other"),
              new Code("_U", "Unspecified")),
          "PERIOD_KIND",
          List.of(
              new Code("year", "Calendar year"),
              new Code("half_year", "Calendar half-year"),
              new Code("quarter", "Calendar quarter"),
              new Code("month", "Calendar month"),
              new Code("year_to_date", "From 1 January"),
              new Code("cumulative", "Sum over the period"),
              new Code("average", "Average over the period"),
              new Code("point", "At a day"),
              new Code("unknown", "Not said")),
          "ORIGIN",
          List.of(
              new Code("reported", "From the area's own figures"),
              new Code("aggregated", "From the figures of the regions below")),
          "OBS_STATUS",
          List.of(new Code("A", "Normal value"), new Code("E", "Estimated value")),
          "BOUND",
          List.of(
              new Code("at_least", "At least"),
              new Code("at_most", "At most"),
              new Code("approx", "About")));

  /** Attributes that say something else than plain text. */
  private static final Map<String, String> TYPES =
      Map.of(
          "DECIMALS", "Integer",
          "COVERAGE", "Double",
          "PERIOD_START", "GregorianDay",
          "PERIOD_END", "GregorianDay");

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * One code.
   *
   * @param id the code
   * @param names its names by language
   * @param description what it means; blank where the name says it
   */
  public record Code(String id, Map<String, String> names, String description) {
    Code(String id, String name) {
      this(id, Map.of("en", name), "");
    }
  }

  /** The message as JSON. */
  public String json() {
    List<Map<String, Object>> lists = new ArrayList<>();
    lists.add(list("REF_AREA", "Regions", areas));
    lists.add(list("INDICATOR", "Indicators", indicators));
    LISTS.keySet().stream()
        .sorted()
        .forEach(id -> lists.add(list(id, concept(id), Objects.requireNonNull(LISTS.get(id)))));
    Map<String, Object> dataflow = artefact("INDICATORS", "Indicators of regions");
    dataflow.put("structure", urn("datastructure.DataStructure", "INDICATORS"));
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("dataflows", List.of(dataflow));
    data.put("dataStructures", List.of(dataStructure()));
    data.put("conceptSchemes", List.of(concepts()));
    data.put("codelists", lists);
    try {
      return JSON.writeValueAsString(ordered("meta", meta(), "data", data)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, Object> meta() {
    return ordered(
        "id",
        "RELEASE_" + releaseId.replaceAll("[^A-Za-z0-9_-]", "_"),
        "prepared",
        prepared.toString(),
        "test",
        false,
        "contentLanguages",
        List.of("en", "zh"),
        "sender",
        Map.of("id", AGENCY));
  }

  private Map<String, Object> dataStructure() {
    List<Map<String, Object>> dimensions = new ArrayList<>();
    for (String id : DIMENSIONS.subList(0, DIMENSIONS.size() - 1)) {
      Map<String, Object> dimension = component(id);
      dimension.put("position", dimensions.size() + 1);
      dimensions.add(dimension);
    }
    List<Map<String, Object>> attributes = new ArrayList<>();
    for (String id : ATTRIBUTES) {
      Map<String, Object> attribute = component(id);
      attribute.put("usage", id.matches("UNIT_MEASURE|OBS_STATUS") ? "mandatory" : "optional");
      attribute.put(
          "attributeRelationship",
          switch (id) {
            case "UNIT_MEASURE", "DECIMALS" -> Map.of("dimensions", List.of("INDICATOR"));
            case "RELEASE_ID" -> Map.of("dataflow", Map.of());
            default -> Map.of("observation", Map.of());
          });
      attributes.add(attribute);
    }
    Map<String, Object> time = component("TIME_PERIOD");
    Map<String, Object> measure = component(MEASURE);
    Map<String, Object> structure = artefact("INDICATORS", "Indicators of regions");
    structure.put(
        "dataStructureComponents",
        ordered(
            "dimensionList",
            ordered("id", "DimensionDescriptor", "dimensions", dimensions, "timeDimension", time),
            "measureList",
            ordered("id", "MeasureDescriptor", "measures", List.of(measure)),
            "attributeList",
            ordered("id", "AttributeDescriptor", "attributes", attributes)));
    return structure;
  }

  /** A component with its concept and its representation: a code list, or a plain type. */
  private static Map<String, Object> component(String id) {
    Object representation =
        switch (id) {
          case "TIME_PERIOD" -> format("ObservationalTimePeriod");
          case "OBS_VALUE" -> format("Double");
          case "REF_AREA", "INDICATOR" -> enumeration(id);
          default ->
              LISTS.containsKey(id) ? enumeration(id) : format(TYPES.getOrDefault(id, "String"));
        };
    return ordered(
        "id",
        id,
        "conceptIdentity",
        urn("conceptscheme.Concept", "CONCEPTS") + "." + id,
        "localRepresentation",
        representation);
  }

  private static Map<String, Object> format(String type) {
    return Map.of("format", Map.of("dataType", type));
  }

  private static Map<String, Object> enumeration(String id) {
    return Map.of("enumeration", urn("codelist.Codelist", "CL_" + id));
  }

  private static Map<String, Object> concepts() {
    Map<String, Object> scheme = artefact("CONCEPTS", "Concepts");
    List<Map<String, Object>> concepts = new ArrayList<>();
    List<String> all = new ArrayList<>(DIMENSIONS);
    all.add(MEASURE);
    all.addAll(ATTRIBUTES);
    for (String id : all) {
      concepts.add(ordered("id", id, "name", concept(id), "names", Map.of("en", concept(id))));
    }
    scheme.put("concepts", concepts);
    return scheme;
  }

  private static String concept(String id) {
    return Objects.requireNonNull(CONCEPTS.get(id), id);
  }

  private static Map<String, Object> list(String id, String name, List<Code> codes) {
    Map<String, Object> list = artefact("CL_" + id, name);
    List<Map<String, Object>> items = new ArrayList<>();
    for (Code code : codes) {
      Map<String, Object> item =
          ordered(
              "id",
              code.id(),
              "name",
              code.names().getOrDefault("en", code.id()),
              "names",
              code.names());
      if (!code.description().isEmpty()) {
        item.put("description", code.description());
        item.put("descriptions", Map.of("en", code.description()));
      }
      items.add(item);
    }
    list.put("codes", items);
    return list;
  }

  private static Map<String, Object> artefact(String id, String name) {
    return ordered(
        "id",
        id,
        "version",
        "1.0.0",
        "agencyID",
        AGENCY,
        "name",
        name,
        "names",
        Map.of("en", name));
  }

  private static String urn(String type, String id) {
    return "urn:sdmx:org.sdmx.infomodel." + type + "=" + AGENCY + ":" + id + VERSION;
  }

  /** A mapping that keeps its order; names and values in turn. */
  private static Map<String, Object> ordered(Object... entries) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      map.put((String) entries[i], entries[i + 1]);
    }
    return map;
  }
}
