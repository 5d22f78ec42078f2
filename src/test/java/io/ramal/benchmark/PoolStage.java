package io.ramal.benchmark;

import io.ramal.database.Database;
import io.ramal.extension.Client;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.Origin;
import io.ramal.extension.Policy;
import io.ramal.extension.Source;
import io.ramal.history.HistoryChain;
import io.ramal.pool.FakeLinks;
import io.ramal.pool.LivePool;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The pool without HTTP, on this database and with this chain. */
final class PoolStage implements Stage {

  private static final String PBX = "default";
  private static final Policy POLICY =
      new Policy(Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(60));

  private final Database database;
  private final LivePool pool;

  PoolStage(Database database, HistoryChain chain) {
    this.database = database;
    this.pool = new LivePool(database, chain, POLICY, Optional.empty());
    database.inTransaction(
        transaction ->
            transaction.update("INSERT INTO pbx (pbx, epoch) VALUES (?, ?)", PBX, FakeLinks.EPOCH));
    pool.start(new FakeLinks());
    pool.configure(PBX, FakeLinks.EPOCH, extensions(), Set.of());
  }

  private static Set<ExtensionName> extensions() {
    return IntStream.range(1000, 1000 + Benchmark.EXTENSIONS)
        .mapToObj(number -> new ExtensionName(String.valueOf(number)))
        .collect(Collectors.toSet());
  }

  @Override
  public Load.Cycle client() {
    return this::cycle;
  }

  private void cycle() {
    ExtensionName extension = pool.allocate(new Client("", "127.0.0.1"), origin()).orElseThrow();
    pool.release(extension, origin());
  }

  private static Origin origin() {
    return new Origin(Source.API, "", UUID.randomUUID().toString(), "127.0.0.1");
  }

  @Override
  public void close() {
    pool.close();
    database.close();
  }
}
