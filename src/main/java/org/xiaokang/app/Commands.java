package org.xiaokang.app;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.xiaokang.job.NightlyJob;
import org.xiaokang.job.Outcome;
import org.xiaokang.job.QueryResult;
import org.xiaokang.job.Setup;
import org.xiaokang.job.Why;
import org.xiaokang.tables.Lake;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands, one class each. */
final class Commands {
  private Commands() {}

  /** What all commands share: the common options and where to print. */
  abstract static class Base implements Callable<Integer> {
    @Mixin private Common common = new Common();
    @Spec private @Nullable CommandSpec spec;

    Setup setup() {
      return common.setup();
    }

    CommandLine line() {
      return java.util.Objects.requireNonNull(spec).commandLine();
    }

    PrintWriter out() {
      return line().getOut();
    }

    SparkSession session(String job) {
      return SparkSession.builder().appName("xiaokang " + job).getOrCreate();
    }
  }

  /** Runs a job that writes and reports what was written. */
  abstract static class Writing extends Base {
    int run(String name, Function<NightlyJob, Outcome> job) {
      TerminalProgress progress = new TerminalProgress(out());
      Setup setup = setup();
      SparkSession spark = session(name);
      Lake lake = Lake.open(spark, setup.configuration().lake());
      Outcome outcome = job.apply(new NightlyJob(spark, lake, setup, Clock.systemUTC(), progress));
      new Report(out()).of(outcome, lake);
      out().printf(Locale.ROOT, "%nDone in %.1f s.%n", progress.elapsed());
      return outcome.verdict().holdsBack() ? Main.HELD : 0;
    }
  }

  /** Sources to a published release. */
  @Command(
      name = "nightly",
      mixinStandardHelpOptions = true,
      description = "Loads the sources, computes everything and publishes a release.")
  static final class Nightly extends Writing {
    @Option(
        names = "--full",
        description = "compute everything, also where nothing changed since the latest release")
    private boolean full;

    @ArgGroup(exclusive = false)
    private @Nullable Span span;

    /** Periods to compute again. */
    static final class Span {
      @Option(
          names = "--from",
          required = true,
          paramLabel = "DATE",
          description = "compute the periods again that end on this day (2019-12-31) or later")
      private LocalDate from = LocalDate.MIN;

      @Option(
          names = "--to",
          required = true,
          paramLabel = "DATE",
          description = "and on this day or earlier")
      private LocalDate to = LocalDate.MAX;
    }

    @Override
    public Integer call() {
      Span asked = span;
      if (asked == null) {
        return run("nightly", full ? NightlyJob::full : NightlyJob::nightly);
      }
      if (full) {
        throw new ParameterException(
            line(), "--full computes every period; leave out --from and --to");
      }
      if (asked.to.isBefore(asked.from)) {
        throw new ParameterException(
            line(), "--from %s is after --to %s".formatted(asked.from, asked.to));
      }
      return run("nightly", job -> job.backfill(asked.from, asked.to));
    }
  }

  /** The first half of a nightly run. */
  @Command(
      name = "load",
      mixinStandardHelpOptions = true,
      description = "Loads the sources into observations; publishes nothing.")
  static final class Load extends Writing {
    @Override
    public Integer call() {
      return run("load", NightlyJob::load);
    }
  }

  /** The second half of a nightly run. */
  @Command(
      name = "indicators",
      mixinStandardHelpOptions = true,
      description = "Computes everything from the loaded observations and publishes a release.")
  static final class Indicators extends Writing {
    @Override
    public Integer call() {
      return run("indicators", NightlyJob::indicators);
    }
  }

  /** The declarations, checked without Spark. */
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Checks configuration and catalogue, without starting Spark.")
  static final class Check extends Base {
    @Override
    public Integer call() {
      Setup setup = setup();
      out()
          .printf(
              Locale.ROOT,
              "In order: %d source(s), %d metrics, %d indicators, %d comparisons, %d regions.%n",
              setup.configuration().sources().size(),
              setup.catalogue().metrics().size(),
              setup.catalogue().indicators().size(),
              setup.catalogue().comparisons().size(),
              setup.catalogue().regions().spells().size());
      return 0;
    }
  }

  /** The plan of an indicator. */
  @Command(
      name = "explain",
      mixinStandardHelpOptions = true,
      description = "Says how an indicator is computed.")
  static final class Explain extends Base {
    @Parameters(paramLabel = "INDICATOR", description = "an id of the catalogue")
    private String indicator = "";

    @Override
    public Integer call() {
      org.xiaokang.job.Explain.lines(setup(), indicator).forEach(out()::println);
      return 0;
    }
  }

  /** Where a number comes from. */
  @Command(
      name = "why",
      mixinStandardHelpOptions = true,
      description = "Says where a number comes from: formula, inputs, documents.")
  static final class WhyCommand extends Base {
    @Parameters(index = "0", paramLabel = "REF_AREA", description = "a region's code or name")
    private String area = "";

    @Parameters(index = "1", paramLabel = "INDICATOR", description = "an id of the catalogue")
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
      Setup setup = setup();
      setup.catalogue().indicator(indicator); // a wrong name is told before Spark starts
      Lake lake = Lake.open(session("why"), setup.configuration().lake());
      new Why(lake.tables(release.in(lake)), setup.catalogue())
          .lines(area, indicator, period)
          .forEach(out()::println);
      return 0;
    }
  }

  /** SQL over a release. */
  @Command(
      name = "query",
      mixinStandardHelpOptions = true,
      description = "Runs SQL over the tables of the latest release, or of another.")
  static final class Query extends Base {
    /** How to print rows. */
    enum Format {
      TABLE,
      CSV,
      JSON
    }

    @Parameters(paramLabel = "SQL", description = "a query, e.g. \"select * from indicators\"")
    private String sql = "";

    @Option(
        names = "--format",
        defaultValue = "table",
        description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Format format = Format.TABLE;

    @Option(
        names = "--limit",
        defaultValue = "1000",
        converter = RowLimit.class,
        description = "most rows of a table (default: ${DEFAULT-VALUE}); csv and json print all")
    private int limit = 1000;

    @Mixin private ReleaseOption release = new ReleaseOption();

    @Override
    public Integer call() {
      Setup setup = setup();
      SparkSession spark = session("query");
      Lake lake = Lake.open(spark, setup.configuration().lake());
      lake.views(release.in(lake));
      QueryResult result = QueryResult.of(spark, sql);
      switch (format) {
        case TABLE -> TextTable.of(result, limit).forEach(out()::println);
        case CSV -> result.csv(out()::println);
        case JSON -> result.json(out()::println);
      }
      return 0;
    }
  }
}
