package org.xiaokang.ingest;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.xiaokang.config.Printing;

/** How each source is read, by its name. */
public final class SourceReadings implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TreeMap<String, SourceReading> bySource = new TreeMap<>();

  private SourceReadings() {}

  /**
   * The readings of sources.
   *
   * @param printings what each source declares
   * @param evidence what the columns of sources tell; of others nothing is known
   */
  public static SourceReadings of(
      Map<String, Printing> printings, Map<String, ColumnEvidence> evidence) {
    SourceReadings all = new SourceReadings();
    Map<String, Printing> declared = new HashMap<>(printings);
    evidence.keySet().forEach(source -> declared.putIfAbsent(source, Printing.NOT_DECLARED));
    declared.forEach(
        (source, printing) ->
            all.bySource.put(
                source,
                SourceReading.of(
                    source, printing, evidence.getOrDefault(source, new ColumnEvidence()))));
    return all;
  }

  /** The reading of a source. */
  public SourceReading of(String source) {
    SourceReading known = bySource.get(source);
    return known == null
        ? SourceReading.of(source, Printing.NOT_DECLARED, new ColumnEvidence())
        : known;
  }

  /** All that are known. */
  public Iterable<SourceReading> all() {
    return bySource.values();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SourceReadings one && one.bySource.equals(bySource);
  }

  @Override
  public int hashCode() {
    return bySource.hashCode();
  }
}
