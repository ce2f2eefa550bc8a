package org.xiaokang.app;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.xiaokang.config.Configuration;
import org.xiaokang.job.NightlyJob;
import org.xiaokang.job.Outcome;
import org.xiaokang.job.Setup;
import org.xiaokang.job.Standstill;
import org.xiaokang.reader.HadoopSettings;
import org.xiaokang.reader.LakeReader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    Configuration configuration() {
      return common.configuration();
    }

    Optional<Configuration> soundConfiguration() {
      return common.soundConfiguration();
    }

    /** The lake, for reading without Spark. */
    LakeReader reader() {
      return LakeReader.open(configuration().lake(), HadoopSettings.current());
    }

    CommandLine line() {
      return java.util.Objects.requireNonNull(spec).commandLine();
    }

    PrintWriter out() {
      return line().getOut();
    }
  }

  /** Runs a job that writes and reports what was written. */
  abstract static class Writing extends Base {
    int run(String name, Function<NightlyJob, Outcome> job) {
      TerminalProgress progress = new TerminalProgress(out());
      Setup setup = setup();
      SparkSession spark = SparkSessions.open(name);
      NightlyJob nightly = new NightlyJob(spark, setup, Clock.systemUTC(), progress);
      Outcome outcome = job.apply(nightly);
      nightly.sourceBytes().ifPresent(SmallInput::note);
      return told(outcome, nightly.root(), progress);
    }

    /** Tells what a job did; answers with the exit code. */
    int told(Outcome outcome, String root, TerminalProgress progress) {
      new Report(out()).of(outcome, root);
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

    @Override
    public Integer call() {
      return full ? run("nightly", NightlyJob::full) : nightly();
    }

    /** Starts Spark only where there is something to do. */
    private int nightly() {
      TerminalProgress progress = new TerminalProgress(out());
      Optional<Configuration> sound = soundConfiguration();
      if (sound.isPresent()) {
        LakeReader lake = LakeReader.open(sound.get().lake(), HadoopSettings.current());
        Optional<Outcome> unchanged =
            Standstill.at(sound.get(), lake, Clock.systemUTC().instant()).outcome();
        if (unchanged.isPresent()) {
          progress.note("every source file, the catalogue and the program are as they were");
          return told(unchanged.get(), lake.root(), progress);
        }
      }
      return run("nightly", NightlyJob::nightly);
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
              "In order: %d source(s), %d metrics, %d indicators, %d comparisons, %d assessments,"
                  + " %d regions.%n",
              setup.configuration().sources().size(),
              setup.catalogue().metrics().size(),
              setup.catalogue().indicators().size(),
              setup.catalogue().comparisons().size(),
              setup.catalogue().assessments().rules().size(),
              setup.catalogue().regions().spells().size());
      return 0;
    }
  }

  /** The plan of an indicator, or a rule. */
  @Command(
      name = "explain",
      mixinStandardHelpOptions = true,
      description = "Says how an indicator is computed, or by what a rule assesses regions.")
  static final class Explain extends Base {
    @Parameters(
        paramLabel = "INDICATOR",
        description = "an id of the catalogue; of an indicator, an assessment or an identity")
    private String indicator = "";

    @Override
    public Integer call() {
      org.xiaokang.job.Explain.lines(setup(), indicator).forEach(out()::println);
      return 0;
    }
  }
}
