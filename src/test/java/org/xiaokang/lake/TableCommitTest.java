package org.xiaokang.lake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What stands in the log, action by action, as Delta's protocol has it. What is said there comes
 * partly from Kernel's internals: an upgrade that changes them is found here.
 */
class TableCommitTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String COLUMNS =
      "{\\\"type\\\":\\\"struct\\\",\\\"fields\\\":["
          + "{\\\"name\\\":\\\"ref_area\\\",\\\"type\\\":\\\"string\\\",\\\"nullable\\\":false,"
          + "\\\"metadata\\\":{\\\"comment\\\":\\\"Region code\\\"}},"
          + "{\\\"name\\\":\\\"value\\\",\\\"type\\\":\\\"double\\\",\\\"nullable\\\":true,"
          + "\\\"metadata\\\":{\\\"comment\\\":\\\"Value, percent\\\"}}]}";

  @TempDir private Path folder;
  private final TableSchema<Value> values = Value.schema("values");
  private TableCommitter committer = TableCommitter.open("unset", new Configuration(), null);

  @BeforeEach
  void openLake() {
    committer = TableCommitter.open(folder.toString(), new Configuration(), null);
  }

  private void overwrite(TableSchema<Value> table, String runId, String... areas) {
    committer.overwrite(committer.write(table, Value.of(areas)), runId);
  }

  private List<JsonNode> log(long version) throws IOException {
    String name = String.format(Locale.ROOT, "%020d.json", version);
    List<JsonNode> actions = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("values/_delta_log").resolve(name))) {
      actions.add(
          JSON.readTree(
              line.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")
                  .replaceAll("\\b[0-9]{13}\\b", "1")
                  .replaceAll("\"size\":[0-9]+", "\"size\":1")
                  .replaceAll("(content\\\\\":\\\\\")-?[0-9]+", "$1SUM")));
    }
    return actions;
  }

  private static JsonNode json(String text) throws IOException {
    return JSON.readTree(text.replace('\'', '"'));
  }

  @Test
  void aTableBeginsWithAllThatIsToBeKnownOfIt() throws IOException {
    overwrite(values, "run-1", "140000", "410000");

    assertThat(log(0))
        .containsExactly(
            json(
                "{'commitInfo':{'timestamp':1,'engineInfo':'Kernel-4.4.0/xiaokang',"
                    + "'operation':'CREATE TABLE','operationParameters':{'partitionBy':'[]'},"
                    + "'isBlindAppend':false,'txnId':'ID','operationMetrics':{},"
                    + "'userMetadata':'{\\'run_id\\':\\'run-1\\',\\'rows\\':2,"
                    + "\\'content\\':\\'SUM\\'}'}}"),
            json(
                "{'metaData':{'id':'ID','description':'Values. Grain: ref_area.',"
                    + "'format':{'provider':'parquet','options':{}},'schemaString':'"
                    + COLUMNS
                    + "','partitionColumns':[],'createdTime':1,'configuration':{"
                    + "'xiaokang.lakeFormat':'2',"
                    + "'xiaokang.condition.area_is_known':'ref_area <> \\u0027\\u0027',"
                    + "'xiaokang.clusteredBy':'ref_area',"
                    + "'delta.enableDeletionVectors':'true',"
                    + "'delta.enableExpiredLogCleanup':'false',"
                    + "'delta.dataSkippingStatsColumns':'ref_area'}}}"),
            json(
                "{'protocol':{'minReaderVersion':3,'minWriterVersion':7,"
                    + "'readerFeatures':['deletionVectors'],'writerFeatures':['appendOnly',"
                    + "'clustering','deletionVectors','domainMetadata','invariants']}}"),
            json(
                "{'domainMetadata':{'domain':'delta.clustering',"
                    + "'configuration':'{\\'clusteringColumns\\':[[\\'ref_area\\']]}',"
                    + "'removed':false}}"),
            add(
                "{\\'numRecords\\':2,\\'minValues\\':{\\'ref_area\\':\\'140000\\'},"
                    + "\\'maxValues\\':{\\'ref_area\\':\\'410000\\'},"
                    + "\\'nullCount\\':{\\'ref_area\\':0},\\'tightBounds\\':true}"));
  }

  private static JsonNode add(String statistics) throws IOException {
    return json(
        "{'add':{'path':'part-00000-ID.zstd.parquet','partitionValues':{},'size':1,"
            + "'modificationTime':1,'dataChange':true,'stats':'"
            + statistics
            + "'}}");
  }

  @Test
  void anOverwriteRemovesEachFileAndSaysNothingTwice() throws IOException {
    overwrite(values, "run-1", "140000");
    overwrite(values, "run-2", "410000");

    assertThat(log(1))
        .containsExactly(
            json(
                "{'commitInfo':{'timestamp':1,'engineInfo':'Kernel-4.4.0/xiaokang',"
                    + "'operation':'WRITE','operationParameters':{},'isBlindAppend':false,"
                    + "'txnId':'ID','operationMetrics':{},'userMetadata':"
                    + "'{\\'run_id\\':\\'run-2\\',\\'rows\\':1,\\'content\\':\\'SUM\\'}'}}"),
            json(
                "{'remove':{'path':'part-00000-ID.zstd.parquet','deletionTimestamp':1,"
                    + "'dataChange':true,'extendedFileMetadata':true,'partitionValues':{},"
                    + "'size':1}}"),
            add(
                "{\\'numRecords\\':1,\\'minValues\\':{\\'ref_area\\':\\'410000\\'},"
                    + "\\'maxValues\\':{\\'ref_area\\':\\'410000\\'},"
                    + "\\'nullCount\\':{\\'ref_area\\':0},\\'tightBounds\\':true}"));
  }

  @Test
  void aNewDeclarationKeepsTheTablesIdAndSaysItsClusteringAnew() throws IOException {
    overwrite(values, "run-1", "140000");
    TableSchema<Value> other =
        new TableSchema<>("values", "Other.", values.columns().subList(0, 1), List.of(), List.of());
    String id = metadata(0).path("id").asText();
    overwrite(other, "run-2", "140000");

    assertThat(metadata(1).path("id").asText()).isEqualTo(id).isNotBlank();
    assertThat(metadata(1).path("description").asText()).isEqualTo("Other.");
    assertThat(metadata(1).path("schemaString").asText()).doesNotContain("percent");
    assertThat(log(1))
        .contains(
            json(
                "{'domainMetadata':{'domain':'delta.clustering',"
                    + "'configuration':'{\\'clusteringColumns\\':[]}','removed':false}}"))
        .noneMatch(action -> action.has("protocol"));
    assertThat(checksum(1).path("metadata")).isEqualTo(metadata(1));
  }

  private JsonNode metadata(long version) throws IOException {
    String name = String.format(Locale.ROOT, "%020d.json", version);
    for (String line : Files.readAllLines(folder.resolve("values/_delta_log").resolve(name))) {
      if (line.startsWith("{\"metaData\"")) {
        return JSON.readTree(line).path("metaData");
      }
    }
    throw new AssertionError("no metadata in version " + version);
  }

  private JsonNode checksum(long version) throws IOException {
    String name = String.format(Locale.ROOT, "%020d.crc", version);
    return JSON.readTree(folder.resolve("values/_delta_log").resolve(name).toFile());
  }

  /** Kernel adds a checksum up from the one before; a false sum would show in what it counts. */
  @Test
  void checksumsCountWhatIsThere() throws IOException {
    overwrite(values, "run-1", "140000", "410000");
    overwrite(values, "run-2", "500000");
    committer.append(committer.write(values, Value.of("510000")), "run-3");

    for (int version = 0; version < 3; version++) {
      assertThat(checksum(version).path("numFiles").asInt()).isEqualTo(version < 2 ? 1 : 2);
    }
    long bytes = 0;
    for (long version = 1; version < 3; version++) {
      for (JsonNode action : raw(version)) {
        bytes += action.path("add").path("size").asLong();
      }
    }
    assertThat(checksum(2).path("tableSizeBytes").asLong()).isEqualTo(bytes).isPositive();
  }

  private List<JsonNode> raw(long version) throws IOException {
    String name = String.format(Locale.ROOT, "%020d.json", version);
    List<JsonNode> actions = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("values/_delta_log").resolve(name))) {
      actions.add(JSON.readTree(line));
    }
    return actions;
  }

  @Test
  void transactionIdentifiersAndUserMetadataComeBackFromTheLog() throws IOException {
    overwrite(values, "run-1", "140000");
    committer.raiseTerm("values", 7, "run-2");

    assertThat(raw(1).get(1).path("txn").path("appId").asText()).isEqualTo("xiaokang.lock");
    assertThat(raw(1).get(1).path("txn").path("version").asLong()).isEqualTo(7);
    assertThat(raw(1)).hasSize(2);
    CommitMetadata said =
        CommitEntry.read(
                new org.apache.hadoop.fs.Path(folder.resolve("values").toUri()),
                1,
                new Configuration())
            .flatMap(entry -> CommitMetadata.parse(entry.userMetadata(), 1))
            .orElseThrow();
    assertThat(said.runId()).isEqualTo("run-2");
    assertThat(said.content()).isEqualTo(committer.write(values, Value.of("140000")).content());
    assertThat(said.rowsSince(1)).isZero();
    assertThat(CommitMetadata.parse(said.toJson(), 2)).as("of another version").isEmpty();
    assertThat(CommitMetadata.parse("nightly", 2)).isEmpty();
    assertThat(CommitMetadata.parse("{\"run\":1}", 2)).isEmpty();
  }
}
