package io.ramal.rig;

import java.util.Locale;
import java.util.Optional;

/** What a client asked; names of fields and actions count in any case, as in Asterisk. */
record Request(AmiBlock block) {

  String action() {
    return field("Action").toLowerCase(Locale.ROOT);
  }

  Optional<String> id() {
    return block.find("ActionID");
  }

  /** The first value of that name, empty if there is none. */
  String field(String name) {
    return block.find(name).orElse("");
  }
}
