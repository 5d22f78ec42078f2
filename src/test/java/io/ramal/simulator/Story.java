package io.ramal.simulator;

import io.ramal.rig.AmiBlock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A stream of events without what differs from one run to the next: times, ports, ids. Two streams
 * that tell the same have the same {@link #events}, and the same order of what concerns one thing.
 */
final class Story {

  /** These depend on which of Asterisk's threads was quicker. */
  private static final Set<String> RACED =
      Set.of("Priority", "BridgeTechnology", "Timestamp", "Uptime", "LastReload");

  private final Map<String, String> seen = new LinkedHashMap<>();
  private final List<String> events = new ArrayList<>();
  private final Map<String, List<String>> byThing = new TreeMap<>();

  Story(List<AmiBlock> blocks) {
    blocks.stream().filter(Story::counts).forEach(this::add);
  }

  /** Of the two classes that matter to a listener. */
  private static boolean counts(AmiBlock block) {
    String privilege = block.find("Privilege").orElse("");
    return block.find("Event").isPresent() && privilege.matches("(system|call),all");
  }

  /** All of them, sorted. */
  List<String> events() {
    return events.stream().sorted().toList();
  }

  /** For each channel, contact, device, hint, peer and bridge, what was told in which order. */
  Map<String, List<String>> byThing() {
    return byThing;
  }

  private void add(AmiBlock block) {
    StringBuilder text = new StringBuilder();
    block.fields().forEach(field -> text.append(line(block, field)));
    events.add(text.toString());
    List.of("Uniqueid", "URI", "Device", "Exten", "Peer", "BridgeUniqueid").stream()
        .filter(name -> concerns(block, name))
        .forEach(
            name ->
                byThing
                    .computeIfAbsent(
                        name + " " + value(block, name, block.get(name)), _ -> new ArrayList<>())
                    .add(block.get("Event")));
  }

  private static boolean concerns(AmiBlock block, String name) {
    return block.find(name).isPresent()
        && (!name.equals("Exten") || block.isEvent("ExtensionStatus"));
  }

  private String line(AmiBlock block, AmiBlock.Field field) {
    return field.name() + ": " + value(block, field.name(), field.value()) + "\n";
  }

  private String value(AmiBlock block, String name, String value) {
    boolean raced =
        RACED.stream().anyMatch(name::endsWith)
            || (block.get("Event").startsWith("Dial") && name.startsWith("DestChannelState"));
    if (raced) {
      return "*";
    }
    if (name.endsWith("BridgeUniqueid") || name.equals("URI")) {
      return seen.computeIfAbsent(value, _ -> shape(value) + " " + seen.size());
    }
    if (name.endsWith("Uniqueid") || name.endsWith("Linkedid")) {
      return value.replaceFirst("^\\d{10}\\.", "");
    }
    return name.equals("RoundtripUsec") && !value.equals("0") ? "some" : value;
  }

  private static String shape(String value) {
    return value
        .replaceFirst(":\\d+(;|$)", ":PORT$1")
        .replaceFirst("host=[0-9a-f]{12}", "host=HOST")
        .replaceFirst("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", "BRIDGE");
  }
}
