package io.ramal.doctor;

import io.ramal.pbx.PbxSettings;
import io.ramal.pbx.PbxSight;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Stream;

/**
 * What is wrong with one PBX.
 *
 * @param pbx where it is
 * @param wss where its softphones are told to register
 * @param pool the names of its extensions
 */
record PbxExamination(PbxSettings pbx, String wss, SortedSet<String> pool) {

  private static final String SUBJECT = "pbx ";

  private static final Duration SLOW = Duration.ofMillis(250);
  private static final int OLDEST = 16;
  private static final int NEWEST = 22;

  List<Section> sections(PbxSight sight) {
    return switch (sight) {
      case PbxSight.UnknownHost() -> List.of(section("cannot be reached", List.of(unknownHost())));
      case PbxSight.Unreachable(String why) ->
          List.of(section("cannot be reached", List.of(unreachable(why))));
      case PbxSight.Refused(String why) ->
          List.of(section("refuses the login", List.of(refused(why))));
      case PbxSight.Seen seen -> seen(seen);
    };
  }

  private Section section(String seen, List<Finding> findings) {
    return new Section(SUBJECT + pbx.name(), seen, findings);
  }

  private Finding unknownHost() {
    return Finding.error(
        "ami-host",
        "this machine does not know the name " + pbx.host(),
        "Ramal cannot follow a PBX that it does not find.",
        "AMI_HOST: a name that this machine can resolve, or an address");
  }

  private Finding unreachable(String why) {
    return Finding.error(
        "ami-reachable",
        "no AMI at " + pbx.host() + " port " + pbx.port() + ": " + why,
        "Without the PBX nothing is followed, and no lease expires.",
        "AMI_HOST and AMI_PORT; or manager.conf, [general]: enabled = yes, bindaddr and port; or"
            + " the firewall between them");
  }

  private Finding refused(String why) {
    return Finding.error(
        "ami-login",
        "the PBX refuses user " + pbx.user() + ": " + why,
        "Without a login nothing is followed; the PBX does not say whether the secret or the"
            + " address is wrong, its own log does.",
        pbx.secret().isEmpty()
            ? "AMI_PASS: it is not set; the secret in manager.conf, [" + pbx.user() + "]"
            : "manager.conf, ["
                + pbx.user()
                + "]: secret = the one in AMI_PASS, and permit = the address of this machine");
  }

  private List<Section> seen(PbxSight.Seen seen) {
    var rights = new Rights(pbx.user(), seen);
    var manager = new ManagerFile(pbx.user(), seen.files());
    var endpoints = new Endpoints(pool, seen);
    var pjsip = new PjsipFile(seen.files(), wss);
    return List.of(
        section(connection(seen), link(seen, rights)),
        section(rights.said(), rights.findings()),
        section(manager.said(), manager.findings()),
        section(
            "pool of " + pool.size() + ", " + pjsip.said(),
            Stream.concat(endpoints.findings().stream(), pjsip.findings().stream()).toList()));
  }

  private String connection(PbxSight.Seen seen) {
    String version = seen.version().map(each -> "Asterisk " + each).orElse("Asterisk");
    return "%s at %s:%d, round trip %s, clock %s"
        .formatted(
            version,
            pbx.host(),
            pbx.port(),
            millis(seen.clock().roundTrip()),
            seen.clock().offset().map(Clocks::said).orElse("not told"));
  }

  private static String millis(Duration duration) {
    return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
  }

  private List<Finding> link(PbxSight.Seen seen, Rights rights) {
    return Stream.of(
            seen.version().flatMap(PbxExamination::version),
            notBooted(seen, rights),
            slow(seen.clock().roundTrip()),
            seen.clock().offset().flatMap(this::clock),
            hostName())
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Finding> version(String version) {
    String major = version.replaceAll("\\D.*", "");
    boolean tried =
        major.length() > 3
            || major.isEmpty()
            || (Integer.parseInt(major) >= OLDEST && Integer.parseInt(major) <= NEWEST);
    return tried
        ? Optional.empty()
        : Optional.of(
            Finding.note(
                "asterisk-version",
                "Asterisk " + version + " was not tried with this version of Ramal",
                "Its events may be other ones than those of Asterisk 16 to 22.",
                "rehearse before going live"));
  }

  /** Rights that are too few are told by themselves. */
  private static Optional<Finding> notBooted(PbxSight.Seen seen, Rights rights) {
    boolean explained =
        rights.findings().stream().anyMatch(finding -> finding.check().equals("ami-read"));
    return seen.booted() || explained
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                "ami-fully-booted",
                "FullyBooted did not come after the login",
                "Ramal reads a PBX only when that says that it is up.",
                "wait until the PBX has started; if manager.conf was changed: asterisk -rx"
                    + " 'manager reload'"));
  }

  private static Optional<Finding> slow(Duration roundTrip) {
    return roundTrip.compareTo(SLOW) < 0
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                "ami-round-trip",
                "the PBX takes " + millis(roundTrip) + " to answer a Ping",
                "Every change arrives that late, and a re-read takes many answers.",
                "run Ramal near the PBX"));
  }

  private Optional<Finding> clock(Duration offset) {
    return Clocks.finding("clock-pbx", "the clock of the PBX", offset, "on the PBX");
  }

  /** What a PBX on this machine finds is what we find. */
  private Optional<Finding> hostName() {
    return OwnName.finding(pbx.host());
  }
}
