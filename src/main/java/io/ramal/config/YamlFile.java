package io.ramal.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads a YAML file in which every value is the text that stands there. YAML would make 64 of the
 * extension 0100, 83 of the password 0123 and true of yes.
 */
final class YamlFile {

  private static final String PBX = "pbx";

  private final String name;
  private final List<String> problems;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final List<Map<String, String>> pbxs = new ArrayList<>();

  private YamlFile(String name, List<String> problems) {
    this.name = name;
    this.problems = problems;
  }

  static Layer read(Path file, List<String> problems) {
    var yaml = new YamlFile(file.toString(), problems);
    try {
      return yaml.layer(Files.readString(file));
    } catch (NoSuchFileException missing) {
      problems.add(file + ": there is no such file");
    } catch (IOException unreadable) {
      problems.add(file + ": cannot be read as UTF-8 text (" + unreadable.getMessage() + ")");
    }
    return yaml.layer("");
  }

  static Layer bundled(List<String> problems) {
    try (InputStream in = YamlFile.class.getResourceAsStream("/application.yaml")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new YamlFile("default", problems).layer(text);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private Layer layer(String text) {
    try {
      take(yaml().load(text));
    } catch (MarkedYAMLException malformed) {
      int line = malformed.getProblemMark().getLine() + 1;
      problems.add(name + ": line " + line + " is no YAML: " + malformed.getProblem());
    } catch (YAMLException malformed) {
      problems.add(name + ": is no YAML: " + malformed.getMessage().lines().findFirst().orElse(""));
    }
    return new Layer(name, values, pbxs);
  }

  private static Yaml yaml() {
    var loading = new LoaderOptions();
    loading.setAllowDuplicateKeys(false);
    var dumping = new DumperOptions();
    return new Yaml(
        new SafeConstructor(loading), new Representer(dumping), dumping, loading, new Texts());
  }

  private void take(Object document) {
    switch (document) {
      case null -> {}
      case Map<?, ?> map -> map.forEach((key, value) -> take(String.valueOf(key), value));
      default -> problems.add(name + ": must be lines of NAME: value");
    }
  }

  private void take(String key, Object value) {
    switch (value) {
      case List<?> list when key.equals(PBX) -> list.forEach(this::takePbx);
      case List<?> list when list.stream().allMatch(String.class::isInstance) ->
          values.put(key, list.stream().map(String::valueOf).collect(Collectors.joining(",")));
      case String text -> values.put(key, text);
      case null -> {}
      default -> problems.add(key + " (" + name + "): must be one value");
    }
  }

  private void takePbx(Object entry) {
    if (!(entry instanceof Map<?, ?> map)) {
      problems.add(PBX + " (" + name + "): each entry must be lines of name: value");
      return;
    }
    var within = new YamlFile(name + ", pbx " + (pbxs.size() + 1), problems);
    within.take(map);
    pbxs.add(within.values);
  }

  /** Takes every scalar for a text, and an empty one for none. */
  private static final class Texts extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(org.yaml.snakeyaml.nodes.Tag.NULL, EMPTY, null);
      addImplicitResolver(org.yaml.snakeyaml.nodes.Tag.NULL, NULL, "~nN\0");
    }
  }
}
