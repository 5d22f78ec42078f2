package io.ramal.e2e;

import io.ramal.extension.Client;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.Origin;
import io.ramal.extension.Source;
import io.ramal.history.HistoryEntry;
import io.ramal.history.HistoryFilter;
import io.ramal.history.HistoryReader;
import io.ramal.pool.LivePool;
import io.ramal.pool.PoolReader;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

final class RamalClient {
  private final LivePool pool;
  private final PoolReader reader;
  private final HistoryReader history;

  RamalClient(LivePool pool, PoolReader reader, HistoryReader history) {
    this.pool = pool;
    this.reader = reader;
    this.history = history;
  }

  Optional<String> free(String id) {
    return pool.allocate(new Client(id, "127.0.0.1"), new Origin(Source.API, id, "r", "127.0.0.1"))
        .map(ExtensionName::value);
  }

  void release(String e) {
    pool.release(new ExtensionName(e), new Origin(Source.API, "", "r", "127.0.0.1"));
  }

  String state(String e) {
    return reader.states().get(new ExtensionName(e)).word();
  }

  Extension extension(String e) {
    return reader.extension(new ExtensionName(e)).orElseThrow();
  }

  List<HistoryEntry> entries(String e) {
    return history
        .page(new ExtensionName(e), HistoryFilter.ALL, OptionalLong.empty(), 500)
        .reversed();
  }

  List<String> events(String e) {
    return entries(e).stream().map(x -> x.event().word()).toList();
  }
}
