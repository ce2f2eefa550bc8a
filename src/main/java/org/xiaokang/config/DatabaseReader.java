package org.xiaokang.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.xiaokang.catalogue.Definition;
import org.xiaokang.catalogue.Nearest;

/** Reads the block {@code jdbc} of a source. What may be a password is never repeated. */
final class DatabaseReader {
  private static final String FORMAT = "jdbc";
  private static final int OVERLAP = 3600;

  /** The options of Spark's reader that change nothing about which rows are read. */
  private static final List<String> OPTIONS =
      List.of("driver", "fetchsize", "queryTimeout", "sessionInitStatement");

  /** {@code user=}, {@code password=} and their kin, and {@code user:password@host}. */
  private static final Pattern CREDENTIALS =
      Pattern.compile(
          "[?&;:,(]\\s*\\w*(user|uid|passw|pwd|passphrase|secret|token|accesskey)\\w*\\s*=|[^:/]@",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private static final String INSTEAD =
      "; put it into an environment variable and name that: jdbc: {user_env: NAME, password_env: NAME}";

  private DatabaseReader() {}

  /** The database of a source of that format; empty for other formats. */
  static Optional<Database> read(Definition entry, String format) {
    if (!format.equals(FORMAT)) {
      if (entry.has(FORMAT)) {
        entry.problem(FORMAT, "'jdbc' is for format jdbc; this source has format '" + format + "'");
        entry.definition(FORMAT);
      }
      return Optional.empty();
    }
    checkUrl(entry);
    for (String option : entry.textMap("options").keySet()) {
      if (OPTIONS.stream().noneMatch(option::equalsIgnoreCase)) {
        entry.problem(
            "options",
            "option '%s' is none that a database is read with; expected some of %s%s"
                .formatted(option, String.join(", ", OPTIONS), Nearest.hint(option, OPTIONS)));
      }
    }
    return Optional.of(database(entry.definition(FORMAT)));
  }

  private static void checkUrl(Definition entry) {
    String url = entry.optionalText("path").orElse("");
    if (CREDENTIALS.matcher(url).find()) {
      entry.problem("path", "'path' has a user or a password in its url" + INSTEAD);
    } else if (!url.isEmpty() && !url.startsWith("jdbc:")) {
      entry.problem(
          "path",
          "'path' of format jdbc must be a url such as jdbc:postgresql://host/database; found '"
              + url
              + "'");
    }
  }

  private static Database database(Definition block) {
    for (String key : List.of("user", "password")) {
      if (block.keys().contains(key)) {
        block.problem(key, "'" + key + "' does not belong into this file" + INSTEAD);
      }
    }
    Optional<String> table = block.optionalText("table");
    Optional<String> query = block.optionalText("query");
    if (table.isPresent() == query.isPresent()) {
      block.problem("table", "'jdbc' needs either 'table' or 'query'");
    }
    Database database =
        new Database(
            table,
            query,
            variable(block, "user_env"),
            variable(block, "password_env"),
            block.optionalDefinition("partition").map(DatabaseReader::partition),
            block.optionalDefinition("changes").map(DatabaseReader::changes));
    block.done();
    return database;
  }

  private static Optional<String> variable(Definition block, String key) {
    Optional<String> name = block.optionalText(key);
    if (name.isPresent() && !VARIABLE.matcher(name.get()).matches()) {
      block.problem(
          key, "'" + key + "' must be the name of an environment variable: letters, digits and _");
    }
    return name;
  }

  private static Database.Partition partition(Definition block) {
    Database.Partition partition =
        new Database.Partition(block.text("column"), atLeast(block, "partitions", 1, 8));
    block.done();
    return partition;
  }

  private static Database.Changes changes(Definition block) {
    Database.Changes changes =
        new Database.Changes(
            block.text("key"), block.text("watermark"), atLeast(block, "overlap", 0, OVERLAP));
    block.done();
    return changes;
  }

  private static int atLeast(Definition block, String key, int least, int absent) {
    int number = block.integer(key, absent);
    if (number < least) {
      block.problem(
          key, "'%s' must be a whole number, %d or more; found '%d'".formatted(key, least, number));
    }
    return number;
  }
}
