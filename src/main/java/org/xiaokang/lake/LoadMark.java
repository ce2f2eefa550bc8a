package org.xiaokang.lake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.xiaokang.catalogue.XiaokangException;

/**
 * The versions of its tables that the load which ended last left, in the file {@code _loaded} of
 * the lake. Where tables have others, a load died between two of them.
 */
public final class LoadMark {
  private final FileSystem files;
  private final Path file;

  /**
   * The mark of a lake.
   *
   * @param root its folder, a path or URI
   * @param hadoop the settings of file systems
   */
  public LoadMark(String root, Configuration hadoop) {
    this.file = new Path(root, "_loaded");
    try {
      this.files = file.getFileSystem(hadoop);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Notes that a load has ended. */
  public void write(Map<String, Long> versions) {
    try (FSDataOutputStream out = files.create(file, true)) {
      out.write(text(versions).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Whether these are the versions that the load which ended last left. */
  public boolean isOf(Map<String, Long> versions) {
    try (var in = files.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).equals(text(versions));
    } catch (FileNotFoundException e) {
      return false;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static String text(Map<String, Long> versions) {
    StringBuilder lines = new StringBuilder();
    new TreeMap<>(versions).forEach((table, version) -> lines.append(table + " " + version + "\n"));
    return lines.toString();
  }

  private XiaokangException failed(IOException e) {
    return new XiaokangException("cannot read or write %s: %s".formatted(file, e.getMessage()), e);
  }
}
