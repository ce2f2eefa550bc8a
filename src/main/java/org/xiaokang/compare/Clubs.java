package org.xiaokang.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Measure;
import org.xiaokang.compare.measure.LogT;

/** Clubs of regions that converge among themselves. Regions that lack a period are left out. */
final class Clubs {
  private static final String TERM = "log_t";

  /** Fewer periods tell no trend. */
  private static final int LEAST_PERIODS = 5;

  private final Subject.Head head;
  private final Frame frame;
  private final int[] kept;
  private final double discard;
  private final LogT.Outcome outcome;

  private Clubs(Subject subject, Series series, Frame frame) {
    Measure.Convergence measure = (Measure.Convergence) subject.comparison().measure();
    this.head = subject.head(series, frame.level()).span(frame.from(), frame.to());
    this.frame = frame;
    this.discard = measure.clubs().discard();
    double[][] columns =
        IntStream.range(0, frame.slots()).mapToObj(frame::at).toArray(double[][]::new);
    this.kept = Kept.of(columns);
    double[][] values =
        Arrays.stream(kept).mapToObj(i -> frame.values()[i]).toArray(double[][]::new);
    this.outcome =
        values.length < measure.atLeast()
            ? new LogT.NoClubs(tooFew(frame, values.length, measure.atLeast()))
            : LogT.clubs(
                values,
                new LogT.Settings(
                    discard,
                    0,
                    measure.clubs().merge(),
                    !measure.clubs().inLogs(),
                    measure.clubs().smoothing(),
                    measure.atLeast(),
                    LEAST_PERIODS));
  }

  private static String tooFew(Frame frame, int regions, int atLeast) {
    long gaps = IntStream.range(0, frame.slots()).filter(s -> frame.period(s) == null).count();
    return "needs at least %d regions with a value in each period, has %d"
            .formatted(atLeast, regions)
        + (gaps > 0
            ? "; %d periods between the first and the last are missing".formatted(gaps)
            : "");
  }

  /** Rows of the table convergence: the test of all regions, and of each club. */
  static Iterator<Row> tests(Subject subject, Series series, Frame frame) {
    Clubs clubs = new Clubs(subject, series, frame);
    List<Row> rows = new ArrayList<>();
    if (clubs.outcome instanceof LogT.Clubs found) {
      rows.add(clubs.test(null, found.all()));
      found.clubs().forEach(club -> rows.add(clubs.test(club.number(), club.test())));
    } else if (clubs.outcome instanceof LogT.NoClubs none) {
      rows.add(clubs.row(null, clubs.kept.length, null, null, none.reason()));
    }
    return rows.iterator();
  }

  private Row test(@Nullable Integer club, LogT.Test test) {
    return row(club, test.regions(), test.coefficient(), test.tValue(), null);
  }

  private Row row(
      @Nullable Integer club,
      int regions,
      @Nullable Double estimate,
      @Nullable Double t,
      @Nullable String reason) {
    return head.row(
        "clubs",
        club,
        TERM,
        estimate,
        estimate == null || t == null || t == 0 ? null : estimate / t,
        t,
        null,
        regions,
        estimate == null ? null : LogT.observations(frame.slots(), discard),
        frame.size() - kept.length,
        null,
        null,
        null,
        null,
        reason);
  }

  /** Rows of the table convergence_clubs. */
  static final class Members implements Comparer {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<Row> compare(Subject subject) {
      return Frame.each(
          subject, (series, frame) -> new Clubs(subject, series, frame).members(subject));
    }
  }

  private Iterator<Row> members(Subject subject) {
    if (!(outcome instanceof LogT.Clubs found)) {
      return List.<Row>of().iterator();
    }
    return Lazily.rows(
        kept.length,
        i ->
            head.row(
                frame.ref(kept[i]),
                subject.values().panel(frame.area(kept[i])),
                found.clubOf()[i] == 0 ? null : found.clubOf()[i]));
  }
}
