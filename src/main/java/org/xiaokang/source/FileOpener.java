package org.xiaokang.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.util.SerializableConfiguration;

/** Opens files on the file systems that Hadoop knows. */
final class FileOpener implements Serializable {
  private static final long serialVersionUID = 1L;

  private final SerializableConfiguration configuration;

  FileOpener(Configuration configuration) {
    this.configuration = new SerializableConfiguration(configuration);
  }

  /** Opens a file, unpacking what its ending says is packed. */
  InputStream whole(String path) throws IOException {
    Path file = new Path(path);
    CompressionCodec codec = new CompressionCodecFactory(configuration.value()).getCodec(file);
    InputStream raw = file.getFileSystem(configuration.value()).open(file);
    return codec == null ? raw : codec.createInputStream(raw);
  }

  /** Opens a part of a file that is not packed. */
  private InputStream part(FileRange range) throws IOException {
    Path file = new Path(range.path());
    FSDataInputStream raw = file.getFileSystem(configuration.value()).open(file);
    raw.seek(range.from());
    return new Part(raw, range.bytes());
  }

  /** Whether a file is packed, so that it can only be read from its beginning on. */
  boolean isPacked(String path) {
    return new CompressionCodecFactory(configuration.value()).getCodec(new Path(path)) != null;
  }

  /** The characters of a range. */
  CharWindow open(FileRange range) throws IOException {
    Charset charset = Charset.forName(range.charset());
    InputStream bytes = range.isWhole() ? whole(range.path()) : part(range);
    return range.from() == 0
        ? TextStart.open(bytes, charset).window()
        : new CharWindow(new InputStreamReader(bytes, charset));
  }

  /**
   * The bytes of a file, each as a character. The mark of its encoding, if it has one, lies before
   * the window's.
   */
  CharWindow bytes(FileRange file) throws IOException {
    CharWindow window =
        new CharWindow(new InputStreamReader(whole(file.path()), StandardCharsets.ISO_8859_1));
    String head = String.valueOf(window.head(TextStart.LONGEST));
    TextStart start =
        TextStart.of(head.getBytes(StandardCharsets.ISO_8859_1), Charset.forName(file.charset()));
    window.pass(start.markBytes());
    return window;
  }

  /** So many bytes of a stream. */
  private static final class Part extends FilterInputStream {
    private long left;

    Part(InputStream in, long bytes) {
      super(in);
      this.left = bytes;
    }

    @Override
    public int read() throws IOException {
      int read = left > 0 ? in.read() : -1;
      left -= read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int most = (int) Math.min(length, left);
      int read = most > 0 || length == 0 ? in.read(bytes, offset, most) : -1;
      left -= Math.max(read, 0);
      return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
      long skipped = in.skip(Math.min(bytes, left));
      left -= skipped;
      return skipped;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
