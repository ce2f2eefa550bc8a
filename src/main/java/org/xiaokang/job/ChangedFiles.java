package org.xiaokang.job;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.xiaokang.config.Source;
import org.xiaokang.lake.LoadState;
import org.xiaokang.run.FileNumbers;
import org.xiaokang.source.SourceFile;
import org.xiaokang.source.SourceLedger;

/**
 * The files of the sources, by numbers, and which of them are not what the load before read: new
 * ones, those of another content or read otherwise, and those that are gone.
 *
 * @param names the files, those of the load before first and in their order; of them some may be
 *     gone for long
 * @param changed the numbers of those that changed
 * @param textBytes about how many bytes of text each has; 0 where it is gone
 * @param unread how many rows the others have
 */
record ChangedFiles(
    List<FileNumbers.Named> names, Set<Integer> changed, List<Long> textBytes, long unread) {

  static ChangedFiles of(LoadState before, SourceLedger ledger, Collection<Source> sources) {
    Map<FileNumbers.Named, SourceFile> found = new HashMap<>();
    Map<FileNumbers.Named, Long> bytes = new HashMap<>();
    List<FileNumbers.Named> names = new ArrayList<>();
    before.files().forEach(file -> names.add(new FileNumbers.Named(file.source(), file.path())));
    Set<FileNumbers.Named> known = new HashSet<>(names);
    for (Source source : sources) {
      for (SourceFile file : ledger.found(source)) {
        FileNumbers.Named name = new FileNumbers.Named(source.name(), file.path());
        found.put(name, file);
        bytes.put(name, SourceLedger.textBytes(source, file));
        if (known.add(name)) {
          names.add(name);
        }
      }
    }
    Set<Integer> changed = new TreeSet<>();
    List<Long> textBytes = new ArrayList<>();
    long unread = 0;
    for (int number = 0; number < names.size(); number++) {
      SourceFile file = found.get(names.get(number));
      long had = number < before.files().size() ? before.files().get(number).rows() : 0;
      if (file == null ? had > 0 : !ledger.isAsKnown(file)) {
        changed.add(number);
      } else {
        unread += had;
      }
      textBytes.add(bytes.getOrDefault(names.get(number), 0L));
    }
    return new ChangedFiles(names, changed, textBytes, unread);
  }

  FileNumbers numbers() {
    return new FileNumbers(names);
  }

  /** The changed files of a source that are there. */
  Set<String> paths(Source source) {
    Set<String> paths = new TreeSet<>();
    for (int number : changed) {
      FileNumbers.Named name = names.get(number);
      if (name.source().equals(source.name()) && textBytes.get(number) > 0) {
        paths.add(name.path());
      }
    }
    return paths;
  }

  /** The load that read a file last: this one, or an earlier one. */
  int loadOf(int number, LoadState before) {
    return changed.contains(number) ? before.load() + 1 : before.files().get(number).load();
  }

  /** Whether to read the changed ones is no less work than to read all. */
  boolean areMuch() {
    long all = textBytes.stream().mapToLong(bytes -> bytes).sum();
    return 2 * changed.stream().mapToLong(textBytes::get).sum() > all;
  }

  @Override
  public String toString() {
    Set<Integer> all = new HashSet<>(changed);
    for (int number = 0; number < names.size(); number++) {
      if (textBytes.get(number) > 0) {
        all.add(number);
      }
    }
    return "%,d of %,d files changed".formatted(changed.size(), all.size());
  }
}
