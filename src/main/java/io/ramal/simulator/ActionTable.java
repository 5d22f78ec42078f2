package io.ramal.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which actions there are, and who may ask for them. */
final class ActionTable {

  private static final String SIP = "SIPpeers";

  private record Action(String name, List<String> classes) {}

  private final Map<String, Action> actions = new LinkedHashMap<>();

  /**
   * Those of a PBX.
   *
   * @param sip whether chan_sip is loaded
   */
  ActionTable(boolean sip) {
    for (String line : Texts.ACTIONS.lines()) {
      List<String> words = List.of(line.split("[ ,]"));
      if (sip || !words.getFirst().equals(SIP)) {
        add(words.getFirst(), words.subList(1, words.size()));
      }
    }
  }

  private void add(String name, List<String> classes) {
    actions.put(name.toLowerCase(Locale.ROOT), new Action(name, List.copyOf(classes)));
  }

  /** The classes of which one is needed; empty when there is no such action. */
  Optional<List<String>> classes(String actionKey) {
    return Optional.ofNullable(actions.get(actionKey)).map(Action::classes);
  }

  /** What ListCommands says to this user. */
  Fields allowed(AmiUser user) {
    Fields fields = new Fields();
    actions.values().stream()
        .filter(action -> user.mayAsk(action.classes()))
        .forEach(action -> fields.add(action.name(), " (Priv: " + words(action) + ")"));
    return fields;
  }

  private static String words(Action action) {
    return action.classes().isEmpty() ? "<none>" : String.join(",", action.classes()) + ",all";
  }
}
