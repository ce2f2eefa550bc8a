package org.xiaokang;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xiaokang.lake.ColumnType;
import org.xiaokang.lake.TableCommitter;
import org.xiaokang.lake.TableFiles;
import org.xiaokang.lake.TableSchema;

/** Rows of a table written as JSON, for tests that need few columns of them. */
public final class JsonRows {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonRows() {}

  /**
   * Writes rows, to be committed next; its conditions are left to the real rows.
   *
   * @param rows objects with the table's columns; lists and maps are empty, what is missing is null
   */
  public static TableFiles write(
      TableCommitter committer, TableSchema<?> table, List<String> rows) {
    List<TableSchema.Column<JsonNode>> columns = new ArrayList<>();
    for (TableSchema.Column<?> column : table.columns()) {
      columns.add(
          new TableSchema.Column<>(
              column.name(),
              column.type(),
              column.nullable(),
              column.comment(),
              row -> cell(row.get(column.name()), column.type()),
              column.repeats()));
    }
    TableSchema<JsonNode> schema =
        new TableSchema<>(table.name(), table.comment(), columns, List.of(), table.clusterBy());
    return committer.write(schema, rows.stream().map(JsonRows::parsed).toList());
  }

  private static JsonNode parsed(String row) {
    try {
      return JSON.readTree(row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Object cell(@Nullable JsonNode cell, ColumnType type) {
    if (cell == null || cell.isNull()) {
      return null;
    }
    if (!(type instanceof ColumnType.Plain plain)) {
      return type instanceof ColumnType.ListOf ? List.of() : Map.of();
    }
    return switch (plain) {
      case TEXT -> cell.asText();
      case BOOLEAN -> cell.asBoolean();
      case INTEGER -> cell.asInt();
      case LONG -> cell.asLong();
      case DOUBLE -> cell.asDouble();
      case DATE -> LocalDate.parse(cell.asText());
      case DECIMAL -> cell.decimalValue();
      case TIMESTAMP -> throw new IllegalArgumentException("a moment in JSON: " + cell);
    };
  }
}
