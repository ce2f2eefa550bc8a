package org.xiaokang.indicator;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.Period;
import org.xiaokang.ingest.RegionReading;

/** Observations written in a line or two each, for tests: what is not said is plain. */
public final class FigureBuilder {
  private final long id;
  private final String area;
  private final String metric;
  private final String printed;
  private String source = "reports";
  private String doc = "d";
  private @Nullable String obs;
  private String scope = "all";
  private String qualifier = "exact";
  private Period period = ValueBuilder.year(2020);
  private @Nullable BigDecimal tolerance;

  private FigureBuilder(long id, String area, String metric, String printed) {
    this.id = id;
    this.area = area;
    this.metric = metric;
    this.printed = printed;
  }

  /** An exact figure of the whole region in 2020, with the id o1 where its number is 1. */
  public static FigureBuilder figure(long id, String area, String metric, String printed) {
    return new FigureBuilder(id, area, metric, printed);
  }

  public FigureBuilder source(String name) {
    this.source = name;
    return this;
  }

  public FigureBuilder doc(String document) {
    this.doc = document;
    return this;
  }

  public FigureBuilder obs(String name) {
    this.obs = name;
    return this;
  }

  public FigureBuilder scope(String covered) {
    this.scope = covered;
    return this;
  }

  public FigureBuilder qualifier(String how) {
    this.qualifier = how;
    return this;
  }

  public FigureBuilder at(Period when) {
    this.period = when;
    return this;
  }

  public FigureBuilder tolerance(@Nullable String half) {
    this.tolerance = half == null ? null : new BigDecimal(half);
    return this;
  }

  /** The observation. */
  public Observation build() {
    RegionReading region =
        new RegionReading(area, area, "same", null, List.of(), area, "county", Set.of(), Set.of());
    return new Observation(
        source,
        doc,
        obs == null ? "o" + id : obs,
        id,
        region,
        metric,
        scope,
        period,
        new BigDecimal(printed),
        "percent",
        printed,
        "%",
        null,
        tolerance,
        qualifier,
        null,
        null,
        null,
        null);
  }
}
