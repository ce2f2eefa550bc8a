package org.xiaokang.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.json.JSONOptions;
import org.apache.spark.sql.catalyst.json.JSONOptionsInRead;
import org.apache.spark.sql.catalyst.json.JacksonParser;
import org.apache.spark.sql.catalyst.util.FailureSafeParser;
import org.apache.spark.sql.catalyst.util.PermissiveMode$;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The rows of files of JSON objects, one a line. Spark's own parser reads each line, from bytes, so
 * that numbers keep their digits. Nothing that it would leave out is lost: a line that goes on
 * behind its object with more than a comma is malformed, and a name that differs from another
 * line's only in case, of which Spark makes one column and then finds one spelling, is an error.
 */
final class JsonRecordReader implements FileRows.RecordReader {
  private final TypedRowReader rows;
  private final SourceErrors errors;
  private final SQLConf settings = new SQLConf();
  private final FailureSafeParser<byte[]> parser;
  private final int columns;
  private @Nullable Splitter lines;
  private final Set<String> names = new HashSet<>();
  private boolean goesOn;
  private @Nullable String unknownName;

  /**
   * Starts before the first range.
   *
   * @param settings Spark's
   */
  JsonRecordReader(
      JsonTable table, Map<String, String> settings, SourceErrors errors, TypedRowReader rows) {
    this.rows = rows;
    this.errors = errors;
    this.columns = table.own().length();
    addNames(table.own());
    new TreeMap<>(settings).forEach(this.settings::setConfString);
    this.parser = SQLConf.withExistingConf(this.settings, () -> parser(table));
  }

  private void addNames(DataType type) {
    if (type instanceof StructType object) {
      for (StructField field : object.fields()) {
        names.add(field.name());
        addNames(field.dataType());
      }
    } else if (type instanceof ArrayType list) {
      addNames(list.elementType());
    }
  }

  private FailureSafeParser<byte[]> parser(JsonTable table) {
    JSONOptions options =
        new JSONOptionsInRead(
            scala.collection.immutable.Map$.MODULE$.from(
                CollectionConverters.asScala(table.options())),
            settings.sessionLocalTimeZone(),
            MappingCompiler.MALFORMED);
    StructType own = table.own();
    JacksonParser objects =
        new JacksonParser(
            own, options, true, CollectionConverters.asScala(List.<Filter>of()).toSeq());
    return new FailureSafeParser<>(
        line -> objects.parse(line, this::opened, UTF8String::fromBytes),
        PermissiveMode$.MODULE$,
        own.add(MappingCompiler.MALFORMED, DataTypes.StringType),
        MappingCompiler.MALFORMED);
  }

  private JsonParser opened(JsonFactory factory, byte[] line) {
    try {
      return new WholeLine(factory.createParser(line), line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Splitter begin(CharWindow window, FileRange range) {
    lines = new RecordFormat.Lines().splitter(window, range);
    return lines;
  }

  @Override
  public void read(FileRange range) {
    Splitter line = lines;
    if (line == null) {
      throw new IllegalStateException("begin a range first");
    }
    String text = line.text();
    goesOn = false;
    scala.collection.Iterator<InternalRow> parsed =
        SQLConf.withExistingConf(
            settings, () -> parser.parse(text.getBytes(StandardCharsets.UTF_8)));
    if (unknownName != null) {
      throw errors.spelledTwice(unknownName, range.file(), line.firstLine());
    }
    if (goesOn) {
      take(new GenericInternalRow(columns), text, line, range);
      return;
    }
    while (parsed.hasNext()) {
      InternalRow row = parsed.next();
      take(row, row.isNullAt(columns) ? null : row.getString(columns), line, range);
    }
  }

  private void take(InternalRow row, @Nullable String malformed, Splitter line, FileRange range) {
    rows.take(row, range.folderCells(), range.file(), line.firstLine(), malformed);
  }

  /** Looks whether all of a line is read, and each name is a column. */
  private final class WholeLine extends JsonParserDelegate {
    private final byte[] line;

    WholeLine(JsonParser parser, byte[] line) {
      super(parser);
      this.line = line;
    }

    @Override
    public @Nullable JsonToken nextToken() throws IOException {
      JsonToken token = super.nextToken();
      if (token == JsonToken.FIELD_NAME && !names.contains(currentName())) {
        unknownName = currentName();
      }
      return token;
    }

    @Override
    public void close() throws IOException {
      if (!isClosed() && getParsingContext().inRoot() && currentToken() != null) {
        goesOn = !isOver((int) currentLocation().getByteOffset());
      }
      super.close();
    }

    private boolean isOver(int offset) throws IOException {
      String rest = new String(line, offset, line.length - offset, StandardCharsets.UTF_8).strip();
      if (rest.isEmpty() || rest.equals(",")) {
        return true;
      }
      try {
        return nextToken() == null; // a comment, where options allow one
      } catch (IOException e) {
        return false;
      }
    }
  }
}
