package org.xiaokang.run;

import java.io.Serializable;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.xiaokang.assess.Assessor;
import org.xiaokang.assess.FamilyContradictions;
import org.xiaokang.assess.RegionContradictions;
import org.xiaokang.block.BlockRouter;
import org.xiaokang.block.RecordCodec;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Region;
import org.xiaokang.catalogue.Regions;
import org.xiaokang.compare.ComparisonPlan;
import org.xiaokang.config.Distribution;
import org.xiaokang.config.Printing;
import org.xiaokang.disclosure.DisclosureControl;
import org.xiaokang.indicator.ClaimReconciliation.FigureName;
import org.xiaokang.indicator.HierarchyPlan;
import org.xiaokang.indicator.RegionFigures;
import org.xiaokang.ingest.MetricResolution;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.ReceivedRow;
import org.xiaokang.ingest.RegionIndex;
import org.xiaokang.ingest.RowValidator;
import org.xiaokang.ingest.SourcePriority;
import org.xiaokang.quality.PeerFindings;
import org.xiaokang.quality.SeriesFindings;
import org.xiaokang.source.FileDates;

/**
 * What every task of a run goes by: what is declared, compiled once in each process.
 *
 * @see Shipped
 */
public final class RunPlan implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Shipped<Catalogue> catalogue;
  private final SourcePriority priority;
  private final HashMap<String, Printing> printings;
  private final FileDates dates;
  private final HashSet<FigureName> claimed;
  private final Shipped<GatePlan> gates;
  private final Shipped<EstimatePlan> estimates;
  private final String lake;
  private final String runId;
  private final int partitions;
  private final int regionParts;
  private transient volatile @Nullable Compiled compiled;

  /**
   * A plan.
   *
   * @param priorities of the sources that have one, by name: 1 goes first
   * @param printings how each source prints, by its name
   * @param dates when the sources' files were written
   * @param claimed the figures that documents claim something of
   * @param gates what must hold
   * @param distributions sources that figures are estimated of
   * @param lake the lake's folder, a path or URI
   * @param runId the run
   * @param partitions into how many parts rows are divided
   * @param regionParts into how many parts the regions' figures are, each of which has a file
   */
  public RunPlan(
      Catalogue catalogue,
      Map<String, Integer> priorities,
      Map<String, Printing> printings,
      FileDates dates,
      Set<FigureName> claimed,
      GatePlan gates,
      List<Distribution> distributions,
      String lake,
      String runId,
      int partitions,
      int regionParts) {
    this.catalogue = Shipped.of(catalogue);
    this.priority = new SourcePriority(priorities);
    this.printings = new HashMap<>(printings);
    this.dates = dates;
    this.claimed = new HashSet<>(claimed);
    this.gates = Shipped.of(gates);
    this.estimates = Shipped.of(EstimatePlan.of(catalogue, distributions));
    this.lake = lake;
    this.runId = runId;
    this.partitions = partitions;
    this.regionParts = regionParts;
  }

  private record Compiled(
      RowValidator validator,
      RegionFigures figures,
      HierarchyPlan hierarchy,
      Optional<DisclosureControl> disclosure,
      ComparisonPlan comparisons,
      SeriesFindings series,
      PeerFindings peers,
      Assessor assessor,
      RegionContradictions contradictions,
      FamilyContradictions families,
      Map<String, Integer> areas) {}

  private Compiled compiled() {
    Compiled known = compiled;
    if (known == null) {
      synchronized (this) {
        known = compiled == null ? compile() : compiled;
        compiled = known;
      }
    }
    return known;
  }

  private Compiled compile() {
    Catalogue all = catalogue();
    return new Compiled(
        new RowValidator(MetricResolution.of(all), RegionIndex.of(all.regions())),
        new RegionFigures(all),
        new HierarchyPlan(all),
        DisclosureControl.of(all),
        ComparisonPlan.of(all, HierarchyPlan.partial(all)),
        gates().series(all),
        gates().peers(all),
        new Assessor(all),
        new RegionContradictions(all),
        new FamilyContradictions(all),
        areas(all.regions()));
  }

  /** The place of each region's series among all, by code. */
  private static Map<String, Integer> areas(Regions regions) {
    TreeSet<String> codes = new TreeSet<>();
    for (Region spell : regions.spells()) {
      codes.add(spell.code());
      codes.add(regions.panel(spell.code(), spell.validTo()));
    }
    Map<String, Integer> places = new HashMap<>();
    codes.forEach(code -> places.put(code, places.size()));
    return places;
  }

  Catalogue catalogue() {
    return catalogue.value();
  }

  SourcePriority priority() {
    return priority;
  }

  /** How each source prints, by its name. */
  Map<String, Printing> printings() {
    return printings;
  }

  Printing printing(String source) {
    return printings.getOrDefault(source, Printing.NOT_DECLARED);
  }

  String lake() {
    return lake;
  }

  String runId() {
    return runId;
  }

  int partitions() {
    return partitions;
  }

  int regionParts() {
    return regionParts;
  }

  RowValidator validator() {
    return compiled().validator();
  }

  RegionFigures figures() {
    return compiled().figures();
  }

  HierarchyPlan hierarchy() {
    return compiled().hierarchy();
  }

  /** What says which figures may not be shown; empty where all may. */
  Optional<DisclosureControl> disclosure() {
    return compiled().disclosure();
  }

  /** What must hold. */
  GatePlan gates() {
    return gates.value();
  }

  /** What is estimated of distributions. */
  EstimatePlan estimates() {
    return estimates.value();
  }

  ComparisonPlan comparisons() {
    return compiled().comparisons();
  }

  SeriesFindings seriesFindings() {
    return compiled().series();
  }

  PeerFindings peerFindings() {
    return compiled().peers();
  }

  /** What says by declared rules how regions stand. */
  Assessor assessor() {
    return compiled().assessor();
  }

  /** Whether any rule is declared by which regions are assessed. */
  boolean assesses() {
    return !catalogue().assessments().rules().isEmpty();
  }

  /** What finds statements about a region that cannot all be true. */
  RegionContradictions contradictions() {
    return compiled().contradictions();
  }

  /** What finds statements about several regions that cannot all be true. */
  FamilyContradictions families() {
    return compiled().families();
  }

  /** Whether it is looked for statements that cannot all be true. */
  boolean contradicts() {
    return catalogue().assessments().isDeclared();
  }

  /** When a row's file was written; null where its source has no files. */
  @Nullable Instant writtenAt(ReceivedRow row) {
    return dates.writtenAt(row.source(), row.file());
  }

  /** Whether anything is computed from a figure, or said of it. */
  boolean needs(Observation figure, boolean preferred) {
    return (preferred && figures().reads(figure.metric()))
        || (preferred && assessor().reads(figure.metric()))
        || (contradicts() && contradictions().reads(figure.metric()))
        || Objects.requireNonNull(catalogue().metrics().get(figure.metric())).reports().isPresent()
        || isClaimed(figure);
  }

  /** Whether a document claims something of a figure. */
  boolean isClaimed(Observation figure) {
    return !claimed.isEmpty() && claimed.contains(FigureName.of(figure));
  }

  /** The place of a region's series among all: neighbours by code are neighbours by place. */
  int place(String seriesArea) {
    Integer place = compiled().areas().get(seriesArea);
    if (place == null) {
      throw new IllegalStateException("region '" + seriesArea + "' is not in the region table");
    }
    return place;
  }

  /** A way for records of regions: those of a region, and of its neighbours, to one partition. */
  <T> BlockRouter<T> byRegion(RecordCodec<T> codec) {
    return BlockRouter.byPlace(codec, partitions, compiled().areas().size());
  }

  /** The same to one of the parts whose figures have a file. */
  <T> BlockRouter<T> byRegionPart(RecordCodec<T> codec) {
    return BlockRouter.byPlace(codec, regionParts, compiled().areas().size());
  }
}
