package org.xiaokang.source;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Which task reads which part of which file.
 *
 * <p>A range begins where a record does, and knows the number of that line. Neither can be told
 * from a range alone: a line's end within quotes is none of a record, and whether a quote opens or
 * closes depends on what comes before. So a large file is first read through by one task, which
 * goes by its records as its readers will and notes where one begins at about each {@link
 * #TASK_BYTES}: one to five seconds a gigabyte, against minutes for making observations of its
 * rows. To scan the ranges side by side, guessing how each begins, would need every guess to be
 * verified and some to be repeated. The pass reads bytes as characters, so it is for encodings in
 * which what ends cells and rows is one byte that is part of nothing else. Files of others, packed
 * files and files that are not large are one range.
 */
final class FileRanges implements Serializable {
  private static final long serialVersionUID = 1L;

  /** About so much of a file is read by one task. */
  static final long TASK_BYTES = 32L << 20;

  /** Opening a file takes as long as reading so much of one. */
  static final long OPENING_BYTES = 64L << 10;

  /** Packed text is about so many times as large when it is unpacked. */
  private static final long UNPACKED = 4;

  private final SourceErrors errors;
  private final FileOpener opener;
  private final RecordFormat format;
  private final long taskBytes;

  FileRanges(SourceErrors errors, FileOpener opener, RecordFormat format) {
    this(errors, opener, format, TASK_BYTES);
  }

  /** Takes another size of what one task reads. */
  FileRanges(SourceErrors errors, FileOpener opener, RecordFormat format, long taskBytes) {
    this.errors = errors;
    this.opener = opener;
    this.format = format;
    this.taskBytes = taskBytes;
  }

  /** The ranges of files, in the files' order; each element is what one task reads. */
  JavaRDD<FileRange> tasks(JavaSparkContext spark, List<FileRange> files) {
    List<FileRange> large = files.stream().filter(this::isDivided).toList();
    List<List<FileRange>> divided = divided(spark, large);
    List<FileRange> ranges = new ArrayList<>();
    for (FileRange file : files) {
      int at = large.indexOf(file);
      if (at < 0) {
        ranges.add(file);
      } else {
        ranges.addAll(divided.get(at));
      }
    }
    List<List<FileRange>> tasks = packed(ranges);
    return tasks.isEmpty()
        ? spark.emptyRDD()
        : spark.parallelize(tasks, tasks.size()).flatMap(List::iterator);
  }

  private List<List<FileRange>> divided(JavaSparkContext spark, List<FileRange> large) {
    if (large.isEmpty()) {
      return List.of();
    }
    String before = spark.sc().getLocalProperty("spark.job.description");
    spark.setJobDescription(
        "source %s: records of %d large files are found".formatted(errors.source(), large.size()));
    try {
      return spark.parallelize(large, large.size()).map(file -> divided(file, taskBytes)).collect();
    } finally {
      spark.setJobDescription(before);
    }
  }

  private boolean isDivided(FileRange file) {
    return file.bytes() > 2 * taskBytes && !opener.isPacked(file.path()) && format.isByByte(file);
  }

  /** Parts of at least so many bytes, the last one excepted. */
  List<FileRange> divided(FileRange file, long bytes) {
    List<FileRange> parts = new ArrayList<>();
    long line = file.firstLine();
    long begin = 0;
    try (CharWindow window = opener.bytes(file);
        Splitter records = format.splitter(window, file)) {
      while (records.nextPlace()) {
        if (records.position() - begin >= bytes) {
          parts.add(file.part(begin, records.position(), line));
          begin = records.position();
          line = records.firstLine();
        }
      }
    } catch (IOException | RuntimeException e) {
      throw errors.unreadable(file.path(), e);
    }
    parts.add(file.part(begin, file.to(), line));
    return parts;
  }

  /** Neighbours together, up to what one task reads. */
  List<List<FileRange>> packed(List<FileRange> ranges) {
    List<List<FileRange>> tasks = new ArrayList<>();
    long room = 0;
    for (FileRange range : ranges) {
      long bytes = range.bytes() * (opener.isPacked(range.path()) ? UNPACKED : 1) + OPENING_BYTES;
      if (room < bytes) {
        tasks.add(new ArrayList<>());
        room = taskBytes + taskBytes / 2;
      }
      tasks.get(tasks.size() - 1).add(range);
      room -= bytes;
    }
    return tasks;
  }
}
