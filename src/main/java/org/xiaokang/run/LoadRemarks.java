package org.xiaokang.run;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.xiaokang.ingest.Remark;

/** What is to be told of rows that were read, counted by source, each kind with one example. */
public final class LoadRemarks implements Serializable {
  private static final long serialVersionUID = 1L;

  private record Counted(long rows, String example) implements Serializable {
    private static final long serialVersionUID = 1L;

    Counted plus(Counted other) {
      return new Counted(
          rows + other.rows, example.compareTo(other.example) <= 0 ? example : other.example);
    }
  }

  private final TreeMap<String, TreeMap<Remark.Kind, Counted>> bySource = new TreeMap<>();

  /** Counts remarks on a row. */
  void add(String source, List<Remark> remarks) {
    for (Remark remark : remarks) {
      add(source, remark.kind(), new Counted(1, remark.example()));
    }
  }

  private void add(String source, Remark.Kind kind, Counted some) {
    bySource.computeIfAbsent(source, name -> new TreeMap<>()).merge(kind, some, Counted::plus);
  }

  /** Adds those of another task. */
  void add(LoadRemarks other) {
    other.bySource.forEach(
        (source, kinds) -> kinds.forEach((kind, counted) -> add(source, kind, counted)));
  }

  /** In words, one line for each source and kind. */
  List<String> told() {
    List<String> told = new ArrayList<>();
    for (Map.Entry<String, TreeMap<Remark.Kind, Counted>> source : bySource.entrySet()) {
      source
          .getValue()
          .forEach(
              (kind, counted) ->
                  told.add(
                      String.format(
                          Locale.ROOT,
                          "source '%s': %,d %s (%s)",
                          source.getKey(),
                          counted.rows(),
                          kind.told(),
                          counted.example())));
    }
    return told;
  }
}
