package org.xiaokang.source;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Source;

/**
 * What goes wrong with a source, told to the person who declared it.
 *
 * @param source its name
 * @param format its format
 * @param path its path
 */
record SourceErrors(String source, String format, String path) implements Serializable {
  private static final long serialVersionUID = 1L;

  static SourceErrors of(Source source) {
    return new SourceErrors(source.name(), source.format(), source.path());
  }

  /** A source that cannot be read at all. */
  XiaokangException unreadable(Exception e) {
    return new XiaokangException(
        "source '%s': cannot read %s as %s: %s".formatted(source, path, format, said(e)), e);
  }

  /** A file that is there but cannot be read. */
  XiaokangException unreadable(String file, Exception e) {
    return new XiaokangException(
        "source '%s': cannot read %s: %s; check that it is a %s file and that this user may read it"
            .formatted(source, file, said(e), format),
        e);
  }

  /** A file that cannot be read on after a line. */
  XiaokangException unreadable(String file, long line, Exception e) {
    return new XiaokangException(
        "source '%s': cannot read %s behind line %d: %s; check that it is a whole %s file"
            .formatted(source, file, line, said(e), format),
        e);
  }

  /**
   * A column whose text cannot be told for a row.
   *
   * @param line the row's line; null where it has none
   */
  XiaokangException notComputed(RowExpressions.Fault fault, String file, @Nullable Long line) {
    return new XiaokangException(
        "source '%s': column '%s' has no text in a row of %s%s: %s"
            .formatted(
                source, fault.name(), file, line == null ? "" : ", line " + line, fault.said()));
  }

  /** A name in a json record that others spell otherwise. */
  XiaokangException spelledTwice(String name, String file, long line) {
    return new XiaokangException(
        "source '%s': line %d of %s has the name '%s', which other records have in another case; expected one spelling of each name"
            .formatted(source, line, file, name));
  }

  /** The first line of what an error says. */
  static String said(Throwable e) {
    return e.getMessage() == null || e.getMessage().isBlank()
        ? e.getClass().getSimpleName()
        : e.getMessage().strip().lines().findFirst().orElseThrow();
  }
}
