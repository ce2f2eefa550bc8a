package org.xiaokang.source;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * The columns that folders of names like year=2020 stand for, as Spark finds them.
 *
 * @param columns their names
 * @param cells by file: their texts, null for the folder of no value
 */
record FolderCells(List<String> columns, Map<String, List<@Nullable String>> cells) {
  private static final FolderCells NONE = new FolderCells(List.of(), Map.of());

  /** What Spark says of a file itself. */
  private static final Set<String> OF_A_FILE =
      Set.of("path", "modificationTime", "length", "content");

  FolderCells {
    columns = List.copyOf(columns);
    cells = Map.copyOf(cells);
  }

  static FolderCells of(SparkSession spark, InputFiles files) {
    if (!files.hasFolderCells()) {
      return NONE;
    }
    Dataset<Row> listed =
        spark
            .read()
            .options(files.source().options())
            .format("binaryFile")
            .load(files.roots().toArray(String[]::new));
    List<String> columns =
        Arrays.stream(listed.columns()).filter(name -> !OF_A_FILE.contains(name)).toList();
    List<Column> asked = new ArrayList<>(List.of(col("path")));
    columns.forEach(name -> asked.add(ColumnText.named(name).cast("string")));
    Map<String, List<@Nullable String>> cells = new HashMap<>();
    for (Row row : listed.select(asked.toArray(Column[]::new)).collectAsList()) {
      List<@Nullable String> texts = new ArrayList<>();
      for (int i = 1; i < row.size(); i++) {
        texts.add(row.getString(i));
      }
      cells.put(row.getString(0), texts);
    }
    return new FolderCells(columns, cells);
  }

  /**
   * Where these columns stand among those of the files: behind them, but a file's column of the
   * same name gives way.
   *
   * @param others the columns of the files; those that are missing are added
   */
  List<Integer> positions(List<String> others) {
    List<Integer> positions = new ArrayList<>();
    for (String column : columns) {
      int at = 0;
      while (at < others.size() && !others.get(at).equalsIgnoreCase(column)) {
        at++;
      }
      if (at == others.size()) {
        others.add(column);
      }
      positions.add(at);
    }
    return positions;
  }

  List<@Nullable String> of(FileStatus file) {
    return cells.getOrDefault(file.getPath().toString(), List.of());
  }
}
