package org.xiaokang.source;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * A value of a column that grows with each row written.
 *
 * @param kind what it is
 * @param text it, as the ledger keeps it: ISO 8601, or digits
 */
record Watermark(Kind kind, String text) {
  enum Kind {
    /** A moment, in UTC. */
    INSTANT,
    /** A day and an hour of no zone. */
    TIME,
    DATE,
    NUMBER
  }

  private static final DateTimeFormatter SQL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  /** The watermark that Spark read; empty where the type is another. */
  static Optional<Watermark> of(Object read) {
    if (read instanceof Timestamp moment) {
      return Optional.of(new Watermark(Kind.INSTANT, moment.toInstant().toString()));
    }
    if (read instanceof Instant moment) {
      return Optional.of(new Watermark(Kind.INSTANT, moment.toString()));
    }
    if (read instanceof LocalDateTime time) {
      return Optional.of(new Watermark(Kind.TIME, time.toString()));
    }
    if (read instanceof Date date) {
      return Optional.of(new Watermark(Kind.DATE, date.toLocalDate().toString()));
    }
    if (read instanceof LocalDate date) {
      return Optional.of(new Watermark(Kind.DATE, date.toString()));
    }
    return read instanceof Number number
        ? Optional.of(of(new BigDecimal(number.toString())))
        : Optional.empty();
  }

  private static Watermark of(BigDecimal number) {
    return new Watermark(Kind.NUMBER, number.stripTrailingZeros().toPlainString());
  }

  /** The watermark of a text that the ledger kept. */
  static Watermark parse(String text) {
    Kind kind =
        text.endsWith("Z")
            ? Kind.INSTANT
            : text.contains("T") ? Kind.TIME : text.matches("-?\\d+-.*") ? Kind.DATE : Kind.NUMBER;
    return new Watermark(kind, text);
  }

  /** The same, lower: by seconds, by days where it is a date. */
  Watermark lower(int overlap) {
    return switch (kind) {
      case INSTANT -> new Watermark(kind, Instant.parse(text).minusSeconds(overlap).toString());
      case TIME -> new Watermark(kind, LocalDateTime.parse(text).minusSeconds(overlap).toString());
      case DATE -> new Watermark(kind, LocalDate.parse(text).minusDays(overlap).toString());
      case NUMBER -> of(new BigDecimal(text).subtract(BigDecimal.valueOf(overlap)));
    };
  }

  /** A literal of standard SQL. */
  String sql() {
    return switch (kind) {
      case INSTANT -> {
        OffsetDateTime moment = Instant.parse(text).atOffset(ZoneOffset.UTC);
        yield "TIMESTAMP WITH TIME ZONE '" + local(moment.toLocalDateTime()) + "+00:00'";
      }
      case TIME -> "TIMESTAMP '" + local(LocalDateTime.parse(text)) + "'";
      case DATE -> "DATE '" + text + "'";
      case NUMBER -> text;
    };
  }

  private static String local(LocalDateTime time) {
    return SQL.format(time);
  }

  /** The moment it stands for, where it is one; a time without a zone is taken for UTC. */
  Optional<Instant> moment() {
    return switch (kind) {
      case INSTANT -> Optional.of(Instant.parse(text));
      case TIME -> Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
      case DATE -> Optional.of(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
      case NUMBER -> Optional.empty();
    };
  }
}
