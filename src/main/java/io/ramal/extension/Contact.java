package io.ramal.extension;

import java.time.Instant;

/**
 * One registered contact of an extension.
 *
 * @param uri the contact URI exactly as the PBX reports it: the key within the extension
 * @param status the PBX's word for it, such as {@code NonQualified}, {@code Reachable}, {@code
 *     Unreachable}; a contact that is unreachable is still registered
 * @param userAgent the SIP User-Agent, empty while unknown (no event carries it, only lists do)
 * @param since when Ramal first recorded it, by the database's clock
 */
public record Contact(String uri, String status, String userAgent, Instant since) {

  /** Throws IllegalArgumentException when the URI is empty. */
  public Contact {
    if (uri.isEmpty()) {
      throw new IllegalArgumentException("a contact needs a URI");
    }
  }

  Contact described(String newStatus, String newUserAgent) {
    return new Contact(uri, newStatus, newUserAgent.isEmpty() ? userAgent : newUserAgent, since);
  }
}
