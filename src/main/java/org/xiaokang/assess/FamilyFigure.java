package org.xiaokang.assess;

import org.xiaokang.ingest.Observation;

/**
 * A figure on its way to those that it is held against: of the region above, and of the other
 * regions right below that.
 *
 * @param identity the id of what must hold
 * @param parent the region above
 * @param own whether it is the region above whose figure it is
 * @param figure the figure
 */
public record FamilyFigure(String identity, String parent, boolean own, Observation figure) {
  /** What figures have in common that are held against each other. */
  public record Together(String identity, String parent, String scope, String time) {}

  /** What it has in common with the others; of ranks both metrics come together. */
  public Together together() {
    return new Together(identity, parent, figure.scope(), FigureIndex.time(figure, 0));
  }
}
