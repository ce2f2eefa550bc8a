package org.xiaokang.app;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.xiaokang.job.Outcome;
import org.xiaokang.job.RegionsSideBySide;
import org.xiaokang.job.Verdict;
import org.xiaokang.lake.WriteResult;
import org.xiaokang.reader.Release;

/** What a run tells when it is done. */
record Report(PrintWriter out) {
  void of(Outcome outcome, String root) {
    tables(outcome);
    out.println("\n" + outcome.counts());
    outcome.notes().forEach(note -> out.println("Note    " + note));
    if (outcome.conflicts() > 0) {
      out.printf(
          Locale.ROOT,
          "%,d figures in conflict: jobs/query \"select * from conflicts\"%n",
          outcome.conflicts());
    }
    if (outcome.published()) {
      compared(outcome);
      headlines(outcome);
    }
    findings(outcome.verdict());
    out.println("\n" + conclusion(outcome));
    out.println("Lake    " + root);
    outcome.page().ifPresent(page -> out.println("Page    " + page));
    if (outcome.held().isPresent()) {
      String id = outcome.held().get().releaseId();
      out.println("Next    jobs/query --release " + id + " \"select * from quality\"");
      out.println("        jobs/publish " + id + " --reason \"...\"    shows it to readers");
    } else {
      out.println("Next    jobs/query \"select * from indicators limit 20\"");
      out.println("        jobs/explain INDICATOR       how it is computed");
      out.println("        jobs/why REGION INDICATOR    where a number comes from");
    }
  }

  private void tables(Outcome outcome) {
    TextTable table = new TextTable(List.of("table", ">version", ">rows", ">rejected", "content"));
    for (WriteResult written : outcome.written()) {
      table.add(
          List.of(
              written.table(),
              String.valueOf(written.version()),
              String.format(Locale.ROOT, "%,d", written.rows()),
              rejected(written, outcome),
              written.changed() ? "written" : "unchanged"));
    }
    out.println();
    table.lines().forEach(out::println);
  }

  /** Rows that were to become observations and are in rejected_metrics instead. */
  private static String rejected(WriteResult written, Outcome outcome) {
    return written.table().equals("observations")
        ? String.format(Locale.ROOT, "%,d", outcome.counts().rejected())
        : "";
  }

  private void compared(Outcome outcome) {
    RegionsSideBySide compared = outcome.compared();
    if (!compared.rows().isEmpty()) {
      TextTable table = new TextTable(RegionsSideBySide.HEADER);
      compared.rows().forEach(table::add);
      out.println();
      table.lines().forEach(out::println);
    }
    if (!compared.lines().isEmpty()) {
      out.println();
      compared.lines().forEach(out::println);
    }
  }

  private void headlines(Outcome outcome) {
    if (outcome.headlines().isEmpty()) {
      return;
    }
    TextTable table =
        new TextTable(List.of("headline", "region", "period", ">value", "unit", "note"));
    outcome.headlines().forEach(table::add);
    out.println();
    table.lines().forEach(out::println);
  }

  private void findings(Verdict verdict) {
    if (verdict.found() == 0) {
      return;
    }
    TextTable table =
        new TextTable(
            List.of("gate", "severity", "region", "of", "period", ">value", "expected", "finding"));
    verdict.findings().forEach(table::add);
    out.println();
    table.lines().forEach(out::println);
    if (verdict.found() > verdict.findings().size()) {
      out.printf(
          Locale.ROOT,
          "(the worst %d of %,d findings; all are in the table quality)%n",
          verdict.findings().size(),
          verdict.found());
    }
  }

  private static String conclusion(Outcome outcome) {
    if (outcome.held().isPresent()) {
      Release held = outcome.held().get();
      return "Release %s is held back by %s; readers see %s."
          .formatted(
              held.releaseId(),
              held.standing().heldBy().orElse("its gates"),
              outcome.release().map(Release::releaseId).orElse("none yet"));
    }
    if (outcome.published()) {
      return "Release " + outcome.release().orElseThrow().releaseId();
    }
    boolean changed = outcome.written().stream().anyMatch(WriteResult::changed);
    if (changed || outcome.release().isEmpty()) {
      return "No release: run 'indicators' to compute and publish.";
    }
    String latest = outcome.release().get().releaseId();
    return outcome.verdict().holdsBack()
        ? "Nothing changed: release %s stays the latest, but does not pass %s any more."
            .formatted(latest, String.join(", ", outcome.verdict().gates()))
        : "Nothing changed: release " + latest + " stays the latest.";
  }
}
