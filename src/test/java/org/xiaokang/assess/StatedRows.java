package org.xiaokang.assess;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.CatalogueReader;
import org.xiaokang.catalogue.Problems;
import org.xiaokang.config.Source;
import org.xiaokang.ingest.ContractRow;
import org.xiaokang.ingest.MetricResolution;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.RegionIndex;
import org.xiaokang.ingest.RowValidator;
import org.xiaokang.source.CatalystFormulas;

/** Rows of sources, read as a run reads them, under the project's own declarations. */
public final class StatedRows {
  private static final Path CONF = Path.of("conf");

  private final RowValidator validator;
  private final Catalogue catalogue;
  private final List<Observation> observations = new ArrayList<>();
  private int rows;

  private StatedRows(Catalogue catalogue, RowValidator validator) {
    this.catalogue = catalogue;
    this.validator = validator;
  }

  /** Nothing is stated yet. */
  public static StatedRows under(Catalogue catalogue) {
    return new StatedRows(
        catalogue,
        new RowValidator(MetricResolution.of(catalogue), RegionIndex.of(catalogue.regions())));
  }

  /** Nothing is stated yet, under the same declarations. */
  StatedRows afresh() {
    return new StatedRows(catalogue, validator);
  }

  /** The project's declarations, with more regions than its own. */
  static Catalogue projects(Path folder, String regions) {
    return catalogue(folder, "", regions);
  }

  /**
   * The project's units, metrics, indicators and regions.
   *
   * @param assessments the text of a file of assessments; empty: the project's
   * @param regions the text of a file of regions that go before the project's
   */
  static Catalogue catalogue(Path folder, String assessments, String regions) {
    Path rules = CONF.resolve("assessments");
    List<Path> tables = new ArrayList<>();
    try {
      if (!assessments.isEmpty()) {
        rules = Files.writeString(folder.resolve("rules.yaml"), assessments);
      }
      if (!regions.isEmpty()) {
        tables.add(Files.writeString(folder.resolve("regions.csv"), regions));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    tables.add(CONF.resolve("regions.csv"));
    Problems problems = new Problems();
    Catalogue catalogue =
        CatalogueReader.read(
            new CatalogueReader.Locations(
                List.of(CONF.resolve("units.yaml")),
                CONF.resolve("metrics.yaml"),
                CONF.resolve("indicators"),
                tables,
                Optional.of(rules)),
            new CatalystFormulas(),
            problems);
    problems.throwIfAny();
    return catalogue;
  }

  Catalogue catalogue() {
    return catalogue;
  }

  List<Observation> observations() {
    return List.copyOf(observations);
  }

  /** A figure of the end of a year; further cells by column and text. */
  StatedRows add(String area, String metric, String value, String unit, int year, String... cells) {
    Map<String, String> row = new HashMap<>();
    row.put("doc_id", "d");
    row.put("obs_id", "o" + rows++);
    row.put("region_code", area);
    row.put("metric_code", metric);
    row.put("value", value);
    row.put("unit", unit);
    row.put("period_end", year + "-12-31");
    row.put("period_kind", "point");
    for (int i = 0; i < cells.length; i += 2) {
      row.put(cells[i], cells[i + 1]);
    }
    return add(row);
  }

  /** A row by the contract's columns. */
  public StatedRows add(Map<String, String> row) {
    Observation observation = observation(row);
    observations.add(observation);
    return this;
  }

  /** What a row says. */
  public Observation observation(Map<String, String> row) {
    RowValidator.Validated validated =
        validator.validate("test", ContractRow.of(Source.CONTRACT.stream().map(row::get).toList()));
    Observation observation = validated.observation();
    if (observation == null) {
      throw new AssertionError(row + ": " + validated.reasons());
    }
    return observation;
  }
}
