package io.ramal.simulator;

import java.util.UUID;
import java.util.random.RandomGenerator;

/** Where channels hear each other. Belongs to the PBX's thread. */
final class Bridge {

  private final String id;
  private String technology = "simple_bridge";
  private int channels;

  Bridge(RandomGenerator random) {
    id = new UUID(random.nextLong(), random.nextLong()).toString();
  }

  String id() {
    return id;
  }

  void enter() {
    channels++;
  }

  void leave() {
    channels--;
  }

  /** The media flows past Asterisk, as soon as two are in. */
  void goNative() {
    technology = "native_rtp";
  }

  Fields fields(String prefix) {
    return Fields.of(prefix + "BridgeUniqueid", id)
        .add(prefix + "BridgeType", "basic")
        .add(prefix + "BridgeTechnology", technology)
        .add(prefix + "BridgeCreator", "<unknown>")
        .add(prefix + "BridgeName", "<unknown>")
        .add(prefix + "BridgeNumChannels", channels)
        .add(prefix + "BridgeVideoSourceMode", "none");
  }

  String key() {
    return "bridge " + id;
  }
}
