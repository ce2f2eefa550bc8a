package org.xiaokang.reader;

import java.nio.file.Path;

/** The user's own folders for this program, as the XDG Base Directory Specification has them. */
public final class UserFolders {
  private static final String PROGRAM = "xiaokang";

  private UserFolders() {}

  /** For what can be made anew. */
  public static Path cache() {
    return folder("XDG_CACHE_HOME", Path.of(".cache"));
  }

  /** For what should be there next time, such as a history. */
  public static Path state() {
    return folder("XDG_STATE_HOME", Path.of(".local", "state"));
  }

  private static Path folder(String variable, Path usual) {
    String named = System.getenv(variable);
    Path all =
        named == null || named.isBlank()
            ? Path.of(System.getProperty("user.home", ".")).resolve(usual)
            : Path.of(named);
    return all.resolve(PROGRAM);
  }
}
