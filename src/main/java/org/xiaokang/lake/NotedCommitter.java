package org.xiaokang.lake;

import io.delta.kernel.commit.CommitFailedException;
import io.delta.kernel.commit.CommitResponse;
import io.delta.kernel.commit.Committer;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.actions.CommitInfo;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.commit.DefaultFileSystemManagedTableOnlyCommitter;
import io.delta.kernel.internal.data.GenericRow;
import io.delta.kernel.internal.util.VectorUtils;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Kernel's own committer, but that an entry of the log also says what the writer wants to say, in
 * userMetadata: Kernel 4.4.0 has no place for it. It remembers which attempt it was.
 */
final class NotedCommitter implements Committer {
  private static final StructType INFO =
      CommitInfo.FULL_SCHEMA.add("userMetadata", StringType.STRING);
  private static final StructType ACTION = new StructType().add("commitInfo", INFO);

  private final String userMetadata;
  private @Nullable String attempt;

  NotedCommitter(String userMetadata) {
    this.userMetadata = userMetadata;
  }

  /** Which attempt wrote the entry, or may have; empty if none did. */
  Optional<String> attempt() {
    return Optional.ofNullable(attempt);
  }

  @Override
  public CommitResponse commit(
      Engine engine, CloseableIterator<Row> actions, io.delta.kernel.commit.CommitMetadata metadata)
      throws CommitFailedException {
    CommitInfo info = metadata.getCommitInfo();
    attempt = info.getTxnId().orElseThrow();
    Row noted = noted(info);
    return DefaultFileSystemManagedTableOnlyCommitter.INSTANCE.commit(
        engine,
        actions.map(action -> action.isNullAt(SingleAction.COMMIT_INFO_ORDINAL) ? action : noted),
        metadata);
  }

  private Row noted(CommitInfo info) {
    Map<String, Object> said = new HashMap<>();
    info.getInCommitTimestamp().ifPresent(time -> said.put("inCommitTimestamp", time));
    said.put("timestamp", info.getTimestamp());
    info.getEngineInfo().ifPresent(engine -> said.put("engineInfo", engine));
    info.getOperation().ifPresent(operation -> said.put("operation", operation));
    said.put(
        "operationParameters", VectorUtils.stringStringMapValue(info.getOperationParameters()));
    info.getIsBlindAppend().ifPresent(blind -> said.put("isBlindAppend", blind));
    info.getTxnId().ifPresent(id -> said.put("txnId", id));
    said.put("operationMetrics", VectorUtils.stringStringMapValue(info.getOperationMetrics()));
    said.put("userMetadata", userMetadata);
    Map<Integer, Object> values = new HashMap<>();
    said.forEach((name, value) -> values.put(INFO.indexOf(name), value));
    return new GenericRow(ACTION, Map.of(0, new GenericRow(INFO, values)));
  }
}
