package org.xiaokang.app;

import org.xiaokang.reader.LakeReader;
import org.xiaokang.reader.ReleaseReader;
import org.xiaokang.reader.Why;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Where a number comes from: {@code jobs/why 济源市 industry_fund_share 2019}. */
@Command(
    name = "why",
    mixinStandardHelpOptions = true,
    description = "Says where a number comes from: formula, inputs, documents.")
final class WhyCommand extends Commands.Base {
  @Parameters(index = "0", paramLabel = "REF_AREA", description = "a region's code or name")
  private String area = "";

  @Parameters(
      index = "1",
      paramLabel = "INDICATOR",
      description = "an id of the release's catalogue, or of a rule that assesses")
  private String indicator = "";

  @Parameters(
      index = "2",
      paramLabel = "PERIOD",
      defaultValue = "latest",
      description = "a time_period such as 2019 or 2020-01-01/P9M (default: latest)")
  private String period = "latest";

  @Mixin private ReleaseOption release = new ReleaseOption();

  @Override
  public Integer call() {
    LakeReader lake = reader();
    try (ReleaseReader read =
        ReleaseReader.open(lake, release.in(lake.releases()), configuration().reader())) {
      new Why(read).lines(area, indicator, period).forEach(out()::println);
    }
    return 0;
  }
}
