package org.xiaokang.catalogue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Opens one YAML file as a {@link Definition}. */
public final class DefinitionFile {
  private DefinitionFile() {}

  /** The file's top mapping, or nothing where it could not be read (noted as a problem). */
  public static Optional<Definition> read(Path path, Problems problems) {
    String file = shown(path);
    try {
      LoaderOptions options = new LoaderOptions();
      options.setAllowDuplicateKeys(true); // reported by Definition, with the rest
      options.setCodePointLimit(64 * 1024 * 1024);
      Node node = new Yaml(options).compose(new StringReader(Files.readString(path)));
      if (node == null) {
        problems.add(file, 0, "the file is empty");
        return Optional.empty();
      }
      return Optional.of(Definition.of(file, node, problems));
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      problems.add(file, line, "not valid YAML: " + e.getProblem());
    } catch (YAMLException e) {
      problems.add(file, 0, "not valid YAML: " + e.getMessage());
    } catch (NoSuchFileException e) {
      problems.add(file, 0, "no such file; check the path (it is relative to the configuration)");
    } catch (CharacterCodingException e) {
      problems.add(file, 0, "not " + StandardCharsets.UTF_8 + "; save the file as UTF-8");
    } catch (IOException e) {
      problems.add(file, 0, "cannot be read: " + e);
    }
    return Optional.empty();
  }

  /** The path as a person would type it: relative to where they stand, if it is below. */
  public static String shown(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path there = path.toAbsolutePath().normalize();
    return (there.startsWith(here) ? here.relativize(there) : there).toString();
  }
}
