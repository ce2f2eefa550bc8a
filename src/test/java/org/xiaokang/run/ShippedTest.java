package org.xiaokang.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShippedTest {
  private record Part(Optional<String> text, Optional<Optional<Integer>> within)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  @SuppressWarnings("unchecked")
  private static <T> Shipped<T> sent(Shipped<T> shipped)
      throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(shipped);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (Shipped<T>) in.readObject();
    }
  }

  @Test
  void aValueArrivesWithWhatIsOptionalInIt() throws Exception {
    List<Part> value =
        List.of(
            new Part(Optional.of("there"), Optional.of(Optional.empty())),
            new Part(Optional.empty(), Optional.of(Optional.of(7))));
    Shipped<List<Part>> arrived = sent(Shipped.of(value));
    assertThat(arrived.value()).isEqualTo(value).isNotSameAs(value);
    assertThat(arrived.value()).isSameAs(arrived.value());
  }

  @Test
  void whereItIsMadeNothingIsReadAgain() {
    List<String> value = List.of("a");
    assertThat(Shipped.of(value).value()).isSameAs(value);
  }

  @Test
  void whatCannotBeSentIsSaidAtOnce() {
    assertThatThrownBy(() -> Shipped.of(new Object()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("java.lang.Object cannot be sent to tasks");
  }
}
