package org.xiaokang.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Concat;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.trees.TreePattern;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Source;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Spark's SQL expressions over a source's columns: checked, then compiled to what a task computes
 * row by row, or to less where an expression says no more than a column or texts put together.
 */
final class ExpressionCompiler {
  private final SparkSession spark;
  private final Source source;
  private final List<String> columns;
  private final Set<String> texts;
  private final Dataset<Row> rows;
  private final String hint;

  /** Takes the columns that expressions may name, file and malformed text come on top. */
  ExpressionCompiler(SparkSession spark, Source source, List<StructField> fields) {
    this(spark, source, fields, "");
  }

  /**
   * The same where something may be wrong with the columns.
   *
   * @param hint what; told where an expression does not hold
   */
  ExpressionCompiler(SparkSession spark, Source source, List<StructField> fields, String hint) {
    this.hint = hint;
    this.texts =
        fields.stream()
            .filter(field -> field.dataType() instanceof StringType)
            .map(StructField::name)
            .collect(Collectors.toSet());
    this.spark = spark;
    this.source = source;
    this.columns = fields.stream().map(StructField::name).toList();
    StructType schema =
        new StructType(fields.toArray(StructField[]::new))
            .add(MappingCompiler.SOURCE_FILE, DataTypes.StringType)
            .add(MappingCompiler.MALFORMED, DataTypes.StringType);
    this.rows =
        spark.createDataFrame(
            JavaSparkContext.fromSparkContext(spark.sparkContext()).<Row>emptyRDD(), schema);
  }

  /**
   * Compiles expressions as text; every one that does not hold is reported at once.
   *
   * @param expressions by column of the contract
   * @param rules takes the rule of each
   * @return what is to be computed; null where nothing is
   */
  @Nullable RowExpressions compile(Map<String, String> expressions, Map<String, CellRule> rules) {
    RowExpressions all = compile(expressions, texts(expressions));
    Map<String, String> computed = new LinkedHashMap<>();
    List<Expression> last = all.results();
    int at = 0;
    for (String column : expressions.keySet()) {
      CellRule plain = all.isOneStep() ? plain(last.get(at)) : null;
      if (plain == null) {
        rules.put(column, new CellRule.Computed(computed.size()));
        computed.put(column, expressions.get(column));
      } else {
        rules.put(column, plain);
      }
      at++;
    }
    if (computed.isEmpty()) {
      return null;
    }
    return computed.size() == expressions.size() ? all : compile(computed, texts(computed));
  }

  /** Each of the columns as text. */
  RowExpressions ofColumns(List<StructField> fields) {
    Map<String, String> names = new LinkedHashMap<>();
    List<Column> texts = new ArrayList<>();
    for (StructField field : fields) {
      names.put(field.name(), field.name());
      texts.add(ColumnText.of(ColumnText.named(field.name()), field.dataType()));
    }
    return compile(names, texts);
  }

  private RowExpressions compile(Map<String, String> expressions, List<Column> texts) {
    List<Column> named = new ArrayList<>();
    int number = 0;
    for (Column text : texts) {
      named.add(text.as("_" + number++)); // a name of its own, or Spark may take it for a column
    }
    LogicalPlan plan = rows.select(named.toArray(Column[]::new)).queryExecution().optimizedPlan();
    return RowExpressions.of(spark, SourceErrors.of(source), expressions, plan);
  }

  private List<Column> texts(Map<String, String> expressions) {
    List<Column> texts = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    expressions.forEach(
        (column, expression) -> {
          try {
            TextArithmetic.Computed computed = value(expression);
            Column value = computed.column();
            Dataset<Row> mapped = rows.select(value.as(column));
            problem(mapped).ifPresent(p -> problems.add(line(column, expression, p)));
            DataType type = mapped.schema().apply(0).dataType();
            texts.add(
                computed.isFound() && type instanceof DecimalType decimal
                    ? ColumnText.ofComputed(value, decimal)
                    : ColumnText.of(value, type));
          } catch (Exception e) { // what Spark throws is not declared
            problems.add(line(column, expression, SourceErrors.said(e)));
          }
        });
    if (!problems.isEmpty()) {
      throw new XiaokangException(
          """
          source '%s': its mapping does not hold
          %s
          expected Spark SQL expressions over the source's columns %s%s"""
              .formatted(source.name(), String.join("\n", problems), columns, hint));
    }
    return texts;
  }

  /** A column's whole name needs no quoting, whatever characters are in it. */
  private TextArithmetic.Computed value(String expression) throws Exception {
    return columns.contains(expression.strip())
        ? new TextArithmetic.Computed(ColumnText.named(expression.strip()), false)
        : TextArithmetic.of(expression, texts);
  }

  /** One row in, one row out, and the same on every run. */
  private Optional<String> problem(Dataset<Row> mapped) {
    LogicalPlan plan = mapped.queryExecution().analyzed();
    if (!(plan instanceof Project project)
        || !project.child().fastEquals(rows.queryExecution().analyzed())
        || SubqueryExpression.hasSubquery(project.expressions().head())) {
      return Optional.of(
          "it is computed over several rows (an aggregate, a window, explode or a query);"
              + " expected a value of the row alone");
    }
    Expression value = project.expressions().head();
    if (!value.deterministic() || value.containsPattern(TreePattern.CURRENT_LIKE())) {
      return Optional.of(
          "it gives another value on every run; expected one that follows from the row");
    }
    return Optional.empty();
  }

  private static String line(String column, String expression, String problem) {
    return "  %s: %s\n    %s".formatted(column, expression, problem);
  }

  /** The rule that says the same as a compiled expression; null where none does. */
  private @Nullable CellRule plain(Expression compiled) {
    Expression value = compiled instanceof Alias alias ? alias.child() : compiled;
    if (value instanceof Literal literal) {
      return literal.value() == null
          ? new CellRule.Nothing()
          : new CellRule.Text(literal.value().toString());
    }
    if (value instanceof BoundReference column && column.dataType() instanceof StringType) {
      int at = column.ordinal();
      return at < columns.size()
          ? new CellRule.OwnCell(at)
          : at == columns.size() ? new CellRule.FileName() : new CellRule.Nothing();
    }
    if (value instanceof Concat concat && concat.dataType() instanceof StringType) {
      List<@Nullable CellRule> parts =
          CollectionConverters.asJava(concat.children()).stream().map(this::plain).toList();
      List<CellRule> known = parts.stream().flatMap(Stream::ofNullable).toList();
      return known.size() == parts.size() ? new CellRule.Joined(known) : null;
    }
    return null;
  }
}
