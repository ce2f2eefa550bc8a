package org.xiaokang.tables;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** The pages that tell of the releases of a lake: {@code _reports/ID.html}, one for each. */
public final class ReportPages {
  private static final String LATEST = "latest";
  private static final String HTML = ".html";

  private final FileSystem files;
  private final Path folder;

  /**
   * The pages of a lake.
   *
   * @param root the lake's root, a path or URI
   */
  public ReportPages(String root, Configuration hadoop) throws IOException {
    this.folder = new Path(root, "_reports");
    FileSystem found = folder.getFileSystem(hadoop);
    // Not the one that puts a hidden checksum beside each file.
    this.files = found instanceof LocalFileSystem local ? local.getRawFileSystem() : found;
  }

  /**
   * Writes the page of a release, which is from now on also the latest; answers with its path.
   *
   * @param html the page
   */
  public String write(String releaseId, String html) throws IOException {
    byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
    for (String name : new String[] {releaseId, LATEST}) {
      try (FSDataOutputStream out = files.create(page(name), true)) {
        out.write(bytes);
      }
    }
    return page(releaseId).toString();
  }

  /** Whether a release has its page. */
  public boolean isWritten(String releaseId) throws IOException {
    return files.exists(page(releaseId));
  }

  /** Removes the pages of these releases, where they have any. */
  void remove(Set<String> releaseIds) throws IOException {
    if (!files.exists(folder)) {
      return;
    }
    for (FileStatus page : files.listStatus(folder)) {
      String name = page.getPath().getName();
      if (name.endsWith(HTML)
          && releaseIds.contains(name.substring(0, name.length() - HTML.length()))) {
        files.delete(page.getPath(), false);
      }
    }
  }

  private Path page(String name) {
    return new Path(folder, name + HTML);
  }
}
