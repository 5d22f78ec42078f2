package io.ramal.pbx;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one look at a PBX has shown. Nothing in it is secret. */
public sealed interface PbxSight {

  /** The name of its host is not known here. */
  record UnknownHost() implements PbxSight {}

  /**
   * There is no connection, or it broke during the look.
   *
   * @param why in the words of the network
   */
  record Unreachable(String why) implements PbxSight {}

  /**
   * It does not let the user in.
   *
   * @param why in the words of the PBX, which does not tell a wrong secret from a wrong address
   */
  record Refused(String why) implements PbxSight {}

  /**
   * It let the user in.
   *
   * @param version of Asterisk; empty when the user may not ask for it
   * @param booted whether FullyBooted came: the PBX is up, and the user may read class system
   * @param clock its clock and its distance
   * @param actions what the user may do, each with the classes of which one is enough
   * @param files what the configuration files say, where the user may read them
   * @param endpoints every endpoint and peer by name; empty when they cannot be listed
   * @param pool how those that were asked for are set up, where PJSIP has them
   */
  record Seen(
      Optional<String> version,
      boolean booted,
      Clock clock,
      Map<String, Set<String>> actions,
      Files files,
      Optional<Set<String>> endpoints,
      Map<String, Endpoint> pool)
      implements PbxSight {

    /** Copies the collections. */
    public Seen {
      actions = Map.copyOf(actions);
      endpoints = endpoints.map(Set::copyOf);
      pool = Map.copyOf(pool);
    }
  }

  /**
   * Taken from the quickest of a few Pings.
   *
   * @param roundTrip from the question to the answer
   * @param offset the PBX's clock minus this machine's; empty when the PBX does not tell its time
   */
  record Clock(Duration roundTrip, Optional<Duration> offset) {}

  /**
   * Settings by their name in small letters, as they stand in the files; what was changed since the
   * last reload is not in force yet. Empty where the user may not read a file or there is none; an
   * empty map where it has no such section.
   *
   * @param general manager.conf, {@code [general]}
   * @param user manager.conf, the section of the user; never its secret
   * @param pjsip pjsip.conf, the section with {@code type=global}
   * @param transports pjsip.conf, the protocols of the sections with {@code type=transport}
   */
  record Files(
      Optional<Map<String, String>> general,
      Optional<Map<String, String>> user,
      Optional<Map<String, String>> pjsip,
      Optional<Set<String>> transports) {}

  /**
   * A PJSIP endpoint as it is in force.
   *
   * @param rewriteContact {@code rewrite_contact}
   * @param aors where it can register
   */
  record Endpoint(boolean rewriteContact, List<Aor> aors) {

    /** Copies the list. */
    public Endpoint {
      aors = List.copyOf(aors);
    }
  }

  /**
   * An address of record as it is in force.
   *
   * @param name its section in pjsip.conf
   * @param maxContacts {@code max_contacts}
   * @param removeExisting {@code remove_existing}
   * @param qualifyFrequency {@code qualify_frequency} in seconds; 0 for never
   */
  record Aor(String name, int maxContacts, boolean removeExisting, int qualifyFrequency) {}
}
