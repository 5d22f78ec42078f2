package io.ramal.rig;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A recorded AMI stream, block by block, without the greeting. */
public record Trace(String name, List<Entry> entries) {

  /** A block: its text with the empty line that ends it, and when it came after the beginning. */
  public record Entry(Duration at, String text, AmiBlock block) {

    byte[] bytes() {
      return text.getBytes(UTF_8);
    }

    Optional<Instant> timestamp() {
      return block.find("Timestamp").map(Trace::instant);
    }
  }

  public Trace {
    entries = List.copyOf(entries);
  }

  public List<AmiBlock> blocks() {
    return entries.stream().map(Entry::block).toList();
  }

  /**
   * What happened on the PBX meanwhile; answers, list items and the login's FullyBooted are not.
   */
  public List<Entry> live() {
    return entries.stream().filter(entry -> entry.block().isLive()).toList();
  }

  /** Recorded while the PBX was starting: FullyBooted came later than the login. */
  boolean isBooting() {
    return live().stream().anyMatch(entry -> entry.block().isEvent("FullyBooted"));
  }

  boolean endsWithShutdown() {
    List<Entry> live = live();
    return !live.isEmpty() && live.getLast().block().isEvent("Shutdown");
  }

  /** An AMI time, seconds and micros since 1970. */
  static Instant instant(String timestamp) {
    int dot = timestamp.indexOf('.');
    long micros = Long.parseLong((timestamp.substring(dot + 1) + "000000").substring(0, 6));
    return Instant.ofEpochSecond(Long.parseLong(timestamp.substring(0, dot)), micros * 1000);
  }

  static String timestamp(Instant instant) {
    return "%d.%06d".formatted(instant.getEpochSecond(), instant.getNano() / 1000);
  }
}
