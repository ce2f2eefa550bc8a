package org.xiaokang;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A PostgreSQL of the tests' own: in a temporary folder, on a free port of this machine, with a
 * certificate that it signed itself for localhost. It logs every statement, and ends when closed.
 */
public final class PostgresServer implements AutoCloseable {
  /** Environment variables that hold its user and password. */
  public static final String USER = "XIAOKANG_TEST_USER";

  public static final String PASSWORD = "XIAOKANG_TEST_PASSWORD";

  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
  private static final String STORE_PASSWORD = "changeit";

  private final Path programs;
  private final Path folder;
  private final int port;

  private PostgresServer(Path programs, Path folder, int port) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
  }

  /** The programs of the newest PostgreSQL that Debian's packages installed. */
  public static Optional<Path> programs() {
    if (!Files.isDirectory(VERSIONS)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(VERSIONS)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.comparing(Path::toString));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts one. */
  public static PostgresServer start() throws Exception {
    Path folder = Files.createTempDirectory("xiaokang-postgres");
    PostgresServer server = new PostgresServer(programs().orElseThrow(), folder, FreePort.find());
    server.certify("server");
    server.certify("stranger");
    Files.writeString(folder.resolve("password"), System.getenv(PASSWORD));
    own(folder);
    server.program(
        "initdb",
        "--pgdata=" + server.data(),
        "--username=" + System.getenv(USER),
        "--pwfile=" + folder.resolve("password"),
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--no-locale",
        "--no-sync");
    Files.writeString(
        server.data().resolve("postgresql.auto.conf"),
        """
        listen_addresses = 'localhost'
        port = %d
        unix_socket_directories = ''
        fsync = off
        ssl = on
        ssl_cert_file = '%s'
        ssl_key_file = '%s'
        log_statement = 'all'
        """
            .formatted(server.port, server.certificate(), folder.resolve("server.key")));
    server.program(
        "pg_ctl", "start", "--wait", "--pgdata=" + server.data(), "--log=" + server.log());
    return server;
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static void own(Path folder) throws Exception {
    if (isRoot()) { // which PostgreSQL refuses to be
      run(List.of("chown", "-R", "postgres", folder.toString()));
    }
  }

  private void program(String name, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(programs.resolve(name).toString());
    command.addAll(List.of(arguments));
    run(command);
  }

  private static void run(List<String> command) throws Exception {
    Path output = Files.createTempFile("xiaokang-postgres", ".out");
    // To a file: a server that is started keeps a pipe open.
    Process process =
        new ProcessBuilder(command)
            .directory(output.getParent().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int code = process.waitFor();
    String said = Files.readString(output);
    Files.delete(output);
    if (code != 0) {
      throw new IllegalStateException(command + " ended with " + code + ": " + said);
    }
  }

  /** A key and a certificate for localhost, as PEM. */
  private void certify(String name) throws Exception {
    Path store = folder.resolve(name + ".p12");
    run(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "server",
            "-keyalg",
            "RSA",
            "-dname",
            "CN=localhost",
            "-ext",
            "san=dns:localhost",
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            STORE_PASSWORD));
    KeyStore keys = KeyStore.getInstance(store.toFile(), STORE_PASSWORD.toCharArray());
    byte[] key = keys.getKey("server", STORE_PASSWORD.toCharArray()).getEncoded();
    pem("PRIVATE KEY", key, name + ".key");
    pem("CERTIFICATE", keys.getCertificate("server").getEncoded(), name + ".crt");
  }

  private void pem(String what, byte[] encoded, String name) throws Exception {
    Path file = Files.createFile(folder.resolve(name));
    run(List.of("chmod", "600", file.toString()));
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
    Files.writeString(
        file, "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(what, text, what));
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Path log() {
    return folder.resolve("log");
  }

  /** Its certificate, which nobody else signed. */
  public Path certificate() {
    return folder.resolve("server.crt");
  }

  /** Another one of the same name. */
  public Path stranger() {
    return folder.resolve("stranger.crt");
  }

  public int port() {
    return port;
  }

  /** Its database, without user and password. */
  public String url() {
    return "jdbc:postgresql://localhost:" + port + "/postgres";
  }

  /** Does something to the database. */
  public void execute(String... statements) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  public Connection connection() throws SQLException {
    return DriverManager.getConnection(url(), System.getenv(USER), System.getenv(PASSWORD));
  }

  /** The first cell of a query's answer. */
  public String answer(String query) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** What it was asked since its log had a length. */
  public List<String> asked(long since) throws IOException {
    String log = Files.readString(log());
    return log.substring(Math.toIntExact(since))
        .lines()
        .filter(line -> line.contains("SELECT"))
        .map(line -> line.replaceAll("\\s+", " ").strip())
        .toList();
  }

  /** How long its log is. */
  public long logged() throws IOException {
    return Files.readString(log()).length();
  }

  @Override
  public void close() {
    try {
      program("pg_ctl", "stop", "--wait", "--mode=fast", "--pgdata=" + data());
      run(List.of("rm", "-r", folder.toString()));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
