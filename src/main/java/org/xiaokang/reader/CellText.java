package org.xiaokang.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Cells as text: exactly, for programs, or rounded, for a terminal. */
public final class CellText {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private CellText() {}

  /**
   * All digits of a number, plain, so that the same number is read back; times in UTC; what has
   * parts as JSON, a map in the order of its keys; null for null.
   */
  public static @Nullable String exact(@Nullable Object cell) {
    if (cell == null) {
      return null;
    }
    if (cell instanceof Double || cell instanceof Float) {
      return Double.isFinite(((Number) cell).doubleValue())
          ? plain(new BigDecimal(cell.toString()))
          : cell.toString();
    }
    if (cell instanceof BigDecimal number) {
      return plain(number);
    }
    if (cell instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    return cell instanceof Map<?, ?> || cell instanceof Collection<?>
        ? json(cell).toString()
        : cell.toString();
  }

  /** The same, with no more than ten significant digits of a number; blank for null. */
  public static String rounded(@Nullable Object cell) {
    if (cell instanceof Double || cell instanceof Float) {
      return Numbers.plain(((Number) cell).doubleValue());
    }
    String exact = exact(cell);
    return exact == null ? "" : exact;
  }

  /** Whether {@link #rounded} says less than {@link #exact}. */
  public static boolean isRounded(@Nullable Object cell) {
    return cell != null && !rounded(cell).equals(exact(cell));
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  /** A cell as JSON: numbers with all their digits, days and times as text. */
  public static JsonNode json(@Nullable Object cell) {
    if (cell == null) {
      return JSON.nullNode();
    }
    if (cell instanceof Boolean truth) {
      return JSON.booleanNode(truth);
    }
    if (cell instanceof BigInteger number) {
      return JSON.numberNode(number);
    }
    if (cell instanceof BigDecimal || cell instanceof Double || cell instanceof Float) {
      double number = ((Number) cell).doubleValue();
      String text = String.valueOf(exact(cell));
      return Double.isFinite(number) || cell instanceof BigDecimal
          ? JSON.rawValueNode(new com.fasterxml.jackson.databind.util.RawValue(text))
          : JSON.textNode(text);
    }
    if (cell instanceof Number number) {
      return JSON.numberNode(number.longValue());
    }
    if (cell instanceof Collection<?> list) {
      var array = JSON.arrayNode();
      list.forEach(one -> array.add(json(one)));
      return array;
    }
    if (cell instanceof Map<?, ?> map) {
      return object(map);
    }
    return JSON.textNode(exact(cell));
  }

  private static ObjectNode object(Map<?, ?> map) {
    ObjectNode object = JSON.objectNode();
    // A struct has an order of its own, a map has none.
    Map<String, @Nullable Object> entries =
        map instanceof StructCell ? new java.util.LinkedHashMap<>() : new TreeMap<>();
    map.forEach((key, value) -> entries.put(String.valueOf(exact(key)), value));
    entries.forEach((key, value) -> object.set(key, json(value)));
    return object;
  }
}
