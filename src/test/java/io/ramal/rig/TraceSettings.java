package io.ramal.rig;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** How a {@link TraceServer} behaves; a test may change it at any time. */
final class TraceSettings {

  /** What an MD5 login is challenged with. */
  static final String CHALLENGE = "472891392";

  private volatile TraceServer.Filters filters = TraceServer.Filters.HONOURED;
  private volatile String privileges = "all";
  private volatile String user = "ramal";
  private volatile String secret = "amisecret";
  private volatile boolean asterisk16;

  void filters(TraceServer.Filters newFilters) {
    filters = newFilters;
  }

  void privileges(String classes) {
    privileges = classes;
  }

  void credentials(String newUser, String newSecret) {
    user = newUser;
    secret = newSecret;
  }

  void asterisk16() {
    asterisk16 = true;
  }

  boolean ignoresFilters() {
    return filters == TraceServer.Filters.IGNORED;
  }

  /** Whether MatchCriteria does what it says. */
  boolean matchesNames() {
    return !asterisk16;
  }

  boolean mayRead(Trace.Entry event) {
    return EventFilters.inMask(event, privileges);
  }

  Map<String, String> version() {
    return asterisk16
        ? Map.of("AMIversion", "5.0.4", "AsteriskVersion", "16.28.0~dfsg-0+deb11u4")
        : Map.of("AMIversion", "11.0.0", "AsteriskVersion", "22.10.1+dfsg+~cs6.17.60671434-1");
  }

  /** Whether a Login names the user and proves that it knows the secret. */
  boolean accepts(Request request) {
    boolean right =
        request.field("AuthType").equalsIgnoreCase("MD5")
            ? request.field("Key").equals(md5(CHALLENGE + secret))
            : request.field("Secret").equals(secret);
    return right && request.field("Username").equals(user);
  }

  private static String md5(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
