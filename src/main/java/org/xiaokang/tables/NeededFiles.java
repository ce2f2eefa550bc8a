package org.xiaokang.tables;

import static scala.jdk.javaapi.CollectionConverters.asJava;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddCDCFile;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.RemoveFile;
import org.xiaokang.catalogue.XiaokangException;
import scala.Option;
import scala.Tuple2;
import scala.collection.immutable.Seq;

/**
 * Which files several versions of a table consist of. The oldest is read whole, the others from
 * what each commit after it added and removed: one pass over the log, on the driver, which holds
 * the names of the files and no more.
 */
final class NeededFiles {
  private final DeltaLog log;

  /** A file of rows, and what belongs to it: itself and its deletion vector, if it has one. */
  private final Map<Path, List<Path>> live = new HashMap<>();

  private final Set<Path> needed = new HashSet<>();

  private NeededFiles(DeltaLog log) {
    this.log = log;
  }

  /**
   * The files of {@code versions} and of the present version, and what changed between them if the
   * table records that.
   *
   * @throws XiaokangException if the log does not reach back to the oldest of them
   */
  static Set<Path> of(DeltaLog log, Collection<Long> versions, long present) {
    TreeSet<Long> kept = new TreeSet<>(versions);
    kept.add(present);
    NeededFiles files = new NeededFiles(log);
    files.begin(kept.first());
    files.keep();
    Iterator<Tuple2<Object, Seq<Action>>> commits =
        asJava(log.getChanges(kept.first() + 1, Option.empty(), false));
    while (commits.hasNext()) {
      Tuple2<Object, Seq<Action>> commit = commits.next();
      files.apply(asJava(commit._2()));
      if (kept.contains((Long) commit._1())) {
        files.keep();
      }
    }
    return files.needed;
  }

  private void begin(long version) {
    try {
      log.getSnapshotAt(version, Option.empty(), Option.empty(), false)
          .allFiles()
          .toLocalIterator()
          .forEachRemaining(this::add);
    } catch (Exception e) {
      throw new XiaokangException(
          "version "
              + version
              + " of the table at "
              + log.dataPath()
              + " cannot be read, and a release that is kept needs it; nothing of the table was"
              + " removed. If its log is lost, let the release go: fewer 'releases' and 'days' under"
              + " 'retention'",
          e);
    }
  }

  /** Removals first: a file whose deletion vector changes is removed and added by one commit. */
  private void apply(List<Action> actions) {
    for (Action action : actions) {
      if (action instanceof RemoveFile removed) {
        live.remove(qualified(removed.absolutePath(log)));
      }
    }
    for (Action action : actions) {
      if (action instanceof AddFile added) {
        add(added);
      } else if (action instanceof AddCDCFile changes) {
        needed.add(qualified(changes.absolutePath(log)));
      }
    }
  }

  private void add(AddFile file) {
    Path path = qualified(file.absolutePath(log));
    live.put(
        path,
        file.deletionVector() != null && file.deletionVector().isOnDisk()
            ? List.of(path, qualified(file.deletionVector().absolutePath(log.dataPath())))
            : List.of(path));
  }

  private void keep() {
    live.values().forEach(needed::addAll);
  }

  private Path qualified(Path path) {
    return path.makeQualified(log.dataPath().toUri(), log.dataPath());
  }
}
