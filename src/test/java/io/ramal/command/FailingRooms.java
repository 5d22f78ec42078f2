package io.ramal.command;

import io.ramal.extension.Client;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.Origin;
import io.ramal.extension.State;
import io.ramal.history.HistoryRoutes;
import io.ramal.http.Routes;
import io.ramal.pbx.PbxRoutes;
import io.ramal.pool.AmiStatus;
import io.ramal.pool.Credentials;
import io.ramal.pool.ExtensionRoutes;
import io.ramal.pool.Pool;
import io.ramal.pool.PoolRoutes;
import io.ramal.pool.PoolView;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * Rooms of which every one fails, in a way that a real one cannot be brought to at will.
 *
 * @param failure what each throws
 */
record FailingRooms(Supplier<RuntimeException> failure) implements Pool, PoolView, Credentials {

  Routes[] rooms() {
    return new Routes[] {
      new PoolRoutes(this, this, this, () -> new AmiStatus(false, 0)),
      new ExtensionRoutes(this),
      new HistoryRoutes(
          (_, _, _, _) -> {
            throw failure.get();
          },
          _ -> true),
      new PbxRoutes(
          () -> {
            throw failure.get();
          })
    };
  }

  @Override
  public Optional<ExtensionName> allocate(Client client, Origin origin) {
    throw failure.get();
  }

  @Override
  public boolean release(ExtensionName extension, Origin origin) {
    throw failure.get();
  }

  @Override
  public int reset(Origin origin) {
    throw failure.get();
  }

  @Override
  public SortedMap<ExtensionName, State> states() {
    throw failure.get();
  }

  @Override
  public List<Extension> extensions(Filter filter, Optional<ExtensionName> after, int limit) {
    throw failure.get();
  }

  @Override
  public Optional<Extension> extension(ExtensionName name) {
    throw failure.get();
  }

  @Override
  public String password(ExtensionName extension) {
    return "";
  }

  @Override
  public String wss(ExtensionName extension) {
    return "";
  }
}
