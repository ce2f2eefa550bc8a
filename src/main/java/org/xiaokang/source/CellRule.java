package org.xiaokang.source;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a cell of the contract comes from. */
sealed interface CellRule extends Serializable {
  /**
   * The cell of a row.
   *
   * @param cells the row's own cells
   * @param file the file it was read from
   * @param computed what the source's expressions give for it
   */
  @Nullable String cell(@Nullable String[] cells, String file, @Nullable String[] computed);

  /** No column says it. */
  record Nothing() implements CellRule {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable String cell(
        @Nullable String[] cells, String file, @Nullable String[] computed) {
      return null;
    }
  }

  /** An own column of the source. */
  record OwnCell(int column) implements CellRule {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable String cell(
        @Nullable String[] cells, String file, @Nullable String[] computed) {
      return cells[column];
    }
  }

  /** The same text in each row. */
  record Text(String text) implements CellRule {
    private static final long serialVersionUID = 1L;

    @Override
    public String cell(@Nullable String[] cells, String file, @Nullable String[] computed) {
      return text;
    }
  }

  /** The row's file. */
  record FileName() implements CellRule {
    private static final long serialVersionUID = 1L;

    @Override
    public String cell(@Nullable String[] cells, String file, @Nullable String[] computed) {
      return file;
    }
  }

  /** Texts one after another, as concat says; null where one of them is. */
  record Joined(List<CellRule> parts) implements CellRule {
    private static final long serialVersionUID = 1L;

    /** Keeps a copy. */
    public Joined {
      parts = List.copyOf(parts);
    }

    @Override
    public @Nullable String cell(
        @Nullable String[] cells, String file, @Nullable String[] computed) {
      StringBuilder joined = new StringBuilder();
      for (CellRule part : parts) {
        String text = part.cell(cells, file, computed);
        if (text == null) {
          return null;
        }
        joined.append(text);
      }
      return joined.toString();
    }
  }

  /** What Spark computes. */
  record Computed(int expression) implements CellRule {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable String cell(
        @Nullable String[] cells, String file, @Nullable String[] computed) {
      return computed[expression];
    }
  }
}
