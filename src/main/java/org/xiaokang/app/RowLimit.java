package org.xiaokang.app;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How many rows to list at most. */
final class RowLimit implements ITypeConverter<Integer> {
  @Override
  public Integer convert(String text) {
    if (!text.matches("\\d{1,9}")) {
      throw new TypeConversionException(
          "'%s' is no number of rows; expected a whole number from 0 to 999999999".formatted(text));
    }
    return Integer.valueOf(text);
  }
}
