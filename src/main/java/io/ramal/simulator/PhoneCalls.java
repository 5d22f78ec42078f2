package io.ramal.simulator;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** What phones do about their calls; where it does not say which, it is the newest. */
final class PhoneCalls {

  private final Phones phones;
  private final Switchboard switchboard;
  private final Calling calling;
  private final Endings endings;
  private final Transfers transfers;

  PhoneCalls(
      Phones phones,
      Switchboard switchboard,
      Calling calling,
      Endings endings,
      Announcer announcer) {
    this.phones = phones;
    this.switchboard = switchboard;
    this.calling = calling;
    this.endings = endings;
    transfers = new Transfers(announcer, switchboard, calling);
  }

  Outcome call(String extension, String number, String password) {
    return phones.on(
        extension,
        phone -> {
          if (!phone.endpoint().opensFor(password)) {
            return Outcome.WRONG_PASSWORD;
          }
          calling.call(phone, number);
          return Outcome.DONE;
        });
  }

  Outcome answer(String extension) {
    return withRinging(extension, calling::answer);
  }

  Outcome reject(String extension) {
    return withRinging(extension, endings::reject);
  }

  private Outcome withRinging(String extension, BiConsumer<Call, Channel> deed) {
    return phones.on(
        extension,
        phone ->
            switchboard.channels(phone).stream()
                .filter(channel -> channel.state() == ChannelState.RINGING)
                .findFirst()
                .map(channel -> done(channel, deed))
                .orElse(Outcome.NOTHING_THERE));
  }

  private Outcome done(Channel channel, BiConsumer<Call, Channel> deed) {
    deed.accept(switchboard.callOf(channel), channel);
    return Outcome.DONE;
  }

  Outcome hangUp(String extension) {
    return phones.on(
        extension,
        phone -> {
          List<Channel> own = switchboard.channels(phone);
          return own.isEmpty() ? Outcome.NOTHING_THERE : done(own.getLast(), endings::hangUp);
        });
  }

  Outcome hangUpChannel(String uniqueid) {
    return switchboard.channels().stream()
        .filter(channel -> channel.uniqueid().equals(uniqueid))
        .findFirst()
        .map(channel -> done(channel, endings::hangUp))
        .orElse(Outcome.NOTHING_THERE);
  }

  Outcome hold(String extension, boolean on) {
    return withBridged(
        extension, channel -> calling.hold(switchboard.callOf(channel), channel, on));
  }

  Outcome transferBlind(String extension, String target) {
    return withBridged(
        extension,
        channel ->
            phones
                .find(target)
                .filter(phone -> transfers.blind(switchboard.callOf(channel), channel, phone))
                .isPresent());
  }

  private Outcome withBridged(String extension, Predicate<Channel> deed) {
    return phones.on(
        extension,
        phone -> {
          List<Channel> own = bridged(phone);
          return !own.isEmpty() && deed.test(own.getLast()) ? Outcome.DONE : Outcome.NOTHING_THERE;
        });
  }

  private List<Channel> bridged(Phone phone) {
    return switchboard.channels(phone).stream()
        .filter(channel -> switchboard.callOf(channel).bridge().isPresent())
        .toList();
  }

  Outcome transferAttended(String extension) {
    return phones.on(
        extension,
        phone -> {
          List<Channel> own = bridged(phone);
          return own.size() > 1 && joined(own.get(own.size() - 2), own.getLast())
              ? Outcome.DONE
              : Outcome.NOTHING_THERE;
        });
  }

  private boolean joined(Channel first, Channel second) {
    return transfers.attended(switchboard.callOf(first), first, switchboard.callOf(second), second);
  }
}
