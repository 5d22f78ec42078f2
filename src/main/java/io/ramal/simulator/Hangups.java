package io.ramal.simulator;

import io.ramal.simulator.Answers.Item;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The Hangup action: one channel by its name, or all that a regular expression finds. */
final class Hangups {

  private final SimulatedPbx pbx;

  Hangups(SimulatedPbx pbx) {
    this.pbx = pbx;
  }

  List<Block> hangUp(AmiRequest asked) {
    String name = asked.text("Channel");
    if (name.isEmpty()) {
      return Answers.error(asked, "No channel specified");
    }
    boolean many = name.length() > 1 && name.startsWith("/") && name.endsWith("/");
    return many ? matching(asked, name.substring(1, name.length() - 1)) : exact(asked, name);
  }

  private List<Block> exact(AmiRequest asked, String name) {
    List<Channel> found = found(Pattern.compile(Pattern.quote(name) + "$"));
    if (found.isEmpty()) {
      return Answers.error(asked, "No such channel");
    }
    kill(asked, found);
    return Answers.message(asked, "Channel Hungup");
  }

  private List<Block> matching(AmiRequest asked, String expression) {
    try {
      List<Channel> found = found(Pattern.compile(expression));
      kill(asked, found);
      List<Item> items =
          found.stream()
              .map(each -> new Item("ChannelHungup", Fields.of("Channel", each.name())))
              .toList();
      return Answers.list(
          asked, "Channels hung up will follow", items, "ChannelsHungupListComplete");
    } catch (PatternSyntaxException malformed) {
      return Answers.error(asked, "Regex compile failed on: " + expression);
    }
  }

  private List<Channel> found(Pattern name) {
    return pbx.switchboard().channels().stream()
        .filter(channel -> name.matcher(channel.name()).find())
        .toList();
  }

  private void kill(AmiRequest asked, List<Channel> channels) {
    String cause = asked.text("Cause");
    Cause given = cause.matches("\\d{1,3}") ? Cause.of(Integer.parseInt(cause)) : Cause.NORMAL;
    channels.forEach(channel -> pbx.kill(channel, given));
  }
}
