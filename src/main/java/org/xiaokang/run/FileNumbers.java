package org.xiaokang.run;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The files that rows are read from, by numbers. */
public final class FileNumbers implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashMap<String, HashMap<String, Integer>> numbers = new HashMap<>();
  private final ArrayList<String> sources = new ArrayList<>();

  /**
   * A file.
   *
   * @param source the source that it belongs to
   * @param path as its rows name it
   */
  public record Named(String source, String path) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** Files by their places in a list. */
  public FileNumbers(List<Named> files) {
    for (Named file : files) {
      numbers
          .computeIfAbsent(file.source(), source -> new HashMap<>())
          .put(file.path(), sources.size());
      sources.add(file.source());
    }
  }

  /** How many there are. */
  int size() {
    return sources.size();
  }

  /** The number of a file. */
  int of(String source, String path) {
    HashMap<String, Integer> ofSource = numbers.get(source);
    Integer number = ofSource == null ? null : ofSource.get(path);
    if (number == null) {
      throw new IllegalStateException(
          "a row of source '%s' names the file %s, which the run did not find"
              .formatted(source, path));
    }
    return number;
  }

  /** The source of a file. */
  String source(int number) {
    return sources.get(number);
  }

  /** Counts by file, as counts by source. */
  Map<String, Long> bySource(long[] counts) {
    Map<String, Long> all = new HashMap<>();
    for (int file = 0; file < counts.length; file++) {
      if (counts[file] != 0) {
        all.merge(source(file), counts[file], Long::sum);
      }
    }
    return all;
  }
}
