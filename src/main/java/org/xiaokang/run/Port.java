package org.xiaokang.run;

/** What a block has in it, and so which stage it is for. */
enum Port {
  /** What a task tells the driver. */
  REPORT,
  /** Rows of distributions, on their way to where they are estimated. */
  RECORDS,
  /** Clusters that were drawn, on their way to be counted. */
  DRAWN,
  /** Rows as received, and estimates as such rows. */
  ROWS,
  /** What the lake knows of figures. */
  KNOWN,
  /** What the labels and values of sources may say. */
  EVIDENCE,
  /** Figures that stand, on their way to the others for the same. */
  SETTLED,
  /** Figures that stand, of metrics that count what may be confidential. */
  COUNTS,
  /** Figures that stand, each with whether it is preferred and may be shown. */
  STANDING,
  /** Preferred figures, on their way to a series by shares. */
  SHARES,
  /** Preferred figures on the series where formulas read them. */
  FIGURES,
  /** What regions' own figures give of indicators. */
  INPUTS,
  /** Values of indicators. */
  VALUES,
  /** Preferred figures that are held against those of other regions, by what is held together. */
  FAMILY,
  /** Values of indicators that comparisons read. */
  COMPARED,
  /** Values of indicators, by the series that gates judge. */
  JUDGED,
  /** Values of indicators, by the peers that gates judge. */
  PEERS
}
