package org.xiaokang.reader;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A struct: its parts by name, in their order. A map in a cell has no order. */
public final class StructCell extends LinkedHashMap<String, @Nullable Object> {
  private static final long serialVersionUID = 1L;

  /** A struct without parts yet. */
  public StructCell() {}

  /** A struct of these parts. */
  public StructCell(Map<String, ? extends @Nullable Object> parts) {
    super(parts);
  }
}
