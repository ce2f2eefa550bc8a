package org.xiaokang.disclosure;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.xiaokang.disclosure.Cells.Cell;
import org.xiaokang.indicator.Confidentiality;

/**
 * Whoever solves what is shown for what is not: each sum is an equation, and Gauss and Jordan's
 * elimination in whole numbers tells which figures follow from all of them.
 */
final class Attacker {
  private final Map<Cell, Confidentiality> secrets;
  private final List<Cell> unknown;

  /** Independent equations, each solved for the unknown it is at; no other has that one. */
  private final TreeMap<Integer, BigInteger[]> solved = new TreeMap<>();

  Attacker(Map<Cell, Confidentiality> secrets) {
    this.secrets = secrets;
    this.unknown = new ArrayList<>(secrets.keySet());
  }

  /** Whether a sum over regions is shown: of each group it has all members or none. */
  boolean isShown(Collection<Cell> sum) {
    Map<Long, Integer> members = new HashMap<>();
    Map<Long, Integer> sizes = new HashMap<>();
    for (Cell cell : sum) {
      Confidentiality secret = secrets.get(cell);
      if (secret != null) {
        members.merge(secret.group(), secret.members(), Integer::sum);
        sizes.put(secret.group(), secret.size());
      }
    }
    return members.equals(sizes);
  }

  /** Sees the sum of some cells less that of others. */
  void sees(Collection<Cell> sum, Collection<Cell> less) {
    BigInteger[] row = new BigInteger[unknown.size()];
    Arrays.fill(row, BigInteger.ZERO);
    add(row, sum, BigInteger.ONE);
    add(row, less, BigInteger.ONE.negate());
    for (Map.Entry<Integer, BigInteger[]> equation : solved.entrySet()) {
      row = without(row, equation.getKey(), equation.getValue());
    }
    int at = 0;
    while (at < row.length && row[at].signum() == 0) {
      at++;
    }
    if (at < row.length) {
      int pivot = at;
      BigInteger[] by = row;
      solved.replaceAll((other, equation) -> without(equation, pivot, by));
      solved.put(pivot, row);
    }
  }

  private void add(BigInteger[] row, Collection<Cell> cells, BigInteger sign) {
    for (Cell cell : cells) {
      int at = unknown.indexOf(cell);
      if (at >= 0) {
        row[at] = row[at].add(sign);
      }
    }
  }

  private static BigInteger[] without(BigInteger[] row, int at, BigInteger[] by) {
    BigInteger factor = row[at];
    if (factor.signum() == 0) {
      return row;
    }
    BigInteger[] less = new BigInteger[row.length];
    BigInteger divisor = BigInteger.ZERO;
    for (int i = 0; i < row.length; i++) {
      less[i] = row[i].multiply(by[at]).subtract(by[i].multiply(factor));
      divisor = divisor.gcd(less[i]);
    }
    for (int i = 0; i < row.length && divisor.signum() != 0; i++) {
      less[i] = less[i].divide(divisor);
    }
    return less;
  }

  /** The figures that follow. */
  List<Cell> knows() {
    List<Cell> known = new ArrayList<>();
    solved.forEach(
        (at, row) -> {
          if (Arrays.stream(row).filter(factor -> factor.signum() != 0).count() == 1) {
            known.add(unknown.get(at));
          }
        });
    return known;
  }
}
