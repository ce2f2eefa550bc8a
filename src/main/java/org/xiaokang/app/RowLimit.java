package org.xiaokang.app;

import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How many rows to list at most. */
final class RowLimit implements ITypeConverter<Integer> {
  @Override
  public Integer convert(String text) {
    return of(text).orElseThrow(() -> new TypeConversionException(refusal(text)));
  }

  /** The number that a text says, if it is a number of rows. */
  static Optional<Integer> of(String text) {
    return text.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  /** What is said of a text that is none. */
  static String refusal(String text) {
    return "'%s' is no number of rows; expected a whole number from 0 to 999999999".formatted(text);
  }
}
