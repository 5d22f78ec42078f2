package io.ramal.http;

/**
 * One call that the server takes.
 *
 * @param method {@code GET} or {@code POST}; a safe GET answers HEAD as well
 * @param path with parameters in braces: {@code /extensions/{extension}}
 * @param safe whether it changes nothing
 * @param open whether pages of other origins may call it
 * @param endpoint what answers
 */
public record Route(String method, String path, boolean safe, boolean open, Endpoint endpoint) {

  /** A call that only looks. */
  public static Route get(String path, Endpoint endpoint) {
    return new Route("GET", path, true, false, endpoint);
  }

  /** A GET that changes something, as the old service had one: no HEAD may stand for it. */
  public static Route changingGet(String path, Endpoint endpoint) {
    return new Route("GET", path, false, false, endpoint);
  }

  /** A call that changes something. */
  public static Route post(String path, Endpoint endpoint) {
    return new Route("POST", path, false, false, endpoint);
  }

  /** The same call, also for pages of other origins. */
  public Route openToOtherOrigins() {
    return new Route(method, path, safe, true, endpoint);
  }

  boolean takesHead() {
    return safe && method.equals("GET");
  }
}
