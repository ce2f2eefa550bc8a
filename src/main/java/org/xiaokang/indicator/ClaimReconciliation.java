package org.xiaokang.indicator;

import static java.util.Comparator.comparing;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Formula;
import org.xiaokang.catalogue.FormulaException;
import org.xiaokang.catalogue.FormulaParser;
import org.xiaokang.ingest.Observation;

/**
 * What documents claim about their own figures, recomputed from these figures. Documents make a
 * handful of claims: all are checked at once, over the figures that they name.
 */
public final class ClaimReconciliation {
  private static final Pattern IN_BACKQUOTES = Pattern.compile("`([^`]+)`");

  /** Of a claim that stands several times for a document one counts, always the same. */
  private static final Comparator<Claim> FIRST =
      comparing(Claim::formula)
          .thenComparing(Claim::claimed)
          .thenComparing(Claim::statement)
          .thenComparing(Claim::regionCode);

  private final List<Parsed> claims;
  private final PrintedRounding rounding;

  /**
   * A claim that was held against the figures it is about.
   *
   * @param row how it stands to them
   * @param figures the figures that its formula names, as far as there are
   * @param formula null where its text is no formula
   */
  public record Checked(
      ReconciliationRow row, List<Observation> figures, @Nullable Formula formula) {
    /** Keeps a copy. */
    public Checked {
      figures = List.copyOf(figures);
    }
  }

  /** A claim with its formula, or with what is wrong with it. */
  record Parsed(Claim claim, @Nullable Formula formula, @Nullable String problem) {
    static Parsed of(Claim claim, FormulaParser parser) {
      try {
        return new Parsed(claim, parser.parse(claim.formula()), null);
      } catch (FormulaException e) {
        return new Parsed(claim, null, e.text());
      }
    }

    /** The figures that the formula names; those of a text that is no formula, too. */
    Set<String> named() {
      Set<String> named = new TreeSet<>();
      IN_BACKQUOTES.matcher(claim.formula()).results().forEach(name -> named.add(name.group(1)));
      Optional.ofNullable(formula).ifPresent(parsed -> named.addAll(parsed.variables()));
      return named;
    }
  }

  /** A figure as claims name it: by its document and its id there. */
  public record FigureName(String docId, String obsId) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The name of a figure; of two sources there may be two of one name. */
    public static FigureName of(Observation figure) {
      return new FigureName(figure.docId(), figure.obsId());
    }
  }

  /**
   * Some claims.
   *
   * @param claims of any number of sources and documents
   * @param parser reads their formulas
   * @param rounding of the figures that they name
   */
  public ClaimReconciliation(
      Collection<Claim> claims, FormulaParser parser, PrintedRounding rounding) {
    this.rounding = rounding;
    record Id(String source, String docId, String claimId) {}
    Map<Id, Claim> once = new LinkedHashMap<>();
    for (Claim claim : claims) {
      once.merge(
          new Id(claim.source(), claim.docId(), claim.claimId()),
          claim,
          (one, other) -> FIRST.compare(one, other) <= 0 ? one : other);
    }
    this.claims = once.values().stream().map(claim -> Parsed.of(claim, parser)).toList();
  }

  /** The figures that the claims name; no others are needed to check them. */
  public Set<FigureName> figures() {
    Set<FigureName> figures = new HashSet<>();
    for (Parsed parsed : claims) {
      parsed.named().forEach(id -> figures.add(new FigureName(parsed.claim().docId(), id)));
    }
    return figures;
  }

  /**
   * One row per claim. A claim that names a confidential figure is not checked, and not shown.
   *
   * @param observations at least the figures that {@link #figures} names, as far as there are
   * @param confidential which figures are not shown
   * @return rows in the order of the claims
   */
  public List<ReconciliationRow> rows(
      Collection<Observation> observations, Predicate<Observation> confidential) {
    return checked(observations, confidential).stream().map(Checked::row).toList();
  }

  /** The same, each with the figures and the formula that it is of. */
  public List<Checked> checked(
      Collection<Observation> observations, Predicate<Observation> confidential) {
    Map<FigureName, List<Observation>> figures = new HashMap<>();
    observations.stream()
        .sorted(comparing(Observation::source).thenComparing(Observation::observationId))
        .forEach(
            figure ->
                figures
                    .computeIfAbsent(FigureName.of(figure), name -> new ArrayList<>())
                    .add(figure));
    List<Checked> rows = new ArrayList<>();
    for (Parsed parsed : claims) {
      List<Observation> named = new ArrayList<>();
      for (String id : parsed.named()) {
        FigureName name = new FigureName(parsed.claim().docId(), id);
        named.addAll(figures.getOrDefault(name, List.of()));
      }
      ReconciliationRow row = row(parsed, named, rounding, named.stream().anyMatch(confidential));
      rows.add(new Checked(row, named, parsed.formula()));
    }
    return rows;
  }

  private static ReconciliationRow row(
      Parsed parsed, List<Observation> figures, PrintedRounding rounding, boolean isHidden) {
    Claim claim = parsed.claim();
    ClaimEvaluation found =
        isHidden
            ? ClaimEvaluation.notCheckable(ReconciliationRow.CONFIDENTIAL)
            : ClaimEvaluation.of(parsed, figures, rounding);
    return new ReconciliationRow(
        claim.claimId(),
        claim.source(),
        claim.docId(),
        claim.regionCode().isEmpty() ? null : claim.regionCode(),
        ReconciliationRow.Kind.CLAIM,
        claim.formula(),
        isHidden ? null : claim.statement(),
        null,
        null,
        isHidden ? null : claim.claimed(),
        found.reported(),
        found.computed(),
        null,
        found.tolerance(),
        found.verdict(),
        found.reason());
  }
}
