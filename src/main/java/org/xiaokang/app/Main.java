package org.xiaokang.app;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.xiaokang.catalogue.DefinitionException;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.lake.LakeBusyException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Arguments, configuration, one session, one job, an exit code. */
@Command(
    name = "xiaokang",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Comparable cross-region indicators from tables of report metrics.",
    subcommands = {
      InitCommand.class,
      Commands.Nightly.class,
      Commands.Load.class,
      Commands.Indicators.class,
      MaintainCommand.class,
      Commands.Check.class,
      Commands.Explain.class,
      WhyCommand.class,
      QueryCommand.class,
      ReleaseCommands.HistoryCommand.class,
      ReleaseCommands.DiffCommand.class,
      ExportCommand.class,
      Publish.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed",
      "2:wrong arguments",
      "3:wrong configuration or catalogue",
      "4:a quality gate held the release back",
      "75:another run holds the lake; try later",
      "130:interrupted (Ctrl-C); what stands is told"
    })
public final class Main {
  static final int FAILED = 1;
  static final int WRONG_DEFINITION = 3;
  static final int HELD = 4;
  static final int BUSY = 75;

  private static volatile boolean startedSpark;

  private Main() {}

  /** There will be a session to stop. */
  static void startsSpark() {
    startedSpark = true;
  }

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    Interruption interruption = Interruption.awaited(System.out, System.err);
    int code = run(args, System.out, System.err);
    if (code == 0 && Boolean.getBoolean(Training.WANTED)) {
      Training.run(args);
    }
    if (startedSpark) {
      SparkSessions.stop();
    }
    if (code == 0) {
      ClassArchive.storeIfWanted(System.err);
    }
    interruption.over();
    if (code != 0) {
      System.exit(code); // never with 0: a cluster's driver ends by itself
    }
  }

  /** Runs one command; answers with its exit code. */
  static int run(String[] args, PrintStream out, PrintStream err) {
    PrintWriter errors = new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true);
    CommandLine line = new CommandLine(new Main());
    line.setOut(new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true));
    line.setErr(errors);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler((e, command, parsed) -> told(e, errors));
    return line.execute(args);
  }

  /** How Spark begins when it is called after it has stopped by itself. */
  private static final String STOPPED = "Cannot call methods on a stopped SparkContext";

  /** Says what went wrong to the person at the terminal. */
  private static int told(Exception e, PrintWriter errors) {
    if (e instanceof DefinitionException definition) {
      errors.println(definition.text());
      return WRONG_DEFINITION;
    }
    if (e instanceof LakeBusyException busy) {
      errors.println("error: " + busy.text());
      return BUSY;
    }
    if (e instanceof XiaokangException known) {
      errors.println("error: " + known.text());
      return FAILED;
    }
    if (String.valueOf(e.getMessage()).startsWith(STOPPED)) {
      errors.println(
          "error: Spark gave up; what it found is above. On a cluster: is the master up, and is its address right"
              + " (--master, XIAOKANG_MASTER)?");
      return FAILED;
    }
    errors.println("error: this should not have happened; please report it with what follows");
    e.printStackTrace(errors);
    return FAILED;
  }

  /** The version of the jar. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"xiaokang " + (version == null ? "development" : version)};
    }
  }
}
