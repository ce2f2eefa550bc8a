package org.xiaokang.reader;

/** Verdicts for people: a sign and words, so that neither colour nor sign is needed alone. */
public final class Verdicts {
  private Verdicts() {}

  /** A verdict of the table assessments with its sign. */
  public static String marked(String verdict) {
    return switch (verdict) {
      case "met" -> "✓ met";
      case "not_met" -> "✗ not met";
      default -> "? not decidable";
    };
  }
}
