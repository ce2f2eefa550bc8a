package org.xiaokang.tables;

import org.xiaokang.catalogue.XiaokangException;

/**
 * Another run holds the lake, took it over, or wrote the same table meanwhile; this one published
 * nothing. Trying later helps.
 */
public final class LakeBusyException extends XiaokangException {
  private static final long serialVersionUID = 1L;

  LakeBusyException(String message) {
    super(message);
  }

  LakeBusyException(String message, Throwable cause) {
    super(message, cause);
  }
}
