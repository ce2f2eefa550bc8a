package org.xiaokang.indicator;

import java.io.Serializable;

/**
 * What a document claims about its own figures, as a source of claims has it; a cell without
 * content is an empty text.
 *
 * @param source the name of the source of claims
 * @param claimId the claim's id, unique within its document
 * @param docId the document that makes the claim
 * @param regionCode the region that it is about; empty where none is named
 * @param statement what is claimed, in words
 * @param claimed a number with its unit, {@code holds} where the formula is a check, {@code
 *     identical} where two figures are said to be the same set, or empty where nothing is claimed
 * @param formula over the document's figures, each named by its obs_id in backquotes
 */
public record Claim(
    String source,
    String claimId,
    String docId,
    String regionCode,
    String statement,
    String claimed,
    String formula)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}
