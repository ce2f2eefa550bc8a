package org.xiaokang.catalogue;

import java.io.Serial;

/** What is wrong with one formula; the reader of the catalogue adds file and line. */
public final class FormulaException extends XiaokangException {
  @Serial private static final long serialVersionUID = 1L;

  /** An error with its whole message. */
  public FormulaException(String message) {
    super(message);
  }
}
