package org.xiaokang.compare.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.xiaokang.compare.measure.LogT.Club;
import org.xiaokang.compare.measure.LogT.Clubs;
import org.xiaokang.compare.measure.LogT.Settings;
import org.xiaokang.compare.measure.LogT.Test;

/**
 * The clustering of Phillips and Sul 2007, section 5.
 *
 * <p>1: order by the last period, highest first (ties by the period before, and so on). 2: the core
 * is the first neighbours that converge and those that follow as long as t stays above -1.65, cut
 * where t is highest. 3: each other region joins if the core with it has t above c*; where the club
 * so found does not converge, c* rises by tenths until it does. 4: the rest is tested as a group,
 * and searched again if it does not converge; without a core it diverges.
 */
final class ClubSearch {
  private final double[][] x;
  private final Settings settings;
  private final LogTRegression regression;
  private final double[] centre;

  ClubSearch(double[][] x, Settings settings) {
    this.x = x;
    this.settings = settings;
    regression = new LogTRegression(x[0].length, settings.discarded());
    centre = new double[x[0].length];
    for (int t = 0; t < centre.length; t++) {
      int period = t;
      centre[t] = Sums.mean(Arrays.stream(x).mapToDouble(each -> each[period]).sorted().toArray());
    }
  }

  Clubs run() {
    int[] rest =
        IntStream.range(0, x.length)
            .boxed()
            .sorted(
                Comparator.comparing((Integer i) -> x[i], ClubSearch::compareFromEnd).reversed())
            .mapToInt(Integer::intValue)
            .toArray();
    Test all = test(rest);
    List<int[]> found = new ArrayList<>();
    while (rest.length > 1) {
      if (test(rest).converges()) {
        found.add(rest);
        break;
      }
      int[] core = core(rest);
      if (core.length == 0) {
        break;
      }
      boolean[] member = sieve(rest, core);
      found.add(IntStream.of(rest).filter(i -> member[i]).toArray());
      rest = IntStream.of(rest).filter(i -> !member[i]).toArray();
    }
    List<int[]> groups = settings.merge() ? merged(found) : found;
    List<Club> clubs = new ArrayList<>();
    int[] clubOf = new int[x.length];
    for (int[] group : groups) {
      int number = clubs.size() + 1;
      clubs.add(new Club(number, test(group), IntStream.of(group).sorted().toArray()));
      for (int i : group) {
        clubOf[i] = number;
      }
    }
    return new Clubs(all, clubs, clubOf);
  }

  private static int compareFromEnd(double[] a, double[] b) {
    for (int t = a.length - 1; t >= 0; t--) {
      int order = Double.compare(a[t], b[t]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private Group group(int[] regions) {
    Group group = new Group(centre);
    for (int i : regions) {
      group.add(x[i]);
    }
    return group;
  }

  private Test test(int[] regions) {
    double t = t(group(regions));
    return new Test(regression.coefficient(), t, regions.length, t > LogT.CRITICAL);
  }

  private double t(Group group) {
    return regression.run(group.dispersion());
  }

  private int[] core(int[] ordered) {
    for (int start = 0; start + 1 < ordered.length; start++) {
      Group group = group(new int[] {ordered[start], ordered[start + 1]});
      double t = t(group);
      double best = t;
      int end = start + 2;
      int next = end;
      while (t > LogT.CRITICAL && next < ordered.length) {
        group.add(x[ordered[next++]]);
        t = t(group);
        if (t > LogT.CRITICAL && t > best) {
          best = t;
          end = next;
        }
      }
      if (best > LogT.CRITICAL) {
        return Arrays.copyOfRange(ordered, start, end);
      }
    }
    return new int[0];
  }

  /** The core and those who join it. */
  private boolean[] sieve(int[] ordered, int[] core) {
    boolean[] member = new boolean[x.length];
    for (int i : core) {
      member[i] = true;
    }
    Group group = group(core);
    double[] t = new double[x.length];
    List<Integer> joining = new ArrayList<>();
    for (int i : ordered) {
      if (!member[i]) {
        t[i] = regression.run(group.dispersionWith(x[i]));
        if (t[i] > settings.sieve()) {
          joining.add(i);
        }
      }
    }
    joining.forEach(i -> group.add(x[i]));
    joining.sort(Comparator.comparingDouble(i -> t[i]));
    double critical = settings.sieve();
    int left = 0;
    while (left < joining.size() && t(group) <= LogT.CRITICAL) {
      double lowest = t[joining.get(left)];
      critical += 0.1 * Math.max(1, Math.ceil((lowest - critical) / 0.1));
      while (left < joining.size() && t[joining.get(left)] <= critical) {
        group.remove(x[joining.get(left++)]);
      }
    }
    joining.subList(left, joining.size()).forEach(i -> member[i] = true);
    return member;
  }

  /** Neighbouring clubs as long as they converge together (Phillips and Sul 2009, section 4). */
  private List<int[]> merged(List<int[]> found) {
    List<int[]> merged = new ArrayList<>();
    for (int[] next : found) {
      int last = merged.size() - 1;
      if (last >= 0) {
        int[] both = IntStream.concat(IntStream.of(merged.get(last)), IntStream.of(next)).toArray();
        if (test(both).converges()) {
          merged.set(last, both);
          continue;
        }
      }
      merged.add(next);
    }
    return merged;
  }
}
