package org.xiaokang.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.xiaokang.ingest.RecordAccount;

/** Counts what becomes of records. */
final class AccountSum {
  private record Key(String source, String estimate, String reason) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int order = source.compareTo(other.source);
      order = order != 0 ? order : estimate.compareTo(other.estimate);
      return order != 0 ? order : reason.compareTo(other.reason);
    }
  }

  private static final class Sum {
    private long records;
    private double weight;
  }

  private final Map<Key, Sum> sums = new TreeMap<>();

  /** Counts records. */
  void add(String source, String estimate, String reason, long records, double weight) {
    Sum sum = sums.computeIfAbsent(new Key(source, estimate, reason), key -> new Sum());
    sum.records += records;
    sum.weight += Double.isFinite(weight) ? weight : 0;
  }

  /** What was counted, in order. */
  List<RecordAccount> accounts() {
    List<RecordAccount> all = new ArrayList<>();
    sums.forEach(
        (key, sum) ->
            all.add(
                new RecordAccount(
                    key.source(), key.estimate(), key.reason(), sum.records, sum.weight)));
    return all;
  }
}
