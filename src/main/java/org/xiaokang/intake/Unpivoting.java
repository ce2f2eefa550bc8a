package org.xiaokang.intake;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Source;

/** Wide tables to long ones. */
final class Unpivoting {
  private Unpivoting() {}

  /**
   * One row per non-blank cell of the chosen columns, the other columns repeated; a malformed row,
   * whose cells mean nothing, stays one row.
   */
  static Dataset<Row> rows(Dataset<Row> source, Source.Unpivot unpivot, String name) {
    List<StructField> own = Mapping.ownFields(source);
    List<String> found = own.stream().map(StructField::name).toList();
    List<String> wide = chosen(unpivot, found, name);
    for (String added : List.of(unpivot.name(), unpivot.value())) {
      if (found.stream().anyMatch(c -> c.equalsIgnoreCase(added) && !wide.contains(c))) {
        throw new XiaokangException(
            "source '%s': unpivot adds a column '%s', which the source already has; choose another name"
                .formatted(name, added));
      }
    }
    Column[] kept =
        Arrays.stream(source.columns())
            .filter(column -> !wide.contains(column))
            .map(Contract::named)
            .toArray(Column[]::new);
    Column[] cells =
        own.stream()
            .filter(field -> wide.contains(field.name()))
            .map(f -> Printed.text(Contract.named(f.name()), f.dataType()).as(f.name()))
            .toArray(Column[]::new);
    Column[] narrowed = Arrays.copyOf(kept, kept.length + cells.length);
    System.arraycopy(cells, 0, narrowed, kept.length, cells.length);

    Dataset<Row> rows =
        source.select(narrowed).unpivot(kept, Contract.all(wide), unpivot.name(), unpivot.value());
    Column filled = Text.clean(Contract.named(unpivot.value())).isNotNull();
    if (!Arrays.asList(source.columns()).contains(Mapping.MALFORMED)) {
      return rows.filter(filled);
    }
    Column whole = Contract.named(Mapping.MALFORMED).isNull();
    Column first = Contract.named(unpivot.name()).equalTo(lit(wide.get(0)));
    return rows.filter(whole.and(filled).or(not(whole).and(first)));
  }

  private static List<String> chosen(Source.Unpivot unpivot, List<String> found, String source) {
    List<String> absent =
        unpivot.columns().stream().filter(column -> !found.contains(column)).toList();
    if (!absent.isEmpty()) {
      throw new XiaokangException(
          "source '%s': unpivot names columns %s that it does not have; it has %s"
              .formatted(source, absent, found));
    }
    List<String> wide =
        unpivot.pattern().map(regex -> matching(regex, found, source)).orElse(unpivot.columns());
    if (wide.isEmpty()) {
      throw new XiaokangException(
          "source '%s': unpivot chooses no column (columns %s, pattern %s); the source has %s"
              .formatted(source, unpivot.columns(), unpivot.pattern().orElse("none"), found));
    }
    return wide;
  }

  private static List<String> matching(String regex, List<String> found, String source) {
    try {
      Pattern pattern = Pattern.compile(regex);
      return found.stream().filter(column -> pattern.matcher(column).matches()).toList();
    } catch (PatternSyntaxException e) {
      throw new XiaokangException(
          "source '%s': unpivot.pattern '%s' is no regular expression: %s"
              .formatted(source, regex, e.getDescription()),
          e);
    }
  }
}
