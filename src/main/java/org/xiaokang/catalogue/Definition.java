package org.xiaokang.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One mapping of a YAML file, read key by key. What does not fit is noted as a problem with its
 * line and answered with a harmless value, so that reading goes on and finds the rest; keys that
 * nobody asked for are reported by {@link #done}.
 */
public final class Definition {
  private static final Set<ScalarStyle> QUOTES =
      Set.of(ScalarStyle.SINGLE_QUOTED, ScalarStyle.DOUBLE_QUOTED);

  private final String file;
  private final int line;
  private final Problems problems;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();

  private Definition(String file, int line, Problems problems) {
    this.file = file;
    this.line = line;
    this.problems = problems;
  }

  static Definition of(String file, Node node, Problems problems) {
    Definition definition = new Definition(file, lineOf(node), problems);
    if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        definition.put(entry.getKeyNode(), entry.getValueNode());
      }
    } else {
      problems.add(file, lineOf(node), "expected keys with values, found " + describe(node));
    }
    return definition;
  }

  private void put(Node keyNode, Node value) {
    String key = keyNode instanceof ScalarNode scalar ? scalar.getValue() : "";
    if (values.put(key, value) != null) {
      problems.add(file, lineOf(keyNode), "key '" + key + "' stands twice");
    }
    lines.put(key, lineOf(keyNode));
  }

  private static int lineOf(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private static String describe(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue().isEmpty() ? "nothing" : "'" + scalar.getValue() + "'";
    }
    return node instanceof SequenceNode ? "a list" : "a mapping";
  }

  /** The file this stands in, as the user named it. */
  public String file() {
    return file;
  }

  /** The line this begins at. */
  public int line() {
    return line;
  }

  /** The line of a key, or of the whole mapping where the key is missing. */
  public int line(String key) {
    return lines.getOrDefault(key, line);
  }

  /** The keys as written, in their order. */
  public Set<String> keys() {
    return values.keySet();
  }

  /** Whether the key is there. */
  public boolean has(String key) {
    asked.add(key);
    return values.containsKey(key);
  }

  /** Whether a text stands there, and not a mapping or a list. */
  boolean isText(String key) {
    return values.get(key) instanceof ScalarNode;
  }

  /** Notes a problem at a key. */
  public void problem(String key, String message) {
    problems.add(file, line(key), message);
  }

  /** A text that must be there. */
  public String text(String key) {
    Optional<String> text = optionalText(key);
    if (text.isEmpty() && !values.containsKey(key)) {
      problems.add(file, line, "'" + key + "' is missing" + nearKey(key));
    }
    return text.orElse("");
  }

  private String nearKey(String key) {
    return Nearest.of(key, values.keySet())
        .filter(near -> !asked.contains(near))
        .map(near -> "; there is a '" + near + "'")
        .orElse("");
  }

  /** A text that may be missing. */
  public Optional<String> optionalText(String key) {
    asked.add(key);
    Node node = values.get(key);
    if (node == null) {
      return Optional.empty();
    }
    if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return Optional.of(scalar.getValue().strip());
    }
    problem(key, "'" + key + "' must be a text, found " + describe(node));
    return Optional.empty();
  }

  /** A number that may be missing. */
  public Optional<Double> number(String key) {
    Optional<String> text = optionalText(key);
    Optional<Double> number = text.flatMap(Definition::finite);
    if (text.isPresent() && number.isEmpty()) {
      problem(key, "'" + key + "' must be a number, found '" + text.get() + "'");
    }
    return number;
  }

  private static Optional<Double> finite(String text) {
    try {
      return Optional.of(Double.valueOf(text)).filter(Double::isFinite);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** A whole number, or the default where it is missing. */
  public int integer(String key, int absent) {
    Optional<Double> number = number(key);
    if (number.isPresent() && number.get() != Math.rint(number.get())) {
      problem(key, "'" + key + "' must be a whole number, found '" + number.get() + "'");
      return absent;
    }
    return number.map(Double::intValue).orElse(absent);
  }

  /** True or false; false where it is missing. */
  public boolean flag(String key) {
    String text = optionalText(key).orElse("false");
    if (!text.equals("true") && !text.equals("false")) {
      problem(key, "'" + key + "' must be true or false, found '" + text + "'");
    }
    return text.equals("true");
  }

  /**
   * One of an enum's constants, written in lower case; the default where it is missing or wrong.
   */
  public <E extends Enum<E>> E choice(String key, Class<E> type, E absent) {
    Optional<String> text = optionalText(key);
    if (text.isEmpty()) {
      return absent;
    }
    List<String> names = names(type);
    int place = names.indexOf(text.get());
    if (place >= 0) {
      return type.getEnumConstants()[place];
    }
    problem(key, unknown(key, text.get(), names));
    return absent;
  }

  private static <E extends Enum<E>> List<String> names(Class<E> type) {
    return Stream.of(type.getEnumConstants())
        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  /** Some of an enum's constants, as {@link #choice}; empty where it is missing. */
  public <E extends Enum<E>> List<E> choices(String key, Class<E> type) {
    List<String> names = names(type);
    List<E> chosen = new ArrayList<>();
    for (String text : texts(key)) {
      int place = names.indexOf(text);
      if (place < 0) {
        problem(key, unknown(key, text, names));
      } else {
        chosen.add(type.getEnumConstants()[place]);
      }
    }
    return chosen;
  }

  /** A list of numbers; empty where it is missing. */
  public List<Double> numbers(String key) {
    List<Double> numbers = new ArrayList<>();
    for (String text : texts(key)) {
      finite(text)
          .ifPresentOrElse(
              numbers::add,
              () -> problem(key, "'" + key + "' must list numbers, found '" + text + "'"));
    }
    return numbers;
  }

  /** "metric 'x' is not known; ..." with the nearest name. */
  static String unknown(String what, String written, Collection<String> known) {
    String hint = Nearest.hint(written, known);
    String all = known.size() <= 24 ? "; expected one of " + String.join(", ", known) : "";
    return what + " '" + written + "' is not known" + all + hint;
  }

  /** Whether a nested mapping stands there, and no text. */
  boolean isMapping(String key) {
    return values.get(key) instanceof MappingNode;
  }

  /** A nested mapping that must be there. */
  public Definition definition(String key) {
    asked.add(key);
    Node node = values.get(key);
    if (node == null) {
      problems.add(file, line, "'" + key + "' is missing" + nearKey(key));
      return new Definition(file, line, new Problems()); // one problem is enough
    }
    return of(file, node, problems);
  }

  /** A nested mapping that may be missing. */
  public Optional<Definition> optionalDefinition(String key) {
    return has(key) ? Optional.of(definition(key)) : Optional.empty();
  }

  /** A list of mappings; empty where it is missing. */
  public List<Definition> definitions(String key) {
    return nodes(key).stream().map(node -> of(file, node, problems)).toList();
  }

  /** A list of texts; empty where it is missing; one text stands for a list of one. */
  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (Node node : nodes(key)) {
      if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
        texts.add(scalar.getValue().strip());
      } else {
        problems.add(file, lineOf(node), "'" + key + "' must list texts, found " + describe(node));
      }
    }
    return List.copyOf(texts);
  }

  private List<Node> nodes(String key) {
    asked.add(key);
    Node node = values.get(key);
    if (node == null) {
      return List.of();
    }
    return node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
  }

  /** A mapping of texts to texts, those in quotes as they are; empty where it is missing. */
  public Map<String, String> textMap(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    optionalDefinition(key)
        .ifPresent(
            map -> {
              for (String name : map.keys()) {
                map.quoted(name)
                    .or(() -> map.optionalText(name))
                    .ifPresent(text -> texts.put(name, text));
              }
            });
    return texts;
  }

  private Optional<String> quoted(String key) {
    return values.get(key) instanceof ScalarNode scalar && QUOTES.contains(scalar.getScalarStyle())
        ? Optional.of(scalar.getValue())
        : Optional.empty();
  }

  /** Ends the reading: every key that was not asked for is a problem. */
  public void done() {
    for (String key : values.keySet()) {
      if (!asked.contains(key)) {
        problem(key, unknown("key", key, asked));
      }
    }
  }
}
