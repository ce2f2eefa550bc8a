package org.xiaokang.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * The root of every error of this project. Its message says what went wrong, with which value, what
 * was expected, and what to do about it.
 */
public class XiaokangException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error that this project found itself. */
  public XiaokangException(String message) {
    super(message);
  }

  /** An error whose {@code cause} came from elsewhere. */
  public XiaokangException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
