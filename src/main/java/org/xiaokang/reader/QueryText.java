package org.xiaokang.reader;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xiaokang.catalogue.XiaokangException;

/**
 * What a query reads, as DuckDB's own parser sees it.
 *
 * @param tables names of tables in the query, those of its own WITH clauses among them
 * @param isOfAll whether it asks which tables there are
 */
record QueryText(Set<String> tables, boolean isOfAll) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern EXPLAIN =
      Pattern.compile("\\s*explain(\\s+analyze)?\\s", Pattern.CASE_INSENSITIVE);

  /**
   * Parses one statement.
   *
   * @throws XiaokangException if the SQL does not hold, in DuckDB's words, or if it is no query: a
   *     release is for reading
   */
  static QueryText parse(DuckDb duck, String sql) {
    Matcher explain = EXPLAIN.matcher(sql);
    String query = explain.lookingAt() ? sql.substring(explain.end()) : sql;
    JsonNode parsed = parsed(duck, query);
    if (parsed.path("error").asBoolean()) {
      if (parsed.path("error_type").asText().equals("not implemented")) {
        throw notReading("it does something else");
      }
      throw new XiaokangException(
          "the query does not hold: "
              + parsed.path("error_message").asText()
              + place(query, parsed.path("position").asInt(-1)));
    }
    if (parsed.path("statements").size() != 1) {
      throw notReading("it has " + parsed.path("statements").size() + " statements");
    }
    Set<String> tables = new TreeSet<>();
    boolean all = collect(parsed, tables);
    return new QueryText(tables, all);
  }

  private static JsonNode parsed(DuckDb duck, String query) {
    try {
      String json =
          duck.query(
              "select json_serialize_sql(?::VARCHAR)::VARCHAR",
              List.of(query),
              rows -> {
                rows.next();
                return rows.getString(1);
              });
      return JSON.readTree(json);
    } catch (SQLException | JsonProcessingException e) {
      throw new XiaokangException("the query cannot be parsed: " + e.getMessage(), e);
    }
  }

  private static XiaokangException notReading(String found) {
    return new XiaokangException(
        "a query reads a release and changes nothing ("
            + found
            + "); expected one SELECT, FROM, WITH ... SELECT, DESCRIBE, SHOW, SUMMARIZE or"
            + " EXPLAIN");
  }

  /** The line of the query that has the place, and a mark below it. */
  private static String place(String query, int position) {
    if (position < 0 || position > query.length()) {
      return "";
    }
    int start = query.lastIndexOf('\n', position - 1) + 1;
    int end = query.indexOf('\n', position);
    return "\n  "
        + query.substring(start, end < 0 ? query.length() : end)
        + "\n  "
        + " ".repeat(position - start)
        + "^";
  }

  /** Collects names of tables; answers whether the query asks which there are. */
  private static boolean collect(JsonNode node, Set<String> tables) {
    boolean all = false;
    String type = node.path("type").asText();
    if (type.equals("BASE_TABLE") || type.equals("SHOW_REF")) {
      String name = node.path("table_name").asText();
      if (name.startsWith("\"") && name.endsWith("\"") && name.length() > 1) {
        name = name.substring(1, name.length() - 1).replace("\"\"", "\"");
        all = name.equals("tables") || name.equals("databases"); // SHOW TABLES
      }
      tables.add(name);
      all |= node.path("schema_name").asText().equals("information_schema");
      all |= name.startsWith("duckdb_") || name.startsWith("pg_");
      all |= type.equals("SHOW_REF") && name.startsWith("__show");
    } else if (type.equals("FUNCTION")) {
      all = node.path("function_name").asText().startsWith("duckdb_");
    }
    for (JsonNode child : node) {
      all |= collect(child, tables);
    }
    return all;
  }
}
