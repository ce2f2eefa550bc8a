package org.xiaokang.job;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xiaokang.config.Configuration;
import org.xiaokang.config.Source;
import org.xiaokang.ingest.SourceReadings;
import org.xiaokang.quality.LoadCounts;
import org.xiaokang.run.FileEvidence;
import org.xiaokang.run.IngestStages;

/** How the labels and numbers of sources are read, and what is to be told of the sources. */
final class SourceNotes {
  private final Configuration configuration;
  private final List<String> notes = new ArrayList<>();

  SourceNotes(Configuration configuration) {
    this.configuration = configuration;
  }

  void tell(String note) {
    notes.add(note);
  }

  /** The readings that follow from evidence. */
  SourceReadings readings(Collection<FileEvidence> evidence) {
    return SourceReadings.of(configuration.printings(), FileEvidence.bySource(evidence));
  }

  /** Which sources are to be read otherwise than before, in a sentence; empty where none is. */
  Optional<String> readAnew(SourceReadings before, SourceReadings now) {
    List<String> sources =
        configuration.sources().stream()
            .map(Source::name)
            .filter(source -> !before.of(source).equals(now.of(source)))
            .toList();
    return sources.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "labels or numbers of source '%s' are read otherwise since then: everything is read"
                .formatted(String.join("', '", sources)));
  }

  /** All that is to be told after a load. */
  List<String> of(IngestStages.Loaded loaded, SourceReadings readings) {
    List<String> all = new ArrayList<>(notes);
    readings.all().forEach(reading -> all.add(reading.found()));
    all.addAll(loaded.remarks());
    Map<String, LoadCounts.SourceRows> sources = loaded.forGates().sources();
    for (Source source : configuration.sources()) {
      LoadCounts.SourceRows rows = sources.get(source.name());
      if (rows == null || rows.received() == rows.rejected()) {
        all.add("source '%s': no row of it is an observation".formatted(source.name()));
      }
    }
    return all.stream().filter(note -> !note.isEmpty()).distinct().toList();
  }
}
