package org.xiaokang.catalogue;

import java.io.Serial;

/**
 * Root of the errors that a person is meant to read: what is wrong, which value, what was expected,
 * what to do. The command line prints the message and exits with 1.
 */
public class XiaokangException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** An error whose message is complete in itself. */
  public XiaokangException(String message) {
    super(message);
  }

  /** An error with the exception that led to it. */
  public XiaokangException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The message, which is never missing. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
