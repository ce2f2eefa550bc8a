package org.xiaokang.lake;

import io.delta.kernel.defaults.engine.DefaultEngine;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * One of several that commit to the same version of a table. As a process it prints which it won.
 * Arguments: its own name, the lake, how many rounds there are, then settings of Hadoop, key=value
 * each.
 */
public final class CommitRacer {
  private static final TableSchema<Value> VALUES = Value.schema("values");

  private final Configuration hadoop;
  private final String lake;
  private final TableCommitter committer;

  /** Races in a lake. */
  CommitRacer(String lake, Configuration hadoop) {
    this.lake = lake;
    this.hadoop = LogStores.in(hadoop);
    this.committer = TableCommitter.open(lake, hadoop, null);
  }

  /** Makes the table. */
  public static void create(String lake, Configuration hadoop) {
    TableCommitter committer = TableCommitter.open(lake, hadoop, null);
    committer.overwrite(committer.write(VALUES, List.of()), "run-0");
  }

  /** Begins to add a row. */
  TableCommit begin(String area) {
    TableCommit commit =
        TableCommit.begin(DefaultEngine.create(hadoop), hadoop, new Path(lake, VALUES.name()));
    commit.add(committer.write(VALUES, Value.of(area)).files());
    return commit;
  }

  /** Whether a commit is there. */
  static boolean win(TableCommit commit, String runId) {
    try {
      commit.commit(new CommitMetadata(runId, null, null));
      return true;
    } catch (CommitRefusedException theOtherWasFaster) {
      return false;
    }
  }

  /** Adds a row in each round. */
  public static void main(String[] args) throws IOException {
    Configuration hadoop = new Configuration();
    for (String setting : List.of(args).subList(3, args.length)) {
      hadoop.set(
          setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
    }
    CommitRacer racer = new CommitRacer(args[1], hadoop);
    System.out.println("ready");
    for (int round = 0; round < Integer.parseInt(args[2]); round++) {
      System.in.read(); // the last round is over
      TableCommit commit = racer.begin("round " + round + " " + args[0]);
      System.out.println("round " + round + " begun");
      System.in.read(); // both have read the same version
      boolean won = win(commit, args[0]);
      System.out.println("round " + round + " ended: " + (won ? "won" : "lost"));
    }
  }
}
