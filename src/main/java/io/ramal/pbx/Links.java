package io.ramal.pbx;

import io.ramal.database.Database;
import io.ramal.extension.ExtensionName;
import io.ramal.history.LinkHistory;
import io.ramal.pool.OverdueLease;
import io.ramal.pool.PbxLinks;
import io.ramal.pool.Signals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ObjLongConsumer;

/** The door of this room: the links to all PBXs of the settings. Safe for many threads. */
public final class Links implements PbxLinks, AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final World world;
  private final Map<String, Leadership> leaderships = new LinkedHashMap<>();
  private final List<Thread> threads = new ArrayList<>();

  /**
   * Links at rest; {@link #start} sets them to work.
   *
   * @param pbxs each with a name of its own
   * @param database where leaderships are kept
   * @param signals where they put what they hear
   * @param replica name of this process among those that share the database
   * @param history where their lives are recorded
   * @param onLeading told the name of a PBX and the epoch each time this process has become its
   *     leader, before it connects; tried again when it throws
   * @throws IllegalArgumentException when two PBXs have one name
   */
  public Links(
      List<PbxSettings> pbxs,
      LinkTimes times,
      Database database,
      Signals signals,
      String replica,
      LinkHistory history,
      ObjLongConsumer<String> onLeading) {
    this(new RealWorld(), pbxs, times, database, signals, replica, history, onLeading);
  }

  /** The same in another world. */
  Links(
      World world,
      List<PbxSettings> pbxs,
      LinkTimes times,
      Database database,
      Signals signals,
      String replica,
      LinkHistory history,
      ObjLongConsumer<String> onLeading) {
    this.world = world;
    var all =
        new Surroundings(
            world,
            times,
            database,
            signals,
            replica,
            history,
            onLeading,
            new AtomicLong()::incrementAndGet);
    for (PbxSettings pbx : pbxs) {
      if (leaderships.put(pbx.name(), new Leadership(all, pbx)) != null) {
        throw new IllegalArgumentException("two PBXs are named " + pbx.name());
      }
    }
  }

  /** Tries to lead each PBX, and links to those that it leads, for ever. Call it once. */
  public void start() {
    leaderships.forEach(
        (name, leadership) -> threads.add(world.start("pbx-leadership-" + name, leadership)));
  }

  /** Each link, in the order of the settings, whichever replica has it. */
  public List<LinkView> views() {
    return leaderships.values().stream().map(Leadership::view).toList();
  }

  /** Whether some replica is logged in, on every PBX. */
  public boolean amiConnected() {
    return views().stream().allMatch(LinkView::connected);
  }

  /** Attempts to connect since links were lost, of all PBXs. */
  public long reconnectAttempts() {
    return views().stream().mapToLong(LinkView::reconnectAttempts).sum();
  }

  private Optional<Leadership> leadership(String pbx) {
    return Optional.ofNullable(leaderships.get(pbx));
  }

  private Optional<Led> led(String pbx) {
    return leadership(pbx).flatMap(Leadership::led);
  }

  @Override
  public boolean synced(String pbx) {
    return leadership(pbx).map(Leadership::view).filter(LinkView::synced).isPresent();
  }

  @Override
  public boolean connected(String pbx) {
    return leadership(pbx).map(Leadership::view).filter(LinkView::connected).isPresent();
  }

  @Override
  public boolean syncedHere(String pbx) {
    return led(pbx).filter(led -> led.state().isSynced()).isPresent();
  }

  @Override
  public OptionalLong leadingEpoch(String pbx) {
    return led(pbx).map(led -> OptionalLong.of(led.epoch())).orElseGet(OptionalLong::empty);
  }

  @Override
  public void ping(String pbx, List<OverdueLease> leases) {
    led(pbx).ifPresent(led -> led.link().ping(leases));
  }

  @Override
  public void recheck(String pbx, ExtensionName extension) {
    led(pbx).ifPresent(led -> led.link().recheck(extension));
  }

  @Override
  public void mustReread(String pbx, String why) {
    led(pbx).ifPresent(led -> led.link().mustReread(why));
  }

  @Override
  public void deposed(String pbx, long epoch) {
    leadership(pbx).ifPresent(leadership -> leadership.deposed(epoch));
  }

  /** Takes leave of every PBX and gives up every leadership, so that others can have it at once. */
  @Override
  public void close() {
    leaderships.values().forEach(Leadership::close);
    try {
      for (Thread thread : threads) {
        thread.join(PATIENCE);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
