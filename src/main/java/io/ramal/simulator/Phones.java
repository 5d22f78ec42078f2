package io.ramal.simulator;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** All endpoints, in the order in which they are listed. Belongs to the PBX's thread. */
final class Phones {

  private final Map<String, Phone> byName = new LinkedHashMap<>();

  Phones(Collection<Endpoint> endpoints) {
    endpoints.forEach(this::configure);
  }

  void configure(Endpoint endpoint) {
    Phone known = byName.get(endpoint.name());
    if (known == null || !known.isConfigured()) {
      byName.put(endpoint.name(), new Phone(endpoint));
    } else {
      known.configure(endpoint);
    }
  }

  Optional<Phone> find(String name) {
    return Optional.ofNullable(byName.get(name)).filter(Phone::isConfigured);
  }

  /** What comes of it, where there is such a phone. */
  Outcome on(String name, Function<Phone, Outcome> deed) {
    return find(name).map(deed).orElse(Outcome.UNKNOWN);
  }

  Stream<Phone> all() {
    return byName.values().stream().filter(Phone::isConfigured);
  }

  /** Each contact with its phone. */
  List<Placed> contacts() {
    return all()
        .flatMap(phone -> phone.contacts().stream().map(contact -> new Placed(phone, contact)))
        .toList();
  }

  /** A contact and whose it is. */
  record Placed(Phone phone, Contact contact) {}
}
