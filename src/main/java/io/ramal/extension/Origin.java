package io.ramal.extension;

/**
 * On whose account a change is written; a text is empty when it does not apply.
 *
 * @param source where the change came from
 * @param actor who asked for it: the {@code X-Client-Id}, or the name of an API key
 * @param requestId the id of the REST request
 * @param clientAddress the address the request came from
 */
public record Origin(Source source, String actor, String requestId, String clientAddress) {

  /** A change that nobody asked for over REST. */
  public static Origin of(Source source) {
    return new Origin(source, "", "", "");
  }
}
