package io.ramal.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The PBXs: those of the list {@code pbx:}, or else the one that single names describe. */
record Pbxs(Values values, NameList names, List<String> problems) {

  private static final String DEFAULT_NAME = "default";
  private static final int AMI_PORT = 5038;
  private static final String AMI_USER = "ramal";
  private static final SortedSet<String> NOBODY = new TreeSet<>();
  private static final List<String> FIELDS =
      List.of("name", "host", "port", "user", "password", "wss", "extensions", "fixed");

  /** The one PBX of {@code AMI_HOST}, {@code EXTENSIONS} and their like. */
  Settings.Pbx one() {
    String host = values.read(Key.AMI_HOST, "", Meanings::host);
    Optional<SortedSet<String>> pool = values.optional(Key.EXTENSIONS.name(), NOBODY, names);
    Optional<SortedSet<String>> fixed = values.optional(Key.FIXED_EXTENSIONS.name(), NOBODY, names);
    refuseFixedAlone("FIXED_EXTENSIONS needs EXTENSIONS", pool, fixed);
    return new Settings.Pbx(
        DEFAULT_NAME,
        host,
        values.read(Key.AMI_PORT, AMI_PORT, Meanings::port),
        values.read(Key.AMI_USER, AMI_USER, Meanings::oneLine),
        values.read(Key.AMI_PASS, Secret.NONE, Meanings::secret),
        wss(host),
        together(pool, fixed),
        fixed.orElse(NOBODY));
  }

  /** The address that is set, or else the one at which Asterisk itself listens. */
  private String wss(String host) {
    String known = host.isEmpty() ? "localhost" : host;
    String literal = known.contains(":") && !known.startsWith("[") ? "[" + known + "]" : known;
    return values.read(Key.WSS_URL, "wss://" + literal + ":8089/ws", Meanings::webSocketUrl);
  }

  private void refuseFixedAlone(
      String complaint, Optional<SortedSet<String>> pool, Optional<SortedSet<String>> fixed) {
    if (pool.isEmpty() && fixed.isPresent()) {
      problems.add(
          complaint
              + " beside it: without it the pool is left as it is; to have hardphones only, set"
              + " both to the same list");
    }
  }

  private static Optional<Set<String>> together(
      Optional<SortedSet<String>> pool, Optional<SortedSet<String>> fixed) {
    return pool.map(
        some -> {
          var all = new TreeSet<>(some);
          all.addAll(fixed.orElse(NOBODY));
          return all;
        });
  }

  /** The PBXs of the list in this file. */
  List<Settings.Pbx> listed(Layer file) {
    refuseSingleNames(file);
    List<Settings.Pbx> pbxs =
        IntStream.range(0, file.pbxs().size())
            .mapToObj(i -> pbx(file.where() + ", pbx " + (i + 1), file.pbxs().get(i)))
            .toList();
    refuseTwins(pbxs);
    return pbxs;
  }

  private void refuseSingleNames(Layer file) {
    Stream.of(Key.values())
        .filter(Key::ofOnePbx)
        .flatMap(key -> values.find(key.name()).stream())
        .filter(found -> !found.where().equals(SettingsReader.DEFAULT))
        .map(found -> found.name() + " (" + found.where() + "): put it into the list pbx: of ")
        .forEach(complaint -> problems.add(complaint + file.where() + ", which is used instead"));
  }

  private Settings.Pbx pbx(String where, Map<String, String> fields) {
    fields.keySet().stream()
        .filter(field -> !FIELDS.contains(field))
        .forEach(field -> problems.add(Names.unknown(field, where, FIELDS)));
    var entry = new Values(List.of(Layer.of(where, fields)), Set.of("password"), problems);
    String host = entry.required("host", "", Meanings::host);
    Optional<SortedSet<String>> pool = entry.optional("extensions", NOBODY, names);
    Optional<SortedSet<String>> fixed = entry.optional("fixed", NOBODY, names);
    refuseFixedAlone(where + ": \"fixed\" needs \"extensions\"", pool, fixed);
    return new Settings.Pbx(
        entry.required("name", "", Meanings::name),
        host,
        entry.optional("port", AMI_PORT, Meanings::port).orElse(AMI_PORT),
        entry.optional("user", AMI_USER, Meanings::oneLine).orElse(AMI_USER),
        entry.optional("password", Secret.NONE, Meanings::secret).orElse(Secret.NONE),
        entry.optional("wss", "", Meanings::webSocketUrl).orElseGet(() -> wss(host)),
        together(pool, fixed),
        fixed.orElse(NOBODY));
  }

  private void refuseTwins(List<Settings.Pbx> pbxs) {
    var pbxNames = new HashSet<String>();
    var owners = new HashMap<String, String>();
    for (Settings.Pbx pbx : pbxs) {
      if (!pbx.name().isEmpty() && !pbxNames.add(pbx.name())) {
        problems.add("pbx: two are named " + pbx.name() + "; give each a name of its own");
      }
      refuseShared(pbx, owners);
    }
  }

  private void refuseShared(Settings.Pbx pbx, Map<String, String> owners) {
    for (String name : pbx.extensions().orElse(Set.of())) {
      String other = owners.putIfAbsent(name, pbx.name());
      if (other != null) {
        problems.add("pbx: " + name + " is on " + other + " and on " + pbx.name());
        return;
      }
    }
  }
}
