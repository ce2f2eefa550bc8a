package org.xiaokang.indicator;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.Territory;

/**
 * Figures that come under the codes of other times: a region that was divided stands for its parts
 * together, and all parts for a region that is not yet divided, or was joined of them.
 */
final class StandIns {
  private final HierarchyAggregator period;
  private final RollUp rollUp;

  StandIns(HierarchyAggregator period, RollUp rollUp) {
    this.period = period;
    this.rollUp = rollUp;
  }

  /**
   * Who stands for a region.
   *
   * @param codes the codes that their figures come under, in alphabetical order
   * @param contribution what they add to the region above
   * @param kept regions of the day that stand for themselves beside them
   */
  record StandIn(Set<String> codes, Contribution contribution, Set<String> kept) {
    StandIn {
      codes = new TreeSet<>(codes);
      kept = Set.copyOf(kept);
    }

    StandIn(Set<String> codes, Contribution contribution) {
      this(codes, contribution, Set.of());
    }

    /** As tables have it. */
    String standingFor(Set<String> cover) {
      return String.join(", ", codes) + " for " + String.join(", ", cover);
    }

    /** The same of a region that stands for itself with the others. */
    String toldFor(String area) {
      return String.join(", ", codes) + " together for " + area;
    }
  }

  /** Who has the figures of all of the same land in one of the ways; null where nobody does. */
  @Nullable StandIn of(List<List<Territory.Piece>> ways) {
    for (List<Territory.Piece> way : ways) {
      StandIn all = ofAll(way);
      if (all != null) {
        return all;
      }
    }
    List<Territory.Piece> itself = ways.get(0);
    String code = itself.size() == 1 ? itself.get(0).code() : null;
    return together(code == null ? null : period.inputOf(code), ways.subList(1, ways.size()));
  }

  /** Who has the figures of one region; null where nobody does. */
  @Nullable StandIn of(Territory.Piece piece) {
    String code = piece.code();
    if (code == null) {
      return null;
    }
    if (piece.isOfTheDay()) {
      Contribution share = period.share(code);
      return share != null && isWhole(share.coverage()) ? new StandIn(Set.of(code), share) : null;
    }
    RegionInput own = period.inputOf(code);
    return own == null || !period.isUsable(own)
        ? null
        : new StandIn(Set.of(own.refArea()), Contribution.of(rollUp, own));
  }

  /** Who has the figures of all of some regions; null where one is missing. */
  private @Nullable StandIn ofAll(List<Territory.Piece> way) {
    Set<String> codes = new LinkedHashSet<>();
    Set<String> kept = new LinkedHashSet<>();
    List<Contribution> shares = new ArrayList<>();
    for (Territory.Piece part : way) {
      StandIn found = of(part);
      if (found == null) {
        return null;
      }
      if (part.isOfTheDay()) {
        kept.addAll(found.codes());
      } else {
        codes.addAll(found.codes());
        shares.add(found.contribution());
      }
    }
    return shares.isEmpty() ? null : new StandIn(codes, Contribution.sum(shares, 1), kept);
  }

  /** A region by its own figures and those of its parts together; null where they do not do. */
  @Nullable StandIn together(@Nullable RegionInput own, List<List<Territory.Piece>> made) {
    if (rollUp.rule() != Indicator.RollUp.Rule.PARTS || rollUp.refusal() != null) {
      return null;
    }
    for (List<Territory.Piece> parts : made) {
      List<RegionInput> inputs = new ArrayList<>();
      for (Territory.Piece part : parts) {
        String code = part.code();
        RegionInput input = code == null ? null : period.inputOf(code);
        if (input != null) {
          inputs.add(input);
        }
      }
      RegionInput joint = inputs.size() < parts.size() ? null : JointInput.of(rollUp, own, inputs);
      if (joint != null && hasFigures(joint) && period.isUsable(joint)) {
        Set<String> codes = new LinkedHashSet<>();
        inputs.forEach(input -> codes.add(input.refArea()));
        if (own != null) {
          codes.add(own.refArea());
        }
        return new StandIn(codes, Contribution.of(rollUp, joint));
      }
    }
    return null;
  }

  private static boolean hasFigures(RegionInput input) {
    return input.inputs().stream().anyMatch(figures -> figures.value() != null);
  }

  /** Whether a coverage is whole but for the rounding of doubles. */
  static boolean isWhole(double coverage) {
    return coverage >= 1 - 1e-9;
  }
}
