package org.xiaokang.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.xiaokang.catalogue.XiaokangException;

/**
 * A folder that an export fills. Everything is written beside it and takes its name at the end, so
 * that a folder of that name is always whole.
 */
final class ExportFolder implements AutoCloseable {
  /** Written last; a folder that has it is an export. */
  public static final String MANIFEST = "release.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final FileSystem files;
  private final Path target;
  private final Path unfinished;

  /**
   * A file of the export.
   *
   * @param path its path below the folder
   * @param bytes its size
   * @param sha256 SHA-256 of its content, hexadecimal
   */
  public record Written(String path, long bytes, String sha256) {}

  /** Writes a text, line by line. */
  @FunctionalInterface
  public interface Lines {
    /** Writes to {@code out}. */
    void to(Writer out) throws IOException;
  }

  private ExportFolder(FileSystem files, Path target) {
    this.files = files;
    this.target = target;
    this.unfinished = new Path(target.getParent(), "." + target.getName() + ".unfinished");
  }

  /**
   * Begins an export.
   *
   * @param to a path or URI on any file system that Hadoop knows
   * @param overwrite whether an earlier export of that name is replaced
   * @throws XiaokangException if something else is there, or the folder cannot be written
   */
  public static ExportFolder begin(Configuration hadoop, String to, boolean overwrite) {
    try {
      Path path = new Path(to);
      FileSystem found = path.getFileSystem(hadoop);
      // Not the one that puts a hidden checksum beside each file.
      FileSystem files = found instanceof LocalFileSystem local ? local.getRawFileSystem() : found;
      ExportFolder folder = new ExportFolder(files, found.makeQualified(path));
      folder.requireFree(overwrite);
      files.delete(folder.unfinished, true);
      files.mkdirs(folder.unfinished);
      return folder;
    } catch (IOException | IllegalArgumentException e) {
      throw new XiaokangException(
          "cannot export to '"
              + to
              + "': "
              + e.getMessage()
              + "; expected a folder on a file system that Hadoop knows",
          e);
    }
  }

  private void requireFree(boolean overwrite) throws IOException {
    FileStatus[] there;
    try {
      there = files.listStatus(target);
    } catch (FileNotFoundException e) {
      return;
    }
    if (target.isRoot() || (there.length > 0 && !files.exists(new Path(target, MANIFEST)))) {
      throw hasOther(there.length > 0 ? there[0].getPath().getName() : "");
    }
    if (there.length > 0 && !overwrite) {
      throw new XiaokangException(
          "the folder '"
              + target
              + "' has an export; --overwrite replaces it, or choose another --to");
    }
    if (there.length > 0) {
      Optional<String> other = other();
      if (other.isPresent()) {
        throw hasOther(other.get());
      }
    }
  }

  private XiaokangException hasOther(String file) {
    return new XiaokangException(
        "the folder '"
            + target
            + "' has other files than an export's, such as '"
            + file
            + "'; expected a new or empty folder: choose another --to");
  }

  /** A file there that is none of the export's. */
  private Optional<String> other() throws IOException {
    Set<String> listed = listed();
    RemoteIterator<LocatedFileStatus> found = files.listFiles(target, true);
    while (found.hasNext()) {
      String path = target.toUri().relativize(found.next().getPath().toUri()).getPath();
      if (!listed.contains(path)) {
        return Optional.of(path);
      }
    }
    return Optional.empty();
  }

  /** The files of the export there; none if its manifest is no manifest of ours. */
  private Set<String> listed() throws IOException {
    Set<String> listed = new TreeSet<>();
    try (InputStream in = files.open(new Path(target, MANIFEST))) {
      JsonNode manifest = JSON.readTree(in);
      if (manifest.path("release_id").isTextual() && manifest.path("files").isArray()) {
        listed.add(MANIFEST);
        manifest.path("files").forEach(file -> listed.add(file.path("path").asText()));
      }
    } catch (JsonProcessingException e) {
      return Set.of();
    }
    return listed;
  }

  /** The folder as a qualified path. */
  public String path() {
    return target.toString();
  }

  /** Writes a text file in UTF-8. */
  public void text(String name, Lines lines) {
    Path file = new Path(unfinished, name);
    try (Writer out =
        new BufferedWriter(
            new OutputStreamWriter(files.create(file, true), StandardCharsets.UTF_8))) {
      lines.to(out);
    } catch (IOException | UncheckedIOException e) {
      throw failed(name, e);
    }
  }

  /** Puts a file of this machine into the export; it goes from where it was. */
  public void put(String name, java.nio.file.Path local) {
    try {
      files.moveFromLocalFile(new Path(local.toUri()), new Path(unfinished, name));
    } catch (IOException e) {
      throw failed(name, e);
    }
  }

  /** Every file written so far, by path. */
  public List<Written> written() {
    List<Written> all = new ArrayList<>();
    try {
      RemoteIterator<LocatedFileStatus> found = files.listFiles(unfinished, true);
      while (found.hasNext()) {
        FileStatus file = found.next();
        String path = unfinished.toUri().relativize(file.getPath().toUri()).getPath();
        all.add(new Written(path, file.getLen(), sha256(file.getPath())));
      }
    } catch (IOException e) {
      throw failed("the list of files", e);
    }
    all.sort(Comparator.comparing(Written::path));
    return all;
  }

  private String sha256(Path file) throws IOException {
    try (DigestInputStream in =
        new DigestInputStream(files.open(file), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JVM has it
    }
  }

  /** Writes the manifest and gives the folder its name; what had that name goes. */
  public void finish(Lines manifest) {
    text(MANIFEST, manifest);
    Path replaced = new Path(target.getParent(), "." + target.getName() + ".replaced");
    try {
      files.delete(replaced, true);
      if (files.exists(target)) {
        rename(target, replaced);
      }
      rename(unfinished, target);
      files.delete(replaced, true);
    } catch (IOException e) {
      throw failed("the folder", e);
    }
  }

  private void rename(Path from, Path to) throws IOException {
    if (!files.rename(from, to)) {
      throw new IOException("'" + from + "' could not be renamed to '" + to + "'");
    }
  }

  private XiaokangException failed(String what, Exception e) {
    return new XiaokangException(
        "could not write " + what + " of the export to '" + target + "': " + e.getMessage(), e);
  }

  /** Removes what was not finished. */
  @Override
  public void close() {
    try {
      files.delete(unfinished, true);
    } catch (IOException e) {
      throw failed("the end", e);
    }
  }
}
