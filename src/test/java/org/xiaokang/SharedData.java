package org.xiaokang;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Data that stands beside the project, not in it. */
public final class SharedData {
  private SharedData() {}

  /** The official codes by year, 1981 to 2024; a test that asks is skipped where it is absent. */
  public static Path divisions() {
    return file("data/divisions/areacodes_validity_1981_2024.csv");
  }

  /** A file or folder among the shared data; a test that asks is skipped where it is absent. */
  public static Path file(String name) {
    String root =
        Optional.ofNullable(System.getProperty("XIAOKANG_SHARED"))
            .or(() -> Optional.ofNullable(System.getenv("XIAOKANG_SHARED")))
            .orElse("../shared");
    Path file = Path.of(root).resolve(name);
    assumeTrue(Files.isReadable(file), file + " is absent; XIAOKANG_SHARED may name its folder");
    return file;
  }
}
