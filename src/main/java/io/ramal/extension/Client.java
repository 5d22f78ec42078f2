package io.ramal.extension;

/**
 * Who asks for an extension.
 *
 * @param id the {@code X-Client-Id} of one softphone or tab; empty for an anonymous client
 * @param address the address the request came from
 */
public record Client(String id, String address) {

  /** Whether the client gave no id and is known by its address alone. */
  public boolean anonymous() {
    return id.isEmpty();
  }
}
