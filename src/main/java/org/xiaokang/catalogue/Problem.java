package org.xiaokang.catalogue;

/**
 * One thing wrong in a definition file.
 *
 * @param file the file as the user named it
 * @param line the line, counted from 1; 0 when the whole file is meant
 * @param message what was found and what was expected
 */
public record Problem(String file, int line, String message) {
  @Override
  public String toString() {
    return line == 0 ? file + ": " + message : file + ":" + line + ": " + message;
  }
}
