package org.xiaokang.source;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Database;
import org.xiaokang.config.Source;

/** What a database refuses, told to the person who reads it. Neither user nor password is. */
final class DatabaseFailure {
  private DatabaseFailure() {}

  /** The url without its parameters. */
  static String address(Source source) {
    return source.path().replaceFirst("[?;].*", "");
  }

  static XiaokangException of(Source source, Database database, Exception e) {
    if (e instanceof XiaokangException known) {
      return known;
    }
    Optional<SQLException> refusal =
        Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
            .filter(SQLException.class::isInstance)
            .map(SQLException.class::cast)
            .findFirst();
    String state = refusal.map(SQLException::getSQLState).orElse("");
    String message = message(source, database, state.length() < 2 ? "" : state.substring(0, 2));
    // What the server says of a refused user names the user.
    String said =
        state.startsWith("28") ? "" : ": " + said(refusal.map(Exception.class::cast).orElse(e));
    return new XiaokangException("source '" + source.name() + "': " + message + said, e);
  }

  private static String message(Source source, Database database, String stateClass) {
    String address = address(source);
    return switch (stateClass) {
      case "08" ->
          "the database at %s cannot be reached; check host and port, that it runs and lets this machine in, and, with TLS, that sslrootcert in the url names who signed its certificate"
              .formatted(address);
      case "28" ->
          "the database at %s refuses the user or the password; check the environment variables %s and %s"
              .formatted(
                  address,
                  database.userEnv().orElse("(none named by user_env)"),
                  database.passwordEnv().orElse("(none named by password_env)"));
      case "42" ->
          "the database at %s cannot read %s; check that 'table' or 'query' is spelled as there, and that this user may read it"
              .formatted(address, database.label());
      default -> "cannot read %s of %s".formatted(database.label(), address);
    };
  }

  private static String said(Exception e) {
    if (String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("no suitable driver")) {
      return "there is no driver for this url; add its jar with spark.jars, and name its class in options: {driver: ...}";
    }
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("unknown");
  }
}
