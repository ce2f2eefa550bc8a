package org.xiaokang.lake;

import java.math.BigDecimal;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Where the parts of a row go: into the Parquet file, and into the bytes that its hash is of. */
final class RowSink {
  private final RecordConsumer file;
  private final TextBytes texts;
  private final RowBytes said;

  RowSink(RecordConsumer file, TextBytes texts, RowBytes said) {
    this.file = file;
    this.texts = texts;
    this.said = said;
  }

  /** A field that has no value. */
  void absent() {
    said.mark(false);
  }

  void begin(String field, int index) {
    said.mark(true);
    file.startField(field, index);
  }

  void end(String field, int index) {
    file.endField(field, index);
  }

  void beginGroup() {
    file.startGroup();
  }

  void endGroup() {
    file.endGroup();
  }

  /** How many elements or entries follow. */
  void count(int elements) {
    said.number(elements);
  }

  /** A text as {@link #text} takes it. */
  TextBytes.Encoded encoded(String text) {
    return texts.of(text);
  }

  void text(TextBytes.Encoded text) {
    file.addBinary(text.utf8());
    said.number(text.hash());
  }

  void truth(boolean value) {
    file.addBoolean(value);
    said.mark(value);
  }

  void number(int value) {
    file.addInteger(value);
    said.number(value);
  }

  void number(long value) {
    file.addLong(value);
    said.number(value);
  }

  void number(double value) {
    file.addDouble(value);
    said.number(Double.doubleToLongBits(value));
  }

  void number(BigDecimal value) {
    byte[] bytes = StoredDecimals.bytes(value);
    file.addBinary(Binary.fromConstantByteArray(bytes));
    said.fixed(bytes);
  }
}
