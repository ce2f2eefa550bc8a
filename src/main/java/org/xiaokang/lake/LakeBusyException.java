package org.xiaokang.lake;

import org.xiaokang.catalogue.XiaokangException;

/**
 * Another run holds the lake, took it over, or wrote the same table meanwhile; this one published
 * nothing. Trying later helps.
 */
public final class LakeBusyException extends XiaokangException {
  private static final long serialVersionUID = 1L;

  /** An error whose message is complete in itself. */
  public LakeBusyException(String message) {
    super(message);
  }

  /** An error with the exception that led to it. */
  public LakeBusyException(String message, Throwable cause) {
    super(message, cause);
  }
}
