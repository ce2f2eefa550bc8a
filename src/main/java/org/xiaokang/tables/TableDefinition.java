package org.xiaokang.tables;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.xiaokang.catalogue.XiaokangException;

/**
 * What a Delta table of the lake is: its columns in order, what must hold for each row, and how it
 * is clustered.
 *
 * @param name the table's name, which is also its folder in the lake
 * @param comment one sentence: grain and meaning
 * @param columns the columns in order
 * @param constraints name to SQL condition that holds for every row; a condition that is null
 *     counts as broken
 * @param clusterBy columns by which rows lie together, at most four
 */
public record TableDefinition(
    String name,
    String comment,
    List<Column> columns,
    Map<String, String> constraints,
    List<String> clusterBy) {

  /**
   * One column.
   *
   * @param name the column's name
   * @param type the Spark type
   * @param nullable whether a row may lack it
   * @param comment meaning, with the unit where the value has one
   */
  public record Column(String name, DataType type, boolean nullable, String comment) {
    /** A column that may be null. */
    public static Column optional(String name, DataType type, String comment) {
      return new Column(name, type, true, comment);
    }

    /** A column that every row has. */
    public static Column required(String name, DataType type, String comment) {
      return new Column(name, type, false, comment);
    }
  }

  public TableDefinition {
    columns = List.copyOf(columns);
    constraints = Map.copyOf(constraints);
    clusterBy = List.copyOf(clusterBy);
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      if (!names.add(column.name())) {
        throw new XiaokangException(
            "table '"
                + name
                + "' defines column '"
                + column.name()
                + "' twice; name each column once");
      }
    }
    for (String column : clusterBy) {
      if (!names.contains(column)) {
        throw new XiaokangException(
            "table '"
                + name
                + "' is clustered by '"
                + column
                + "', which is none of its columns "
                + names);
      }
    }
  }

  /** The columns as a Spark schema, comments included. */
  public StructType schema() {
    StructType schema = new StructType();
    for (Column column : columns) {
      StructField field =
          DataTypes.createStructField(column.name(), column.type(), column.nullable());
      schema = schema.add(field.withComment(column.comment()));
    }
    return schema;
  }

  /**
   * Requires that {@code actual} has exactly these columns, in any order, with exactly these types;
   * nullability is left to the constraints at write time.
   *
   * @throws XiaokangException naming every missing, unexpected and mistyped column
   */
  public void requireColumns(StructType actual) {
    Map<String, DataType> present = new TreeMap<>();
    for (StructField field : actual.fields()) {
      present.put(field.name(), field.dataType());
    }
    List<String> problems = new ArrayList<>();
    for (Column column : columns) {
      DataType found = present.remove(column.name());
      if (found == null) {
        problems.add("column '" + column.name() + "' (" + column.type().sql() + ") is missing");
      } else if (!DataType.equalsIgnoreNullability(found, column.type())) {
        problems.add(
            "column '"
                + column.name()
                + "' is "
                + found.sql()
                + ", expected "
                + column.type().sql());
      }
    }
    present.forEach(
        (column, type) ->
            problems.add("column '" + column + "' (" + type.sql() + ") is not defined"));
    if (!problems.isEmpty()) {
      throw new XiaokangException(
          "table '"
              + name
              + "' cannot take these rows: "
              + String.join("; ", problems)
              + "; expected the columns "
              + columns.stream().map(Column::name).collect(joining(", ", "[", "]")));
    }
  }
}
