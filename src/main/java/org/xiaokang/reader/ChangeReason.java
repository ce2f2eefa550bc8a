package org.xiaokang.reader;

/** Why a value is not the same in two releases: the first of these reasons that holds. */
public final class ChangeReason {
  private ChangeReason() {}

  /**
   * The reason.
   *
   * <ul>
   *   <li>definition: the indicator is defined otherwise, or only in one of them
   *   <li>correction: a figure put into it has another value, or is withdrawn
   *   <li>new data: a figure put into it was not there before
   *   <li>other regions: the figures that came from the region itself are the same, those of
   *       regions it is compared with or made of are not
   *   <li>code: the program is another, and no figure is
   *   <li>regions: the region table is another, and nothing else is
   * </ul>
   *
   * @param sameDefinition whether both define the indicator alike
   * @param corrected whether a figure put into it was corrected or withdrawn
   * @param added whether a figure put into it was not there before
   * @param anyFigure whether any figure at all is not the same
   * @param otherCode whether different programs computed them
   */
  public static String of(
      boolean sameDefinition,
      boolean corrected,
      boolean added,
      boolean anyFigure,
      boolean otherCode) {
    if (!sameDefinition) {
      return "definition";
    }
    if (corrected) {
      return "correction";
    }
    if (added) {
      return "new data";
    }
    if (anyFigure) {
      return "other regions";
    }
    return otherCode ? "code" : "regions";
  }
}
