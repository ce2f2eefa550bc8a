package org.xiaokang.run;

import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.xiaokang.ingest.ColumnEvidence;

/**
 * What the labels and values of a file may say, or of the part of it that a task read.
 *
 * @param file the file
 * @param kept {@link ColumnEvidence#kept}
 */
public record FileEvidence(FileNumbers.Named file, Map<String, String> kept)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Keeps a copy. */
  public FileEvidence {
    kept = new TreeMap<>(kept);
  }

  /** The evidence of each source. */
  public static Map<String, ColumnEvidence> bySource(Collection<FileEvidence> files) {
    Map<String, ColumnEvidence> bySource = new HashMap<>();
    for (FileEvidence one : files) {
      bySource
          .computeIfAbsent(one.file().source(), source -> new ColumnEvidence())
          .add(ColumnEvidence.of(one.kept()));
    }
    return bySource;
  }

  /** The evidence of each file. */
  public static Map<FileNumbers.Named, Map<String, String>> byFile(Collection<FileEvidence> parts) {
    Map<FileNumbers.Named, ColumnEvidence> byFile = new HashMap<>();
    for (FileEvidence one : parts) {
      byFile
          .computeIfAbsent(one.file(), file -> new ColumnEvidence())
          .add(ColumnEvidence.of(one.kept()));
    }
    Map<FileNumbers.Named, Map<String, String>> kept = new HashMap<>();
    byFile.forEach((file, evidence) -> kept.put(file, evidence.kept()));
    return kept;
  }
}
