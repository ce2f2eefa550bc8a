package org.xiaokang.block;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the parts of records. Whole numbers take as few bytes as they need (7 bits a byte, the sign
 * in the lowest bit); a text is written once a block, and its number afterwards.
 */
public final class RecordOutput {
  private static final int LONG_UNSCALED = 18;
  private static final int FIRST_SIZE = 1 << 12;

  /** 64 bits, 7 to a byte. */
  private static final int LONGEST_NUMBER = 10;

  private byte[] bytes;
  private int length;
  private final TextNumbers numbers = new TextNumbers();
  private final List<byte[]> texts = new ArrayList<>();
  private int textBytes;

  RecordOutput() {
    this(FIRST_SIZE);
  }

  private RecordOutput(int size) {
    bytes = new byte[size];
  }

  /** Writes a whole number. */
  public void number(long value) {
    unsigned((value << 1) ^ (value >> 63));
  }

  /** Writes a whole number that may be missing. */
  public void optionalNumber(@Nullable Long value) {
    flag(value != null);
    if (value != null) {
      number(value);
    }
  }

  /** Writes a whole number that may be missing. */
  public void optionalInteger(@Nullable Integer value) {
    optionalNumber(value == null ? null : Long.valueOf(value));
  }

  /** Writes 64 bits that are spread evenly, as of a hash. */
  public void bits(long value) {
    room(Long.BYTES);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      bytes[length++] = (byte) (value >>> shift);
    }
  }

  /** Writes a double, bit by bit. */
  public void real(double value) {
    bits(Double.doubleToRawLongBits(value));
  }

  /** Writes a double that may be missing. */
  public void optionalReal(@Nullable Double value) {
    flag(value != null);
    if (value != null) {
      real(value);
    }
  }

  /** Writes yes or no. */
  public void flag(boolean value) {
    room(1);
    bytes[length++] = (byte) (value ? 1 : 0);
  }

  /** Writes a text. */
  public void text(String value) {
    optionalText(value);
  }

  /** Writes a text that may be missing. */
  public void optionalText(@Nullable String value) {
    if (value == null) {
      unsigned(0);
      return;
    }
    int number = numbers.of(value);
    if (number > texts.size()) {
      byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
      texts.add(utf8);
      textBytes += utf8.length;
    }
    unsigned(number);
  }

  /** Writes a day. */
  public void day(LocalDate value) {
    number(value.toEpochDay());
  }

  /** Writes a day that may be missing. */
  public void optionalDay(@Nullable LocalDate value) {
    optionalNumber(value == null ? null : Long.valueOf(value.toEpochDay()));
  }

  /** Writes a moment that may be missing. */
  public void optionalMoment(@Nullable Instant value) {
    flag(value != null);
    if (value != null) {
      number(value.getEpochSecond());
      number(value.getNano());
    }
  }

  /** Writes a decimal, digits and scale. */
  public void decimal(BigDecimal value) {
    number(value.scale());
    boolean isShort = value.precision() <= LONG_UNSCALED;
    flag(isShort);
    BigInteger unscaled = value.unscaledValue();
    if (isShort) {
      number(unscaled.longValueExact());
    } else {
      raw(unscaled.toByteArray());
    }
  }

  /** Writes a decimal that may be missing. */
  public void optionalDecimal(@Nullable BigDecimal value) {
    flag(value != null);
    if (value != null) {
      decimal(value);
    }
  }

  /** Writes bytes as they are. */
  public void raw(byte[] value) {
    unsigned(value.length);
    copy(value, value.length);
  }

  private void copy(byte[] from, int count) {
    room(count);
    System.arraycopy(from, 0, bytes, length, count);
    length += count;
  }

  private void unsigned(long value) {
    room(LONGEST_NUMBER);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }

  /** How many bytes there are of records and texts. */
  int size() {
    return length + textBytes;
  }

  int length() {
    return length;
  }

  /** Leaves space for a header that is filled in later. */
  int skip(int header) {
    room(header);
    int at = length;
    length += header;
    return at;
  }

  byte[] bytes() {
    return bytes;
  }

  /** The block: its texts, then its records. */
  byte[] sealed() {
    RecordOutput block = new RecordOutput(LONGEST_NUMBER * (texts.size() + 1) + textBytes + length);
    block.unsigned(texts.size());
    texts.forEach(block::raw);
    block.copy(bytes, length);
    return Arrays.copyOf(block.bytes, block.length);
  }
}
