package org.xiaokang.catalogue;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** Everything wrong with a configuration or a catalogue, reported together; exit code 3. */
public final class DefinitionException extends XiaokangException {
  @Serial private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // List.copyOf is serializable
  private final List<Problem> problems;

  DefinitionException(List<Problem> problems) {
    super(
        problems.stream().map(Problem::toString).collect(Collectors.joining("\n"))
            + "\n"
            + (problems.size() == 1
                ? "1 problem; nothing was run."
                : problems.size() + " problems; nothing was run."));
    this.problems = List.copyOf(problems);
  }

  /** The problems, in the order of files and lines. */
  public List<Problem> problems() {
    return problems;
  }
}
