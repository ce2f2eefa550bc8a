package org.xiaokang.tables;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a source's rows are.
 *
 * @param name the source's name, for messages
 * @param format csv, json, parquet or delta
 * @param path a file, a folder or a glob on any Hadoop file system
 * @param options Spark's own options of that reader, such as sep, encoding, multiLine, versionAsOf
 */
public record SourceData(String name, String format, String path, Map<String, String> options) {
  public SourceData {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }
}
