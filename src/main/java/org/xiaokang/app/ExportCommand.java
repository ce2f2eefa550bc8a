package org.xiaokang.app;

import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xiaokang.export.Manifest;
import org.xiaokang.export.ReleaseExport;
import org.xiaokang.reader.LakeReader;
import org.xiaokang.reader.ReleaseReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** A release for others: {@code jobs/export --to /data/for-others}. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Writes a release as SDMX-CSV, CSV and Parquet, with what explains it.")
final class ExportCommand extends Commands.Base {
  @Option(
      names = "--to",
      required = true,
      paramLabel = "FOLDER",
      description = "a new or empty folder, a path or URI")
  private String to = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = FormatName.class,
      completionCandidates = FormatName.class,
      description = "${COMPLETION-CANDIDATES}; may be given several times (default: all)")
  private @Nullable List<ReleaseExport.Format> formats;

  @Option(names = "--overwrite", description = "replace an earlier export in the folder")
  private boolean overwrite;

  @Mixin private ReleaseOption release = new ReleaseOption();

  @Override
  public Integer call() {
    Set<ReleaseExport.Format> asked =
        formats == null ? EnumSet.allOf(ReleaseExport.Format.class) : EnumSet.copyOf(formats);
    TerminalProgress progress = new TerminalProgress(out());
    LakeReader lake = reader();
    Manifest manifest;
    try (ReleaseReader read =
        ReleaseReader.open(lake, release.in(lake.releases()), configuration().reader())) {
      manifest =
          ReleaseExport.run(
              read,
              new ReleaseExport.Order(to, overwrite, asked, configuration().licence()),
              Clock.systemUTC(),
              progress::begin);
    }
    tell(manifest);
    out().printf(Locale.ROOT, "%nDone in %.1f s.%n", progress.elapsed());
    return 0;
  }

  private void tell(Manifest manifest) {
    TextTable table = new TextTable(List.of("file", ">rows"));
    manifest
        .rows()
        .forEach((path, rows) -> table.add(List.of(path, String.format(Locale.ROOT, "%,d", rows))));
    out().println();
    table.lines().forEach(out()::println);
    out().println();
    manifest
        .leftOut()
        .forEach(
            (why, count) ->
                out().printf(Locale.ROOT, "%,d values are not in SDMX: %s%n", count, why));
    if (manifest.harmless() > 0) {
      out()
          .printf(
              Locale.ROOT,
              "%,d cells that a spreadsheet would take for formulas begin with an apostrophe"
                  + " (dictionary.csv)%n",
              manifest.harmless());
    }
    out()
        .printf(
            "Release %s, licence: %s%nFolder  %s%n",
            manifest.releaseId(), manifest.licenceOrNot(), to);
  }

  /** The formats as a person writes them. */
  static final class FormatName implements ITypeConverter<ReleaseExport.Format>, Iterable<String> {
    @Override
    public ReleaseExport.Format convert(String word) {
      return Arrays.stream(ReleaseExport.Format.values())
          .filter(format -> format.toString().equals(word.toLowerCase(Locale.ROOT)))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'%s' is no format; expected one of %s"
                          .formatted(word, Arrays.toString(ReleaseExport.Format.values()))));
    }

    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(ReleaseExport.Format.values())
          .map(ReleaseExport.Format::toString)
          .iterator();
    }
  }
}
