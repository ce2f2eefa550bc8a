package org.xiaokang.app;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Does what the commands that read a release do, so that their classes are in the archive that this
 * process leaves for later ones to start from. What it finds is nobody's concern.
 */
final class Training {
  /** System property: set by the launcher where an archive is made. */
  static final String WANTED = "xiaokang.train";

  private static final String VALUE =
      "select ref_area, indicator from indicators where obs_value is not null"
          + " and len(inputs) > 0 limit 1";

  private Training() {}

  /** Asks the same lake with the same configuration. */
  static void run(String[] args) {
    List<String> where = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      if (args[i].startsWith("--conf=") || args[i].startsWith("--lake=")) {
        where.add(args[i]);
      } else if ((args[i].equals("--conf") || args[i].equals("--lake")) && i + 1 < args.length) {
        where.add(args[i]);
        where.add(args[i + 1]);
      }
    }
    ask(where, "history");
    ask(where, "query", "select * from conflicts");
    ask(where, "query", "--format", "json", "select * from indicators limit 5");
    String[] value = ask(where, "query", "--format", "csv", VALUE).strip().split("[,\n]", -1);
    if (value.length == 4) {
      ask(where, "why", value[2].strip(), value[3].strip());
    }
    String id = ask(where, "query", "--format", "csv", "select max(release_id) from releases");
    ask(where, "diff", id.strip().replaceFirst("(?s).*\n", ""));
  }

  private static String ask(List<String> where, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(1, where);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    Main.run(
        all.toArray(String[]::new),
        new PrintStream(said, true, StandardCharsets.UTF_8),
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    return said.toString(StandardCharsets.UTF_8);
  }
}
