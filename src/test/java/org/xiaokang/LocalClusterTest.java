package org.xiaokang;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job where rows and plans have to travel: what only works within one JVM fails here. A cluster
 * of processes, where workers die, is ClusterTest's, which takes minutes.
 */
class LocalClusterTest {
  @TempDir private Path folder;

  @Test
  void aRunOnTwoExecutorsLeavesTheTablesOfARunInOneProcess() throws Exception {
    Project project = new Project(Files.createDirectories(folder.resolve("project")));
    project.figures(1);
    String embedded = folder.resolve("embedded").toString();
    project.nightly(embedded, Clock.systemUTC());

    String lake = folder.resolve("lake").toString();
    Path home = folder.resolve("spark");
    NightlyProcess run = NightlyProcess.startOnLocalCluster(project, lake, home);
    assertThat(run.exitCode()).as(run.errors()).isZero();

    assertThat(Project.content(project.lake(lake)))
        .isEqualTo(Project.content(project.lake(embedded)));
    assertThat(executors(home)).containsExactly("0", "1");
  }

  /** The folders of the executors, one each. */
  private static List<String> executors(Path home) throws Exception {
    try (Stream<Path> found =
        Files.find(home.resolve("work"), 2, (path, its) -> its.isDirectory())) {
      return found
          .filter(path -> home.resolve("work").relativize(path).getNameCount() == 2)
          .map(path -> String.valueOf(path.getFileName()))
          .sorted()
          .toList();
    }
  }
}
