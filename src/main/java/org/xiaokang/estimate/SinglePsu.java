package org.xiaokang.estimate;

/**
 * What a stratum with one primary sampling unit adds to a variance: it tells nothing of its own.
 * The words are those of the R package survey's option lonely.psu.
 */
public enum SinglePsu {
  /** There is no standard error, and the reason names the stratum. */
  REFUSE,
  /** It was sure to be drawn, and adds nothing. */
  CERTAINTY,
  /** Its total is held against the mean of all, which for influences is 0. */
  CENTRED,
  /** It adds what the other strata add on average. */
  AVERAGE
}
