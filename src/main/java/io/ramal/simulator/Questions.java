package io.ramal.simulator;

import io.ramal.simulator.Answers.Item;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** Answers what a session asks of the PBX. */
final class Questions {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final SimulatedPbx pbx;

  Questions(SimulatedPbx pbx) {
    this.pbx = pbx;
  }

  List<Block> answer(AmiRequest asked) {
    boolean loaded = pbx.power().phase() != Power.Phase.BOOTING;
    return switch (asked.actionKey()) {
      case "ping" -> ping(asked);
      case "coresettings" -> Answers.success(asked, settings());
      case "corestatus" -> Answers.success(asked, status());
      case "coreshowchannels" -> channels(asked);
      case "hangup" -> new Hangups(pbx).hangUp(asked);
      case "reload" -> reload(asked);
      default -> loaded ? new PhoneLists(pbx).answer(asked) : Answers.unknown(asked);
    };
  }

  private List<Block> ping(AmiRequest asked) {
    String now = PbxClock.text(pbx.works().clock().reading());
    return Answers.success(asked, Fields.of("Ping", "Pong").add("Timestamp", now));
  }

  private Fields settings() {
    AsteriskVersion version = pbx.setup().version();
    return Fields.of("AMIversion", version.protocol())
        .add("AsteriskVersion", version.release())
        .add("SystemName", "")
        .add("CoreMaxCalls", 0)
        .add("CoreMaxLoadAvg", "0.000000")
        .add("CoreRunUser", "")
        .add("CoreRunGroup", "")
        .add("CoreMaxFilehandles", 0)
        .add("CoreRealTimeEnabled", "No")
        .add("CoreCDRenabled", "No")
        .add("CoreHTTPenabled", "No")
        .add("SoundsSearchCustomDir", "No");
  }

  private Fields status() {
    LocalDateTime booted = LocalDateTime.ofInstant(pbx.power().booted(), ZoneOffset.UTC);
    LocalDateTime reloaded = LocalDateTime.ofInstant(pbx.power().reloaded(), ZoneOffset.UTC);
    return Fields.of("CoreStartupDate", booted.toLocalDate())
        .add("CoreStartupTime", TIME.format(booted))
        .add("CoreReloadDate", reloaded.toLocalDate())
        .add("CoreReloadTime", TIME.format(reloaded))
        .add("CoreCurrentCalls", pbx.switchboard().calls().size())
        .add("CoreProcessedCalls", pbx.switchboard().processed());
  }

  private List<Block> channels(AmiRequest asked) {
    List<Item> items =
        pbx.switchboard().channels().stream()
            .map(channel -> new Item("CoreShowChannel", fields(channel)))
            .toList();
    return Answers.list(asked, "Channels will follow", items, "CoreShowChannelsComplete");
  }

  private Fields fields(Channel channel) {
    Duration age = Duration.between(channel.since(), pbx.works().clock().now());
    Optional<Bridge> bridge = pbx.switchboard().callOf(channel).bridge();
    return channel
        .fields("")
        .add("Application", channel.application())
        .add("ApplicationData", "")
        .add(
            "Duration",
            "%02d:%02d:%02d".formatted(age.toHours(), age.toMinutesPart(), age.toSecondsPart()))
        .add("BridgeId", bridge.map(Bridge::id).orElse(""));
  }

  private List<Block> reload(AmiRequest asked) {
    String module = asked.text("Module");
    pbx.reload(module.isEmpty() ? Optional.empty() : Optional.of(module));
    return Answers.message(asked, "Module Reloaded");
  }
}
