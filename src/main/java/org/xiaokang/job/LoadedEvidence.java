package org.xiaokang.job;

import java.util.ArrayList;
import java.util.List;
import org.xiaokang.lake.LoadState;
import org.xiaokang.run.FileEvidence;
import org.xiaokang.run.FileNumbers;

/** What labels and values of the files may say that a load before read. */
final class LoadedEvidence {
  private LoadedEvidence() {}

  /** Of all files that it read. */
  static List<FileEvidence> of(LoadState state) {
    return state.files().stream()
        .map(
            file ->
                new FileEvidence(
                    new FileNumbers.Named(file.source(), file.path()), file.evidence()))
        .toList();
  }

  /** Of the files that are as they were, and of those that changed. */
  static List<FileEvidence> of(LoadState state, ChangedFiles files, List<FileEvidence> changed) {
    List<FileEvidence> all = new ArrayList<>(changed);
    List<FileEvidence> before = of(state);
    for (int number = 0; number < before.size(); number++) {
      if (!files.changed().contains(number)) {
        all.add(before.get(number));
      }
    }
    return all;
  }
}
