package org.xiaokang.indicator;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Suppression;

/**
 * What a confidential figure carries with it: the group whose figures are only ever shown in one
 * sum.
 *
 * @param group the group's number
 * @param members how many of the group's figures this one stands for
 * @param size how many the group has
 */
public record Confidentiality(long group, int members, int size) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of a figure made of others in another way than as their sum: never shown, in no sum. */
  static final Confidentiality NEVER = new Confidentiality(0, 1, Suppression.NEVER_WHOLE);

  /** {@link #NEVER} where any of some figures is confidential; null where none is. */
  static @Nullable Confidentiality ofAny(List<? extends @Nullable FigureCell> figures) {
    for (FigureCell figure : figures) {
      if (figure != null && figure.confidential() != null) {
        return NEVER;
      }
    }
    return null;
  }
}
