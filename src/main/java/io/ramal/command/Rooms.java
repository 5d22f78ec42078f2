package io.ramal.command;

import io.ramal.config.Settings;
import io.ramal.database.DatabaseSettings;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.Policy;
import io.ramal.http.HttpSettings;
import io.ramal.pbx.LinkTimes;
import io.ramal.pbx.PbxSettings;
import io.ramal.pool.Credentials;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The settings as each room wants them. */
record Rooms(Settings settings) {

  private static final int CONNECTIONS = 12;

  DatabaseSettings database() {
    var access = settings.database();
    return new DatabaseSettings(
        access.url(),
        access.user(),
        access.password().value(),
        access.migrateUser(),
        access.migratePassword().value(),
        CONNECTIONS);
  }

  Policy policy() {
    var leases = settings.leases();
    return new Policy(leases.ttl(), leases.reconnectGrace(), leases.restartGrace());
  }

  LinkTimes linkTimes() {
    return LinkTimes.of(settings.links().pingInterval(), settings.links().resyncInterval());
  }

  List<PbxSettings> pbxs() {
    return settings.pbxs().stream()
        .map(
            pbx ->
                new PbxSettings(
                    pbx.name(), pbx.host(), pbx.port(), pbx.user(), pbx.password().value()))
        .toList();
  }

  HttpSettings http() {
    var http = settings.http();
    return new HttpSettings(http.host(), http.port(), http.origins());
  }

  /** What a client needs to register; an extension's PBX is known to the pool. */
  Credentials credentials(Function<ExtensionName, Optional<String>> pbxOf) {
    Map<String, String> wss =
        settings.pbxs().stream().collect(Collectors.toMap(Settings.Pbx::name, Settings.Pbx::wss));
    String first = settings.pbxs().getFirst().wss();
    return new SettingsCredentials(
        settings.passwords(), name -> pbxOf.apply(name).map(wss::get).orElse(first));
  }

  private record SettingsCredentials(
      Settings.Passwords passwords, Function<ExtensionName, String> addresses)
      implements Credentials {

    @Override
    public String password(ExtensionName extension) {
      return passwords.of(extension.value()).value();
    }

    @Override
    public String wss(ExtensionName extension) {
      return addresses.apply(extension);
    }
  }
}
