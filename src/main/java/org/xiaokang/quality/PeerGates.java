package org.xiaokang.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.config.Gate;

/**
 * Judges the values of regions of one parent: one indicator, scope, period and origin. Each is held
 * against the others, itself left out. The gate peers.
 */
final class PeerGates implements FlatMapGroupsFunction<Row, Row, Row> {
  private static final long serialVersionUID = 1L;

  private final HashMap<String, ArrayList<Gate>> gates = new HashMap<>();

  PeerGates(Catalogue catalogue, List<Gate> gates) {
    for (Indicator indicator : catalogue.indicators().values()) {
      ArrayList<Gate> watching = new ArrayList<>(Gates.watching(gates, indicator));
      watching.removeIf(gate -> !(gate.rule() instanceof Gate.Peers));
      this.gates.put(indicator.id(), watching);
    }
  }

  @Override
  public Iterator<Row> call(Row key, Iterator<Row> rows) {
    List<Value> values = Value.all(rows);
    List<Value> now =
        values.stream()
            .filter(value -> !value.isBefore())
            .sorted(Comparator.comparingDouble(Value::value))
            .toList();
    Map<Value.Key, Double> before = new HashMap<>();
    values.stream().filter(Value::isBefore).forEach(v -> before.put(v.key(), v.value()));
    boolean together = key.getAs("parent_area") != null && !key.getAs("time_period").equals("_U");
    List<Row> found = new ArrayList<>();
    for (Gate gate : gates.getOrDefault(key.<String>getAs("indicator"), new ArrayList<>())) {
      if (gate.rule() instanceof Gate.Peers rule) {
        int judged = together ? judge(gate, rule.limits(), now, before, found) : 0;
        found.add(
            Judgement.counted(
                gate,
                judged,
                now.size() - judged,
                "fewer than %d other regions of the same parent and period, or all of them 0"
                    .formatted(rule.limits().atLeast())));
      }
    }
    return found.iterator();
  }

  private static int judge(
      Gate gate,
      Gate.Limits limits,
      List<Value> now,
      Map<Value.Key, Double> before,
      List<Row> found) {
    if (now.size() - 1 < limits.atLeast()) {
      return 0;
    }
    int judged = 0;
    double[] sorted = now.stream().mapToDouble(Value::value).toArray();
    for (int i = 0; i < sorted.length; i++) {
      Value value = now.get(i);
      Spread spread = Spread.of(sorted, i);
      Optional<Double> reach = spread.reach(limits);
      if (reach.isPresent()) {
        judged++;
        Outlier.of(value, spread, reach.get())
            .ifPresent(
                outlier ->
                    found.add(
                        value.finding(
                            gate,
                            outlier.expected(),
                            outlier.message("regions of the same parent"),
                            value.isAsBefore(before))));
      }
    }
    return judged;
  }
}
