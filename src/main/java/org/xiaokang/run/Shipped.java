package org.xiaokang.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value on its way to tasks: made bytes once, read once in each process. {@link Optional} is not
 * serializable by Java's own decision; here it is.
 *
 * @param <T> the value
 */
final class Shipped<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final byte[] bytes;
  private transient volatile @Nullable T value;

  private Shipped(T value, byte[] bytes) {
    this.value = value;
    this.bytes = bytes;
  }

  /** Takes a value all of whose parts are serializable, or Optional. */
  static <T> Shipped<T> of(T value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Writer writer = new Writer(bytes)) {
      writer.writeObject(value);
    } catch (IOException e) {
      throw new IllegalStateException(value.getClass() + " cannot be sent to tasks", e);
    }
    return new Shipped<>(value, bytes.toByteArray());
  }

  /** The value; the same object at each time in one process. */
  T value() {
    T known = value;
    if (known == null) {
      synchronized (this) {
        known = value == null ? read() : value;
        value = known;
      }
    }
    return known;
  }

  @SuppressWarnings("unchecked") // what was written
  private T read() {
    try (ObjectInputStream reader = new Reader(bytes)) {
      return (T) reader.readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("what came from the driver cannot be read", e);
    }
  }

  private static final class Writer extends ObjectOutputStream {
    Writer(OutputStream out) throws IOException {
      super(out);
      enableReplaceObject(true);
    }

    @Override
    protected @Nullable Object replaceObject(@Nullable Object object) {
      return object instanceof Optional<?> optional ? new Maybe(optional.orElse(null)) : object;
    }
  }

  /** Tasks run under their own class loader, which knows the program's classes. */
  private static final class Reader extends ObjectInputStream {
    Reader(byte[] bytes) throws IOException {
      super(new ByteArrayInputStream(bytes));
    }

    @Override
    protected Class<?> resolveClass(java.io.ObjectStreamClass described)
        throws IOException, ClassNotFoundException {
      try {
        return Class.forName(described.getName(), false, Shipped.class.getClassLoader());
      } catch (ClassNotFoundException e) {
        return super.resolveClass(described);
      }
    }
  }

  /** An Optional as bytes. */
  private record Maybe(@Nullable Object value) implements Serializable {
    private static final long serialVersionUID = 1L;

    private Object readResolve() {
      return Optional.ofNullable(value);
    }
  }
}
