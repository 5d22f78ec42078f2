package io.ramal.simulator;

import static io.ramal.simulator.Works.CALL;
import static io.ramal.simulator.Works.SYSTEM;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Tells what became of phones as a whole: PeerStatus, DeviceStateChange, ExtensionStatus. */
final class Devices {

  private final Works works;
  private final Phones phones;
  private final Function<Phone, List<Channel>> channels;
  private final Map<String, List<String>> queues;
  private final Map<String, Boolean> toldQueues = new HashMap<>();

  Devices(
      Works works,
      Phones phones,
      Function<Phone, List<Channel>> channels,
      Map<String, List<String>> queues) {
    this.works = works;
    this.phones = phones;
    this.channels = channels;
    this.queues = queues;
  }

  /** What is so at the start of the PBX is told to nobody. */
  void settle() {
    phones.all().forEach(this::settle);
    queues.keySet().forEach(queue -> toldQueues.put(queue, hasMember(queue)));
  }

  private void settle(Phone phone) {
    phone.toldReachable(phone.isReachable());
    phone.toldState(state(phone));
  }

  /** Something happened to the phone's contacts. */
  void contactsChanged(Phone phone) {
    boolean reachable = phone.isReachable();
    if (reachable != phone.toldReachable()) {
      phone.toldReachable(reachable);
      if (phone.endpoint().technology() == Technology.PJSIP) {
        peer(phone, reachable);
      }
      changed(phone);
    }
  }

  private void peer(Phone phone, boolean reachable) {
    Fields fields =
        Fields.of("ChannelType", phone.endpoint().technology().name())
            .add("Peer", phone.endpoint().device())
            .add("PeerStatus", reachable ? "Reachable" : "Unreachable");
    works.announcer().say("PeerStatus", SYSTEM, fields, "peer " + phone.name());
  }

  /** Something may have changed the phone's state. */
  void changed(Phone phone) {
    DeviceState state = state(phone);
    if (state != phone.toldState()) {
      boolean hintDiffers = state.hint() != phone.toldState().hint();
      phone.toldState(state);
      device(phone.endpoint().device(), state.name());
      if (phone.endpoint().hinted() && hintDiffers) {
        hint(phone, phone.endpoint().device());
      }
      queues.keySet().forEach(this::queueChanged);
    }
  }

  private void device(String device, String state) {
    Fields fields = Fields.of("Device", device).add("State", state);
    works.announcer().say("DeviceStateChange", CALL, fields, "device " + device);
  }

  /**
   * Tells a hint.
   *
   * @param device what it points at; empty while the PBX starts
   */
  void hint(Phone phone, String device) {
    Fields fields =
        Fields.of("Exten", phone.name())
            .add("Context", "pool")
            .add("Hint", device)
            .add("Status", phone.toldState().hint())
            .add("StatusText", phone.toldState().hintText());
    works.announcer().say("ExtensionStatus", CALL, fields, "hint " + phone.name());
  }

  private void queueChanged(String queue) {
    boolean has = hasMember(queue);
    if (has != toldQueues.getOrDefault(queue, false)) {
      toldQueues.put(queue, has);
      device("Queue:" + queue + "_avail", has ? "NOT_INUSE" : "INUSE");
    }
  }

  private boolean hasMember(String queue) {
    return queues.get(queue).stream()
        .flatMap(member -> phones.find(member).stream())
        .anyMatch(phone -> state(phone).canBeCalled());
  }

  DeviceState state(Phone phone) {
    if (!phone.isConfigured()) {
      return DeviceState.INVALID;
    }
    List<Channel> own = channels.apply(phone);
    if (own.isEmpty()) {
      return phone.isReachable() ? DeviceState.NOT_INUSE : DeviceState.UNAVAILABLE;
    }
    return inCall(own);
  }

  private static DeviceState inCall(List<Channel> own) {
    boolean rings = own.stream().anyMatch(each -> each.state() == ChannelState.RINGING);
    boolean talks = own.stream().anyMatch(each -> talks(each.state()));
    if (rings) {
      return talks ? DeviceState.RINGINUSE : DeviceState.RINGING;
    }
    if (own.stream().anyMatch(each -> each.state() == ChannelState.BUSY)) {
      return DeviceState.BUSY;
    }
    return own.stream().allMatch(Channel::isHeld) ? DeviceState.ONHOLD : DeviceState.INUSE;
  }

  private static boolean talks(ChannelState state) {
    return state == ChannelState.UP || state == ChannelState.RING;
  }
}
