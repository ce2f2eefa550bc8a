package org.xiaokang.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.xiaokang.starter.NewProject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A new project. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description =
        "Writes a project that runs at once: configuration, metrics, indicators, regions, units.")
final class InitCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FOLDER", description = "a new or empty folder")
  private Path folder = Path.of("");

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = "a CSV table with a header, for which it is written; else a made-up one")
  private @Nullable Path from;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    List<Path> files = NewProject.write(folder, Optional.ofNullable(from));
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println("Written, each file with comments on what to change:");
    files.forEach(file -> out.println("  " + file));
    Path configuration = files.get(0);
    out.println();
    out.printf("Next    jobs/check --conf %s%n", configuration);
    out.printf("        jobs/nightly --conf %s%n", configuration);
    return 0;
  }
}
