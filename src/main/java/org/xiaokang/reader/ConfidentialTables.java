package org.xiaokang.reader;

import java.util.Set;

/**
 * The tables that have figures as they were received; where counts are suppressed they are not to
 * be published.
 */
public final class ConfidentialTables {
  /** The table that a release has where counts are suppressed. */
  public static final String FIGURES = "confidential_figures";

  /** All of them. */
  public static final Set<String> NAMES =
      Set.of("rejected_metrics", "observations", "observation_history", FIGURES);

  private ConfidentialTables() {}
}
