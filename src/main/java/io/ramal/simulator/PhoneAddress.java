package io.ramal.simulator;

import java.util.regex.Pattern;

/**
 * From where a phone speaks, and as what.
 *
 * @param host an IP address
 * @param userAgent what the phone calls itself
 */
public record PhoneAddress(Transport transport, String host, int port, String userAgent) {

  private static final Pattern HOST = Pattern.compile("[0-9A-Fa-f.:]{2,45}");
  private static final Pattern PRINTABLE = Pattern.compile("[ -~]{0,200}");

  /** Refuses what cannot stand in a line. */
  public PhoneAddress {
    if (!HOST.matcher(host).matches() || port < 1 || port > 65_535) {
      throw new IllegalArgumentException("no address of a phone: " + host + " " + port);
    }
    if (!PRINTABLE.matcher(userAgent).matches()) {
      throw new IllegalArgumentException("a user agent is up to 200 printable characters");
    }
  }

  /** A softphone on this machine, over UDP. */
  public static PhoneAddress udp(int port) {
    return new PhoneAddress(Transport.UDP, "127.0.0.1", port, "simulated-phone");
  }

  /** A page in a browser on this machine. */
  public static PhoneAddress wss(int port) {
    return new PhoneAddress(Transport.WSS, "127.0.0.1", port, "simulated-page");
  }

  /** The contact's URI; a page names a host that does not exist, which Asterisk keeps in it. */
  String uri(String endpoint) {
    String uri = "sip:" + endpoint + "@" + address() + transport.parameter();
    return transport == Transport.WSS
        ? uri + ";x-ast-orig-host=" + Md5.hex(uri).substring(0, 12) + ".invalid:0"
        : uri;
  }

  String address() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
