package org.xiaokang.app;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Problems;
import org.xiaokang.config.Configuration;
import org.xiaokang.config.ConfigurationReader;
import org.xiaokang.job.Setup;
import picocli.CommandLine.Option;

/** The options every command has. */
final class Common {
  @Option(
      names = "--conf",
      paramLabel = "FILE",
      defaultValue = "conf/xiaokang.yaml",
      description = "the configuration (default: ${DEFAULT-VALUE})")
  private Path conf = Path.of("conf/xiaokang.yaml");

  @Option(
      names = "--lake",
      paramLabel = "PATH",
      description = "another lake than the configuration's: a folder or a URI")
  private @Nullable String lake;

  /** Read once, however often a command asks. */
  private @Nullable Configuration read;

  Setup setup() {
    return Setup.read(conf, Optional.ofNullable(lake));
  }

  /** The configuration alone: who reads a release needs no catalogue of today. */
  Configuration configuration() {
    Configuration before = read;
    if (before != null) {
      return before;
    }
    Problems problems = new Problems();
    Optional<Configuration> now = configuration(problems);
    problems.throwIfAny();
    read = now.orElseThrow();
    return read;
  }

  /** The configuration alone, if nothing in it is wrong; {@link #setup} says what is. */
  Optional<Configuration> soundConfiguration() {
    Problems problems = new Problems();
    return configuration(problems).filter(read -> problems.isEmpty());
  }

  private Optional<Configuration> configuration(Problems problems) {
    String other = lake;
    return ConfigurationReader.read(conf, problems)
        .map(told -> other == null ? told : told.withLake(other));
  }
}
