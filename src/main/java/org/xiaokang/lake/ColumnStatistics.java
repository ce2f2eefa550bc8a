package org.xiaokang.lake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.xiaokang.lake.ColumnType.Plain;

/**
 * The smallest and the largest cell of a column in a file, and how many are null, by which readers
 * skip files (Delta's protocol, "Per-file statistics"). A long text is cut, as Delta's own writers
 * do: the smallest to something before it, the largest to something after it.
 */
final class ColumnStatistics {
  /** As {@code spark.databricks.io.skipping.stringPrefixLength} has it; code points. */
  private static final int PREFIX = 32;

  private static final String AFTER_ANY = Character.toString(Character.MAX_CODE_POINT);
  private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final String column;
  private final Plain type;
  private final TextBytes texts;
  private final Comparator<Object> order;
  private @Nullable Object last;
  private @Nullable Object least;
  private @Nullable Object most;
  private boolean ordered = true;
  private long nulls;

  /**
   * Statistics of a column that the table is clustered by.
   *
   * @throws IllegalArgumentException if its cells have no order
   */
  ColumnStatistics(TableSchema.Column<?> column, TextBytes texts) {
    if (!(column.type() instanceof Plain plain) || plain == Plain.BOOLEAN) {
      throw new IllegalArgumentException(
          "no table can be clustered by the column '%s' of type %s; expected text, numbers or times"
              .formatted(column.name(), column.type()));
    }
    this.column = column.name();
    this.type = plain;
    this.texts = texts;
    this.order = order(plain);
  }

  /** As Delta orders cells: texts by their bytes. */
  private static Comparator<Object> order(Plain type) {
    return switch (type) {
      case TEXT -> (a, b) -> Arrays.compareUnsigned((byte[]) a, (byte[]) b);
      case BOOLEAN, INTEGER -> (a, b) -> Integer.compare((Integer) a, (Integer) b);
      case LONG -> (a, b) -> Long.compare((Long) a, (Long) b);
      case DOUBLE -> (a, b) -> Double.compare((Double) a, (Double) b);
      case DATE -> (a, b) -> ((LocalDate) a).compareTo((LocalDate) b);
      case TIMESTAMP -> (a, b) -> ((Instant) a).compareTo((Instant) b);
      case DECIMAL -> (a, b) -> ((BigDecimal) a).compareTo((BigDecimal) b);
    };
  }

  void add(@Nullable Object cell) {
    if (cell == null) {
      nulls++;
      return;
    }
    if (cell == last) {
      return;
    }
    last = cell;
    Object value = type == Plain.TEXT ? texts.of((String) cell).utf8().getBytesUnsafe() : cell;
    ordered &= isOrdered(value);
    if (least == null || order.compare(value, least) < 0) {
      least = value;
    }
    if (most == null || order.compare(value, most) > 0) {
      most = value;
    }
  }

  /** Whether every reader orders it alike, and reads it from its text. */
  private static boolean isOrdered(Object value) {
    if (value instanceof LocalDate day) {
      return !day.isBefore(FIRST_DAY) && !day.isAfter(LAST_DAY);
    }
    if (value instanceof Instant moment) {
      return !moment.isBefore(at(FIRST_DAY)) && moment.isBefore(at(LAST_DAY));
    }
    return !(value instanceof Double number) || Double.isFinite(number);
  }

  private static Instant at(LocalDate day) {
    return day.atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  /** Says them, each in the object for its kind; of a column without a value, nulls only. */
  void putInto(ObjectNode smallest, ObjectNode largest, ObjectNode absent) {
    absent.put(column, nulls);
    if (ordered && least != null && most != null) {
      put(smallest, least, false);
      put(largest, most, true);
    }
  }

  private void put(ObjectNode bounds, Object value, boolean upper) {
    switch (type) {
      case TEXT -> {
        String text = new String((byte[]) value, StandardCharsets.UTF_8);
        String cut = upper ? cutAbove(text) : cutBelow(text);
        if (cut != null) {
          bounds.put(column, cut);
        }
      }
      case BOOLEAN, INTEGER -> bounds.put(column, (Integer) value);
      case LONG -> bounds.put(column, (Long) value);
      case DOUBLE -> bounds.put(column, (Double) value);
      case DECIMAL -> bounds.put(column, ((BigDecimal) value).setScale(StoredDecimals.SCALE));
      case DATE -> bounds.put(column, value.toString());
      case TIMESTAMP ->
          bounds.put(column, MOMENT.format(((Instant) value).truncatedTo(ChronoUnit.MILLIS)));
    }
  }

  private static String cutBelow(String text) {
    return text.codePointCount(0, text.length()) <= PREFIX
        ? text
        : text.substring(0, text.offsetByCodePoints(0, PREFIX));
  }

  /** Null where only a text without end would come after it. */
  private static @Nullable String cutAbove(String text) {
    String cut = cutBelow(text);
    if (cut.length() == text.length()) {
      return text;
    }
    return text.codePointAt(cut.length()) == Character.MAX_CODE_POINT ? null : cut + AFTER_ANY;
  }
}
