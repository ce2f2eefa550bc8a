package org.xiaokang.lake;

/** Another commit was faster; of this one nothing is there. */
final class CommitRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CommitRefusedException(Throwable cause) {
    super(cause);
  }
}
