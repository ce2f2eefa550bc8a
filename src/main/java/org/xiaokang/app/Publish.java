package org.xiaokang.app;

import java.time.Clock;
import org.xiaokang.job.PublishJob;
import org.xiaokang.job.Setup;
import org.xiaokang.reader.Release;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Shows a release to readers that quality gates hold back. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description = "Publishes a release that quality gates hold back, and records why.")
final class Publish extends Commands.Base {
  @Parameters(paramLabel = "RELEASE", description = "the id of a held release")
  private String id = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "why it is published all the same; kept in the table releases")
  private String reason = "";

  @Override
  public Integer call() {
    if (reason.isBlank()) {
      throw new ParameterException(
          line(), "--reason is empty; say why release '" + id + "' is to be published");
    }
    Setup setup = setup();
    PublishJob.Published published =
        PublishJob.run(reader(), setup, id, reason.strip(), Clock.systemUTC());
    Release release = published.release();
    out()
        .printf(
            "Release %s, held back by %s, is published: readers see it now.%nPage    %s%n",
            release.releaseId(), release.standing().heldBy().orElse("its gates"), published.page());
    return 0;
  }
}
