package org.xiaokang.lake;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jpountz.lz4.LZ4BlockInputStream;
import net.jpountz.lz4.LZ4BlockOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xiaokang.catalogue.XiaokangException;

/**
 * The folder {@code _state} of a lake: what loads leave to later ones. It can be removed at any
 * time; the next run then reads everything. Files are packed (LZ4) and carry checksums; each is
 * written once, and counts only when the state of a load names it.
 */
public final class StateFolder {
  private static final Logger LOG = LoggerFactory.getLogger(StateFolder.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FOLDER = "_state";
  private static final String STATE = ".json";
  private static final String FAILED = "cannot read or write ";

  private final FileSystem files;
  private final Path folder;

  /**
   * The folder of a lake.
   *
   * @param root the lake's folder, a path or URI
   * @param hadoop the settings of file systems
   */
  public StateFolder(String root, Configuration hadoop) {
    this.folder = new Path(root, FOLDER);
    try {
      FileSystem found = folder.getFileSystem(hadoop);
      // Not the one that puts a hidden checksum beside each file: ours are inside.
      this.files = found instanceof LocalFileSystem local ? local.getRawFileSystem() : found;
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  /** A file that is being written. */
  public final class Writing implements AutoCloseable {
    private final Path path;
    private final DataOutputStream out;
    private boolean finished;

    private Writing(Path path) throws IOException {
      this.path = path;
      this.out =
          new DataOutputStream(
              new BufferedOutputStream(new LZ4BlockOutputStream(files.create(path, false))));
    }

    /** Where its bytes go. */
    public DataOutputStream out() {
      return out;
    }

    /** Ends the file; gives its name. */
    public String finish() {
      try {
        out.close();
      } catch (IOException e) {
        throw failed(path, e);
      }
      finished = true;
      return path.getName();
    }

    /** Deletes the file unless it was finished. */
    @Override
    public void close() {
      if (finished) {
        return;
      }
      finished = true;
      try {
        out.close();
        files.delete(path, false);
      } catch (IOException e) {
        LOG.debug("the unfinished file {} stays until a later run removes it", path, e);
      }
    }
  }

  /** Begins a file; its name says what it is, for people. */
  public Writing create(String kind, int number) {
    Path path = new Path(folder, "%s-%05d-%s".formatted(kind, number, UUID.randomUUID()));
    try {
      return new Writing(path);
    } catch (IOException e) {
      throw failed(path, e);
    }
  }

  /** Opens a file. */
  public DataInputStream open(String name) {
    Path path = new Path(folder, name);
    try {
      return new DataInputStream(
          new BufferedInputStream(new LZ4BlockInputStream(files.open(path))));
    } catch (IOException e) {
      throw failed(path, e);
    }
  }

  /** What is to be thrown where a file that is open cannot be read on. */
  public XiaokangException unreadable(String name, IOException e) {
    return failed(new Path(folder, name), e);
  }

  /** Whether something failed because a file of the folder cannot be read or written. */
  public boolean isToBlame(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (String.valueOf(cause.getMessage()).contains(FAILED + folder)) {
        return true;
      }
    }
    return false;
  }

  /** Notes what a load leaves. */
  public void write(LoadState state) {
    Path path = manifest(state);
    try (var out = files.create(path, true)) {
      out.write(JSON.writeValueAsBytes(state));
    } catch (IOException e) {
      throw failed(path, e);
    }
  }

  private Path manifest(LoadState state) {
    return new Path(folder, state.runId() + STATE);
  }

  /**
   * What the latest load left whose tables are those of a release.
   *
   * @param tables the versions of the release's tables
   * @param program the version of the program that asks
   * @return empty if there is none, if another program wrote it, or if a file of it is gone
   */
  public Optional<LoadState> of(Map<String, Long> tables, String program) {
    Set<String> present = new HashSet<>();
    List<String> manifests = new ArrayList<>();
    for (FileStatus file : list()) {
      String name = file.getPath().getName();
      present.add(name);
      if (name.endsWith(STATE)) {
        manifests.add(name);
      }
    }
    manifests.sort(Comparator.reverseOrder());
    return manifests.stream()
        .flatMap(name -> read(name).stream())
        .filter(state -> state.program().equals(program))
        .filter(state -> tables.entrySet().containsAll(state.tables().entrySet()))
        .filter(state -> present.containsAll(state.names()))
        .findFirst();
  }

  private Optional<LoadState> read(String name) {
    Path path = new Path(folder, name);
    try (var in = files.open(path)) {
      return Optional.of(JSON.readValue(in.readAllBytes(), LoadState.class));
    } catch (IOException e) {
      LOG.info("{} cannot be read, so that the run reads everything", path, e);
      return Optional.empty();
    }
  }

  private List<FileStatus> list() {
    try {
      return List.of(files.listStatus(folder));
    } catch (FileNotFoundException none) {
      return List.of();
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  /** Forgets a state: the next run reads everything. */
  public void forget(LoadState state) {
    delete(manifest(state));
  }

  /** Deletes all but a state and the files that it names. */
  public void keepOnly(LoadState state) {
    Set<String> kept = new HashSet<>(state.names());
    kept.add(manifest(state).getName());
    for (FileStatus file : list()) {
      if (!kept.contains(file.getPath().getName())) {
        delete(file.getPath());
      }
    }
  }

  /** Deletes all: the next run reads everything. */
  public void clear() {
    list().forEach(file -> delete(file.getPath()));
  }

  private void delete(Path path) {
    try {
      files.delete(path, false);
    } catch (IOException e) {
      LOG.warn("{} stays until a later run removes it", path, e);
    }
  }

  private static XiaokangException failed(Path path, IOException e) {
    return new XiaokangException(
        FAILED
            + "%s: %s. The folder %s only saves work: remove it, and the next run reads everything"
                .formatted(path, e.getMessage(), FOLDER),
        e);
  }
}
