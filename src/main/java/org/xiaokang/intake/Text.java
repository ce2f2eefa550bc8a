package org.xiaokang.intake;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.objects.StaticInvoke;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataTypes;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** Cells as text. */
final class Text {
  private Text() {}

  /** Without the blanks around it; nothing else left is null. */
  static Column clean(Column text) {
    return call("clean", text);
  }

  /** Without the blanks around it. */
  static Column trimmed(Column text) {
    return call("trim", text);
  }

  /** A method of {@link Blanks}, called by the code that Spark generates. */
  private static Column call(String method, Column text) {
    Expression argument = ExpressionUtils.expression(text);
    List<AbstractDataType> types = List.of(DataTypes.StringType);
    return ExpressionUtils.column(
        new StaticInvoke(
            Blanks.class,
            DataTypes.StringType,
            method,
            CollectionConverters.asScala(List.of(argument)).toSeq(),
            CollectionConverters.asScala(types).toSeq(),
            /* propagateNull= */ true,
            /* returnNullable= */ true,
            /* isDeterministic= */ true,
            Option.empty()));
  }
}
