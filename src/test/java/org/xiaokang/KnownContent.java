package org.xiaokang;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.xiaokang.tables.Lake;
import org.xiaokang.tables.Release;
import org.xiaokang.tables.Tables;

/**
 * The {@link Project#content} of lakes that are copies of each other but for a few tables: of
 * folders that are the same byte for byte one is read.
 */
final class KnownContent {
  private final Map<String, List<String>> known = new HashMap<>();

  Map<String, List<String>> of(Lake lake) {
    Release release = lake.latestRelease().orElseThrow();
    Tables tables = lake.tables(release);
    Path root = Path.of(URI.create(lake.root()));
    return Project.content(
        release,
        table ->
            known.computeIfAbsent(
                "version %d of %s".formatted(release.tables().get(table), bytes(root, table)),
                folder -> Project.rows(tables, table)));
  }

  /** A name for all that stands in a folder. */
  private static String bytes(Path root, String name) {
    try (Stream<Path> found = Files.walk(root.resolve(name))) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
        digest.update(root.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(file));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
