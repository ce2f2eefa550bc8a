package org.xiaokang.assess;

import static java.util.Comparator.comparing;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Hash;

/**
 * Statements that cannot all be true, none of which can be left out: a row of the table
 * contradictions.
 *
 * @param kind what holds them against each other
 * @param subject what it is about: a metric, an identity's or an indicator's id, a claim's formula
 * @param certainty how sure it is that one of them is wrong
 * @param refArea the region's code; null where it is of none
 * @param scope the breakdown; null where it is of several
 * @param timePeriod the period; null where it is of several
 * @param message what does not fit, in words
 * @param statements the statements
 */
public record ContradictionRow(
    Kind kind,
    String subject,
    Certainty certainty,
    @Nullable String refArea,
    @Nullable String scope,
    @Nullable String timePeriod,
    String message,
    List<StatedFigure> statements)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Keeps the statements in one order. */
  public ContradictionRow {
    statements = statements.stream().sorted(comparing(StatedFigure::key)).toList();
  }

  /** What holds statements against each other. */
  public enum Kind {
    /** The same figure, stated several times. */
    TWICE,
    /** A declared identity between figures. */
    IDENTITY,
    /** A reported figure and what an indicator computes from the figures it follows from. */
    REPORTED,
    /** The figures of the regions below and the region's own. */
    PARTS,
    /** A place and the values that are ranked. */
    RANK,
    /** A figure far from those of its neighbours. */
    PEERS,
    /** A claim and the figures it is about. */
    CLAIM;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** As tables write it. */
    public String code() {
      return code;
    }
  }

  /** How sure it is that one of the statements is wrong. */
  public enum Certainty {
    /** They cannot all be true, whatever was rounded. */
    IMPOSSIBLE,
    /** They do not agree as they are printed; rounding may explain it, or scopes differ. */
    AS_PRINTED,
    /** They can all be true, and hardly are. */
    IMPLAUSIBLE;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** As tables write it. */
    public String code() {
      return code;
    }
  }

  /** An id that the same statements under the same subject always have. */
  public String id() {
    return Hash.of(
            kind.code()
                + "|"
                + subject
                + "|"
                + statements.stream().map(StatedFigure::key).collect(Collectors.joining("|")))
        .substring(0, 16);
  }
}
