package io.ramal.rig;

/**
 * What a phone needs to know.
 *
 * @param port of the PBX, for this transport
 * @param source the phone's own address, any of 127.0.0.0/8
 */
public record PhoneAccount(
    String extension, String password, Transport transport, int port, String source) {

  public PhoneAccount withPassword(String other) {
    return new PhoneAccount(extension, other, transport, port, source);
  }

  public PhoneAccount withSource(String address) {
    return new PhoneAccount(extension, password, transport, port, address);
  }
}
