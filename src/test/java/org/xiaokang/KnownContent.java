package org.xiaokang;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.xiaokang.catalogue.Hash;
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
      List<byte[]> parts = new ArrayList<>();
      for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
        parts.add(root.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
        parts.add(Files.readAllBytes(file));
      }
      return Hash.of(parts.toArray(byte[][]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
