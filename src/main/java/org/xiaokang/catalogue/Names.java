package org.xiaokang.catalogue;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a thing is called: {@code name: Income}, or by language, {@code name: {en: Income, zh: 收入}}.
 *
 * @param en in English, or in the only language that there is
 * @param zh in Chinese; null where it is not said
 */
public record Names(String en, @Nullable String zh) implements Serializable {
  private static final long serialVersionUID = 1L;

  static Names read(Definition definition) {
    if (definition.isText("name")) {
      return new Names(definition.text("name"), null);
    }
    Definition name = definition.definition("name");
    Optional<String> en = name.optionalText("en");
    Optional<String> zh = name.optionalText("zh");
    if (definition.has("name") && !name.has("en") && !name.has("zh")) {
      definition.problem("name", "'name' needs a text, or one of {en: ..., zh: ...}");
    }
    name.done();
    return new Names(en.or(() -> zh).orElse(""), zh.orElse(null));
  }

  /** In both languages, as far as there are two names: {@code Income (收入)}. */
  public String both() {
    List<String> names = all();
    return names.size() == 1 ? en : "%s (%s)".formatted(names.get(0), names.get(1));
  }

  /** Each name once. */
  public List<String> all() {
    return Stream.of(Optional.of(en), Optional.ofNullable(zh))
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }
}
