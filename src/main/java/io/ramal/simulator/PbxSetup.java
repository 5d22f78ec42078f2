package io.ramal.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How the PBX is configured.
 *
 * @param endpoints in the order in which lists have them
 * @param queues the members of each queue, endpoints; a queue is told as a device
 * @param expiryCheck how often expired registrations are looked for
 * @param timestampEvents whether events carry the time
 * @param writeTimeout how long a session's reader may be slow before it is cut off
 * @param pileUp how often, from 0 to 1, the events of a change wait until a session has answered
 *     its next action, so that they come after a list that is newer than they are
 * @param outputs what Command answers, by the command line asked for
 */
public record PbxSetup(
    AsteriskVersion version,
    List<Endpoint> endpoints,
    List<AmiUser> users,
    Map<String, List<String>> queues,
    Duration expiryCheck,
    boolean timestampEvents,
    Duration writeTimeout,
    double pileUp,
    Map<String, String> outputs) {

  private static final Duration EXPIRY_CHECK = Duration.ofSeconds(30);
  private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(5);

  /** Copies the lists. */
  public PbxSetup {
    endpoints = List.copyOf(endpoints);
    users = List.copyOf(users);
    queues = Map.copyOf(queues);
    outputs = Map.copyOf(outputs);
    if (!expiryCheck.isPositive() || pileUp < 0 || pileUp > 1) {
      throw new IllegalArgumentException("expiryCheck is positive, pileUp is from 0 to 1");
    }
  }

  /** Asterisk 22 with these endpoints, the trunk and these users; the rest as Asterisk has it. */
  public static PbxSetup of(List<Endpoint> endpoints, AmiUser... users) {
    List<Endpoint> all =
        Stream.concat(endpoints.stream(), Stream.of(Endpoint.named(Endpoint.TRUNK))).toList();
    return new PbxSetup(
        AsteriskVersion.ASTERISK_22,
        all,
        List.of(users),
        Map.of(),
        EXPIRY_CHECK,
        true,
        WRITE_TIMEOUT,
        0,
        Map.of());
  }

  /** The same with exactly these endpoints, in this order. */
  public PbxSetup endpoints(List<Endpoint> others) {
    return new PbxSetup(
        version,
        others,
        users,
        queues,
        expiryCheck,
        timestampEvents,
        writeTimeout,
        pileUp,
        outputs);
  }

  /** The same as another version. */
  public PbxSetup version(AsteriskVersion other) {
    return new PbxSetup(
        other,
        endpoints,
        users,
        queues,
        expiryCheck,
        timestampEvents,
        writeTimeout,
        pileUp,
        outputs);
  }

  /** The same with these queues. */
  public PbxSetup queues(Map<String, List<String>> members) {
    return new PbxSetup(
        version,
        endpoints,
        users,
        members,
        expiryCheck,
        timestampEvents,
        writeTimeout,
        pileUp,
        outputs);
  }

  /** The same with another {@code contact_expiration_check_interval}. */
  public PbxSetup expiryCheck(Duration interval) {
    return new PbxSetup(
        version,
        endpoints,
        users,
        queues,
        interval,
        timestampEvents,
        writeTimeout,
        pileUp,
        outputs);
  }

  /** The same with {@code timestampevents=no}. */
  public PbxSetup withoutTimestamps() {
    return new PbxSetup(
        version, endpoints, users, queues, expiryCheck, false, writeTimeout, pileUp, outputs);
  }

  /** The same with another {@code writetimeout}. */
  public PbxSetup writeTimeout(Duration timeout) {
    return new PbxSetup(
        version, endpoints, users, queues, expiryCheck, timestampEvents, timeout, pileUp, outputs);
  }

  /** The same with events that come late as often as this. */
  public PbxSetup pileUp(double rate) {
    return new PbxSetup(
        version,
        endpoints,
        users,
        queues,
        expiryCheck,
        timestampEvents,
        writeTimeout,
        rate,
        outputs);
  }

  /** The same with these answers to Command. */
  public PbxSetup outputs(Map<String, String> byCommand) {
    return new PbxSetup(
        version,
        endpoints,
        users,
        queues,
        expiryCheck,
        timestampEvents,
        writeTimeout,
        pileUp,
        byCommand);
  }
}
