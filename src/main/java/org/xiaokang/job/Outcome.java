package org.xiaokang.job;

import java.util.List;
import java.util.Optional;
import org.xiaokang.lake.WriteResult;
import org.xiaokang.reader.Release;

/**
 * What a job did.
 *
 * @param counts the account of the load
 * @param conflicts how many figures stand in the view conflicts
 * @param written each table, its version and rows
 * @param headlines rows of indicator, region, period, value, unit and what must be said with it
 * @param compared what the release says of regions beside each other
 * @param release the release readers see now, if there is one
 * @param published whether this run made it
 * @param held the newest release, if gates hold it back
 * @param verdict what the gates found
 * @param notes what is to be told of the sources, a sentence each
 * @param page where the page that tells of this run's release stands, or why there is none; empty
 *     where the run made no release
 */
public record Outcome(
    Counts counts,
    long conflicts,
    List<WriteResult> written,
    List<List<String>> headlines,
    RegionsSideBySide compared,
    Optional<Release> release,
    boolean published,
    Optional<Release> held,
    Verdict verdict,
    List<String> notes,
    Optional<String> page) {
  /** Keeps copies. */
  public Outcome {
    written = List.copyOf(written);
    headlines = List.copyOf(headlines);
    notes = List.copyOf(notes);
  }
}
