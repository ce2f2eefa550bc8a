package org.xiaokang.block;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gives the parts of records back, in the order in which {@link RecordOutput} took them. */
public final class RecordInput {
  private final byte[] bytes;
  private final String[] texts;
  private int at;

  /** A block whose texts are read, and which stands at its first record. */
  RecordInput(byte[] block, TextPool pool) {
    this.bytes = block;
    int count = (int) unsigned();
    this.texts = new String[count];
    for (int i = 0; i < count; i++) {
      int length = (int) unsigned();
      texts[i] = pool.of(block, at, length);
      at += length;
    }
  }

  int at() {
    return at;
  }

  RecordInput goTo(int place) {
    at = place;
    return this;
  }

  /** Reads a whole number. */
  public long number() {
    long value = unsigned();
    return (value >>> 1) ^ -(value & 1);
  }

  /** Reads a whole number of 32 bits. */
  public int integer() {
    return Math.toIntExact(number());
  }

  /** Reads a whole number that may be missing. */
  public @Nullable Long optionalNumber() {
    return flag() ? number() : null;
  }

  /** Reads a whole number of 32 bits that may be missing. */
  public @Nullable Integer optionalInteger() {
    return flag() ? integer() : null;
  }

  /** Reads 64 bits. */
  public long bits() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      value |= (bytes[at++] & 0xFFL) << shift;
    }
    return value;
  }

  /** Reads a double. */
  public double real() {
    return Double.longBitsToDouble(bits());
  }

  /** Reads a double that may be missing. */
  public @Nullable Double optionalReal() {
    return flag() ? real() : null;
  }

  /** Reads yes or no. */
  public boolean flag() {
    return bytes[at++] != 0;
  }

  /** Reads a text. */
  public String text() {
    return Objects.requireNonNull(optionalText());
  }

  /** Reads a text that may be missing; the same text is mostly the same object. */
  public @Nullable String optionalText() {
    int number = (int) unsigned();
    return number == 0 ? null : texts[number - 1];
  }

  /** Reads a day. */
  public LocalDate day() {
    return LocalDate.ofEpochDay(number());
  }

  /** Reads a day that may be missing. */
  public @Nullable LocalDate optionalDay() {
    return flag() ? LocalDate.ofEpochDay(number()) : null;
  }

  /** Reads a moment that may be missing. */
  public @Nullable Instant optionalMoment() {
    return flag() ? Instant.ofEpochSecond(number(), number()) : null;
  }

  /** Reads a decimal. */
  public BigDecimal decimal() {
    int scale = integer();
    return flag()
        ? BigDecimal.valueOf(number(), scale)
        : new BigDecimal(new BigInteger(raw()), scale);
  }

  /** Reads a decimal that may be missing. */
  public @Nullable BigDecimal optionalDecimal() {
    return flag() ? decimal() : null;
  }

  /** Reads bytes as they are. */
  public byte[] raw() {
    int length = (int) unsigned();
    byte[] value = Arrays.copyOfRange(bytes, at, at + length);
    at += length;
    return value;
  }

  private long unsigned() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes[at++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
