package org.xiaokang.lake;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a load leaves to the next one, so that rows of files that are as they were need not be read
 * again: it names files of the folder {@code _state}.
 *
 * @param runId the run
 * @param load how many loads went before since everything was read
 * @param program the version of the program, which alone reads these files
 * @param tables the versions of the tables that the load made
 * @param decidedBy a hash of what decides which figures later stages take
 * @param files the files that rows were read from; other parts know them by their place here
 * @param figures the register of figures, in one file for each part of the rows
 * @param rows the rows as they were received, in one or more files for each part of the rows
 * @param regions what stands, by neighbouring regions
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LoadState(
    String runId,
    int load,
    String program,
    Map<String, Long> tables,
    String decidedBy,
    List<ReadFile> files,
    List<String> figures,
    List<List<RowsFile>> rows,
    List<RegionPart> regions) {

  /** Keeps copies. */
  public LoadState {
    tables = Map.copyOf(tables);
    files = List.copyOf(files);
    figures = List.copyOf(figures);
    rows = rows.stream().map(List::copyOf).toList();
    regions = List.copyOf(regions);
  }

  /**
   * A file, Delta table or database table that rows were read from.
   *
   * @param source the source
   * @param path as rows name it
   * @param rows how many rows there were
   * @param load the load that read them last
   * @param evidence what its labels and values may say, as ColumnEvidence keeps it
   */
  public record ReadFile(
      String source, String path, long rows, int load, Map<String, String> evidence) {
    /** Keeps a copy. */
    public ReadFile {
      evidence = Map.copyOf(evidence);
    }
  }

  /**
   * Rows as they were received.
   *
   * @param name the file with them
   * @param load the load that wrote it: of files that a later one read it says nothing
   */
  public record RowsFile(String name, int load) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /**
   * What stands of neighbouring regions.
   *
   * @param settled the file with their figures
   * @param standing the file with what was made of these: what later stages take, and reports
   * @param nextDay the first day after the run that one of the figures names; null where there is
   *     none. From that day on gates may count them otherwise.
   */
  public record RegionPart(String settled, String standing, @Nullable String nextDay)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Whether something is to be counted otherwise by a day. */
    public boolean isOutdatedOn(LocalDate day) {
      return nextDay != null && !LocalDate.parse(nextDay).isAfter(day);
    }
  }

  /** The same, whose tables have other versions by now, with the same rows. */
  public LoadState of(Map<String, Long> versions) {
    return new LoadState(runId, load, program, versions, decidedBy, files, figures, rows, regions);
  }

  /** The names of all files of the folder that it needs. */
  Set<String> names() {
    Set<String> names = new TreeSet<>(figures);
    rows.forEach(files -> files.forEach(file -> names.add(file.name())));
    for (RegionPart part : regions) {
      names.add(part.settled());
      names.add(part.standing());
    }
    return names;
  }
}
