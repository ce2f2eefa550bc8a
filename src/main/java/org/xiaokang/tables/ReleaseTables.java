package org.xiaokang.tables;

import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.lake.ObservationsTable;
import org.xiaokang.reader.Release;

/** The tables of a release, each at its version, and what is seen through them. */
record ReleaseTables(Lake lake, Release release) implements Tables {
  private static final String OBSERVATIONS = ObservationsTable.SCHEMA.name();

  @Override
  public Dataset<Row> table(String name) {
    if (name.equals(Conflicts.NAME)) {
      return Conflicts.of(table(OBSERVATIONS));
    }
    Long version = release.tables().get(name);
    if (version == null) {
      throw new XiaokangException(
          "release '"
              + release.releaseId()
              + "' has no table '"
              + name
              + "'; it has "
              + new TreeSet<>(release.tables().keySet()));
    }
    return lake.read(name, version);
  }

  /** Registers everything as temporary views of the same names. */
  void register() {
    for (String name : release.tables().keySet()) {
      Dataset<Row> table = table(name);
      table.createOrReplaceTempView(name);
      if (name.equals(OBSERVATIONS) && Conflicts.areCounted(table)) {
        Conflicts.of(table).createOrReplaceTempView(Conflicts.NAME);
      }
    }
  }
}
