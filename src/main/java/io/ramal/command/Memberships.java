package io.ramal.command;

import io.ramal.config.Settings;
import io.ramal.extension.ExtensionName;
import io.ramal.pool.LivePool;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjLongConsumer;
import java.util.stream.Collectors;

/**
 * Applies what the settings say of the extensions of a PBX, each time this process has become its
 * leader. Safe for many threads.
 */
final class Memberships implements ObjLongConsumer<String> {

  private final List<Settings.Pbx> pbxs;
  private final LivePool pool;
  private final Set<String> pending = ConcurrentHashMap.newKeySet();
  private final CountDownLatch applied;

  /** For these PBXs; those whose extensions are left as they are need nothing. */
  Memberships(List<Settings.Pbx> pbxs, LivePool pool) {
    this.pbxs = pbxs.stream().filter(pbx -> pbx.extensions().isPresent()).toList();
    this.pool = pool;
    this.pbxs.forEach(pbx -> pending.add(pbx.name()));
    this.applied = new CountDownLatch(pending.size());
  }

  @Override
  public void accept(String pbx, long epoch) {
    pbxs.stream()
        .filter(each -> each.name().equals(pbx))
        .forEach(
            each -> {
              apply(each, epoch);
              if (pending.remove(pbx)) {
                applied.countDown();
              }
            });
  }

  private void apply(Settings.Pbx pbx, long epoch) {
    pool.configure(pbx.name(), epoch, names(pbx.extensions().orElse(Set.of())), names(pbx.fixed()));
  }

  private static Set<ExtensionName> names(Set<String> extensions) {
    return extensions.stream().map(ExtensionName::new).collect(Collectors.toSet());
  }

  /**
   * Waits until all has been applied, so that a client which comes at once finds its extensions;
   * not for long, as another replica may be the leader.
   */
  void await(Duration patience) {
    try {
      applied.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
