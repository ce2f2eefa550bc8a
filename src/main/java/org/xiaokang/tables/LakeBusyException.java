package org.xiaokang.tables;

import org.xiaokang.catalogue.XiaokangException;

/**
 * Another run wrote the same table meanwhile; nothing was changed by this one. Trying later helps.
 */
public final class LakeBusyException extends XiaokangException {
  private static final long serialVersionUID = 1L;

  LakeBusyException(String message, Throwable cause) {
    super(message, cause);
  }
}
