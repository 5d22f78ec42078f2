package io.ramal.config;

import io.helidon.config.Config;
import io.ramal.config.Settings.Pbx;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Reads the one PBX of the {@code AMI_*} names, or the list of several. */
final class PbxReader {

  private static final String ONE = "default";
  private static final int LONGEST_NAME = 40;

  private final Sources sources;
  private final Values values;
  private final Predicate<String> legalExtension;
  private final Consumer<String> problems;

  PbxReader(
      Sources sources, Values values, Predicate<String> legalExtension, Consumer<String> problems) {
    this.sources = sources;
    this.values = values;
    this.legalExtension = legalExtension;
    this.problems = problems;
  }

  List<Pbx> read() {
    List<Config> several = sources.pbxs();
    if (several.isEmpty()) {
      return List.of(one());
    }
    Names.OF_ONE_PBX.stream()
        .filter(name -> sources.said(name).isPresent())
        .forEach(
            name ->
                problems.accept(name + " is set beside the list pbx: say it in the list instead"));
    var pbxs = new ArrayList<Pbx>();
    for (int i = 0; i < several.size(); i++) {
      pbxs.add(item("pbx." + i, several.get(i)));
    }
    nothingTwice(pbxs);
    return pbxs;
  }

  private Pbx one() {
    return pbx(
        ONE,
        Map.of(
            "host", "AMI_HOST",
            "port", "AMI_PORT",
            "user", "AMI_USER",
            "password", "AMI_PASS",
            "wss", "WSS_URL",
            "extensions", "EXTENSIONS",
            "fixed", "FIXED_EXTENSIONS"),
        sources::value);
  }

  private Pbx item(String place, Config item) {
    item.asNodeList().orElse(List.of()).stream()
        .map(Config::name)
        .filter(name -> !Names.OF_A_PBX.contains(name))
        .forEach(
            name ->
                problems.accept(
                    place
                        + "."
                        + name
                        + " is no setting of a PBX: take it out, or correct its name"));
    String name = text(item, "name", "");
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      problems.accept(place + ".name: give each PBX a name of 1 to 40 characters");
    }
    var labels = new java.util.HashMap<String, String>();
    Names.OF_A_PBX.forEach(key -> labels.put(key, place + "." + key));
    return pbx(name, labels, label -> text(item, label.substring(place.length() + 1), ""));
  }

  private String text(Config item, String key, String otherwise) {
    String preset =
        switch (key) {
          case "port" -> "5038";
          case "user" -> "ramal";
          case "wss" -> sources.value("WSS_URL");
          default -> otherwise;
        };
    return item.get(key).asString().orElse(preset).strip();
  }

  private Pbx pbx(
      String name, Map<String, String> labels, java.util.function.UnaryOperator<String> value) {
    var names = new TreeSet<String>();
    String listed = value.apply(labels.get("extensions"));
    Set<String> handedOut = extensions(labels.get("extensions"), listed);
    String hardphones = value.apply(labels.get("fixed"));
    Set<String> fixed = extensions(labels.get("fixed"), hardphones);
    if (listed.isEmpty() && !hardphones.isEmpty()) {
      problems.accept(
          labels.get("fixed") + " is set and " + labels.get("extensions") + " is not: set both");
    }
    names.addAll(handedOut);
    names.addAll(fixed);
    return new Pbx(
        name,
        values.notEmpty(labels.get("host"), value.apply(labels.get("host"))),
        values.port(labels.get("port"), value.apply(labels.get("port")), 1),
        values.notEmpty(labels.get("user"), value.apply(labels.get("user"))),
        values.line(labels.get("password"), value.apply(labels.get("password"))),
        values.webSocket(labels.get("wss"), value.apply(labels.get("wss"))),
        listed.isEmpty() ? Optional.empty() : Optional.of(names),
        fixed);
  }

  private Set<String> extensions(String label, String list) {
    return list.isEmpty()
        ? Set.of()
        : new ExtensionList(legalExtension, problem -> problems.accept(label + ": " + problem))
            .read(list);
  }

  private void nothingTwice(List<Pbx> pbxs) {
    var names = new HashSet<String>();
    var extensions = new HashSet<String>();
    for (Pbx pbx : pbxs) {
      if (!names.add(pbx.name())) {
        problems.accept("pbx: two PBXs are named '" + pbx.name() + "': give one another name");
      }
      pbx.extensions().orElse(Set.of()).stream()
          .filter(extension -> !extensions.add(extension))
          .forEach(
              extension ->
                  problems.accept(
                      "pbx: extension '" + extension + "' is on two PBXs: take it from one"));
    }
  }
}
