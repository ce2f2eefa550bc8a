package org.xiaokang.app;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.reader.RegionFinder;
import org.xiaokang.reader.ReleaseCatalogue;
import org.xiaokang.reader.ReleaseReader;
import org.xiaokang.reader.TableColumn;

/**
 * The names in a release that can be completed, each kind read when it is first asked for. Where
 * something cannot be read there are none: completion never fails.
 */
final class PromptNames {
  private final ReleaseReader release;
  private final Map<String, List<TableColumn>> columns = new HashMap<>();
  private final Map<String, List<String>> read = new HashMap<>();

  PromptNames(ReleaseReader release) {
    this.release = release;
  }

  Set<String> tables() {
    return release.tables();
  }

  /** The columns of a table; none where there is no such table. */
  List<TableColumn> columns(String table) {
    return columns.computeIfAbsent(table, name -> orNone(() -> release.columns(name)));
  }

  /** Ids of indicators. */
  List<String> indicators() {
    return read.computeIfAbsent(
        "indicators", kind -> orNone(() -> new ReleaseCatalogue(release).ids()));
  }

  /** Codes and names of regions. */
  List<String> regions() {
    return read.computeIfAbsent("regions", kind -> orNone(() -> new RegionFinder(release).known()));
  }

  /** Ids of the releases of the lake, as they are now. */
  List<String> releases() {
    return orNone(
        () -> release.lake().releases().all().stream().map(one -> one.releaseId()).toList());
  }

  private static <T> List<T> orNone(Supplier<List<T>> names) {
    try {
      return names.get();
    } catch (XiaokangException e) {
      return List.of();
    }
  }
}
