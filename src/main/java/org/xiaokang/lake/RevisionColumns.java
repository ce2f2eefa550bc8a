package org.xiaokang.lake;

/** What the tables observations and observation_history say of revisions. */
final class RevisionColumns {
  static final String BEGAN_BY =
      "first report; correction: printed otherwise; reading: printed the same, read otherwise"
          + " (catalogue, regions, program); return: it had been withdrawn";

  /** The predicate is the enumeration's. */
  static final String BEGAN_BY_IS_KNOWN =
      "began_by IN ('first report', 'correction', 'reading', 'return')";

  private RevisionColumns() {}
}
