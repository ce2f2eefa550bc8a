package org.xiaokang.cluster;

import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.xiaokang.lake.S3ConditionalLogStore;

/**
 * One of several processes that write the same names to S3; it prints those that it won. Arguments:
 * its own name, the folder, how many names there are, then settings of Hadoop, key=value each.
 */
final class Racer {
  private Racer() {}

  /** Writes each name once. */
  public static void main(String[] args) throws Exception {
    Configuration hadoop = new Configuration();
    for (String setting : List.of(args).subList(3, args.length)) {
      hadoop.set(
          setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
    }
    S3ConditionalLogStore store = new S3ConditionalLogStore(hadoop);
    Path folder = new Path(args[1]);
    folder.getFileSystem(hadoop);
    System.out.println("ready");
    for (int i = 0; i < Integer.parseInt(args[2]); i++) {
      System.in.read(); // both begin each name at once
      Path name = new Path(folder, "%020d.json".formatted(i));
      try {
        store.write(name, List.of(args[0]).iterator(), false, hadoop);
        System.out.println("name " + i + " won");
      } catch (FileAlreadyExistsException theOtherWasFaster) {
        System.out.println("name " + i + " lost");
      }
    }
  }
}
