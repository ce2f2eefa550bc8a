package org.xiaokang.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.xiaokang.catalogue.Regions;
import org.xiaokang.ingest.RegionIndex;
import org.xiaokang.ingest.RegionReading;
import org.xiaokang.intake.Lookups;

/** What codes and names mean, as both lookups of the sample's region table say. */
class RegionIndexOracleTest {
  @Test
  void bothLookupsSayTheSameOnEveryDay() {
    Regions regions =
        Setup.read(Path.of("conf/xiaokang.yaml"), Optional.empty()).catalogue().regions();
    RegionIndex index = RegionIndex.of(regions);
    RegionLookups old = new RegionLookups(regions);
    assertThat(index.codes()).isEqualTo(meanings(old.codes())).hasSizeGreaterThan(20);
    assertThat(index.names()).isEqualTo(meanings(old.names())).hasSizeGreaterThan(20);
  }

  private static Map<String, RegionIndex.Meanings> meanings(List<Row> rows) {
    Map<String, RegionIndex.Meanings> meanings = new TreeMap<>();
    for (Row row : rows) {
      TreeMap<LocalDate, List<RegionReading>> segments = new TreeMap<>();
      for (Object cell : (List<?>) row.get(1)) {
        Row segment = (Row) cell;
        List<RegionReading> readings = new ArrayList<>();
        ((List<?>) segment.get(2)).forEach(reading -> readings.add(reading((Row) reading)));
        segments.put((LocalDate) segment.get(0), readings);
      }
      List<RegionReading> undated = segments.getOrDefault(Lookups.UNDATED, List.of());
      segments.remove(Lookups.UNDATED);
      meanings.put(row.getString(0), new RegionIndex.Meanings(segments, undated));
    }
    return meanings;
  }

  @SuppressWarnings("unchecked")
  private static RegionReading reading(Row row) {
    List<RegionReading.Share> shares = new ArrayList<>();
    for (Object cell : (List<?>) row.get(4)) {
      Row share = (Row) cell;
      shares.add(
          new RegionReading.Share(share.getString(0), share.getString(1), share.getDouble(2)));
    }
    return new RegionReading(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        row.getString(3),
        shares,
        row.getString(5),
        row.getString(6),
        new HashSet<>((List<String>) row.get(7)),
        new HashSet<>((List<String>) row.get(8)));
  }
}
