package org.xiaokang.lake;

/** Neither a commit nor a look at the log came to an end: it may be there or not. */
final class CommitUnknownException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long version;

  CommitUnknownException(long version, Throwable cause) {
    super(cause);
    this.version = version;
  }

  /** The version that it would be. */
  long version() {
    return version;
  }
}
