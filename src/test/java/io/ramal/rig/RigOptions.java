package io.ramal.rig;

/**
 * How a PBX of {@link AsteriskRig} is set up.
 *
 * @param kind which Asterisk it is
 * @param pool plain SIP endpoints, {@code 3000-3009,agent-7}
 * @param webrtc endpoints with webrtc=yes, in the same form
 * @param qualifySeconds an OPTIONS to each contact every so many seconds, 0 for never
 * @param maxContacts clients an extension can have at a time; one more replaces the oldest
 * @param expiryCheckSeconds expired contacts are looked for every so many seconds
 * @param sipPassword of all extensions
 * @param amiSecret of all AMI users
 */
public record RigOptions(
    PbxKind kind,
    String pool,
    String webrtc,
    int qualifySeconds,
    int maxContacts,
    int expiryCheckSeconds,
    String sipPassword,
    String amiSecret) {

  /** 3000-3009 and 3100-3104, no qualify, one contact, expiry looked for every second. */
  public static final RigOptions DEFAULT =
      new RigOptions(PbxKind.ASTERISK_22, "3000-3009", "3100-3104", 0, 1, 1, "secret", "amisecret");

  public RigOptions withKind(PbxKind other) {
    return new RigOptions(
        other,
        pool,
        webrtc,
        qualifySeconds,
        maxContacts,
        expiryCheckSeconds,
        sipPassword,
        amiSecret);
  }

  public RigOptions withPool(String list) {
    return new RigOptions(
        kind,
        list,
        webrtc,
        qualifySeconds,
        maxContacts,
        expiryCheckSeconds,
        sipPassword,
        amiSecret);
  }

  public RigOptions withWebrtc(String list) {
    return new RigOptions(
        kind, pool, list, qualifySeconds, maxContacts, expiryCheckSeconds, sipPassword, amiSecret);
  }

  public RigOptions withQualifySeconds(int seconds) {
    return new RigOptions(
        kind, pool, webrtc, seconds, maxContacts, expiryCheckSeconds, sipPassword, amiSecret);
  }

  public RigOptions withMaxContacts(int contacts) {
    return new RigOptions(
        kind, pool, webrtc, qualifySeconds, contacts, expiryCheckSeconds, sipPassword, amiSecret);
  }

  public RigOptions withExpiryCheckSeconds(int seconds) {
    return new RigOptions(
        kind, pool, webrtc, qualifySeconds, maxContacts, seconds, sipPassword, amiSecret);
  }

  public RigOptions withAmiSecret(String secret) {
    return new RigOptions(
        kind, pool, webrtc, qualifySeconds, maxContacts, expiryCheckSeconds, sipPassword, secret);
  }

  public RigOptions withSipPassword(String password) {
    return new RigOptions(
        kind, pool, webrtc, qualifySeconds, maxContacts, expiryCheckSeconds, password, amiSecret);
  }
}
