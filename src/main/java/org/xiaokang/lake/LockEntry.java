package org.xiaokang.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * What one entry of a lake's lock says.
 *
 * @param term which holding this is; it grows with each run that takes the lock
 * @param held false once the run gave the lock back
 * @param command the command that took it
 * @param runId the run's id
 * @param process the process that took it
 * @param since when it was taken
 * @param heartbeat when the run last said that it is alive
 */
record LockEntry(
    long term,
    boolean held,
    String command,
    String runId,
    LockProcess process,
    Instant since,
    Instant heartbeat) {
  private static final ObjectMapper JSON = new ObjectMapper();

  LockEntry beating(Instant now) {
    return new LockEntry(term, held, command, runId, process, since, now);
  }

  LockEntry givenBack(Instant now) {
    return new LockEntry(term, false, command, runId, process, since, now);
  }

  /** Who it is, for a message. */
  String holder() {
    return "run "
        + runId
        + " ('"
        + command
        + "', process "
        + process.id()
        + " on host "
        + process.host()
        + ")";
  }

  String toJson() {
    ObjectNode entry = JSON.createObjectNode();
    entry.put("term", term);
    entry.put("held", held);
    entry.put("command", command);
    entry.put("run_id", runId);
    entry.put("host", process.host());
    entry.put("process_id", process.id());
    entry.put("process_started_at", process.startedAt().toString());
    entry.put("process_space", process.space());
    entry.put("since", since.toString());
    entry.put("heartbeat", heartbeat.toString());
    return entry.toString();
  }

  /** The entry that a text holds; empty if it is none. */
  static Optional<LockEntry> parse(String text) {
    try {
      JsonNode entry = JSON.readTree(text);
      if (!entry.path("term").canConvertToLong() || !entry.path("held").isBoolean()) {
        return Optional.empty();
      }
      return Optional.of(
          new LockEntry(
              entry.path("term").asLong(),
              entry.path("held").asBoolean(),
              entry.path("command").asText(),
              entry.path("run_id").asText(),
              new LockProcess(
                  entry.path("host").asText(),
                  entry.path("process_id").asLong(),
                  instant(entry, "process_started_at"),
                  entry.path("process_space").asText()),
              instant(entry, "since"),
              instant(entry, "heartbeat")));
    } catch (JsonProcessingException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Instant instant(JsonNode entry, String field) {
    return Instant.parse(entry.path(field).asText());
  }
}
