package io.ramal.http;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What pages of other origins may call. Browsers are told so on every answer, whatever its status:
 * Helidon's own support leaves the headers out where a request fails before it reaches a route, and
 * loses them where an error handler begins the answer anew.
 *
 * @param paths the paths that may be called
 * @param origins from which; empty for all
 */
record Cors(Set<String> paths, Optional<Set<String>> origins) {

  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
  private static final String EXPOSE_HEADERS = "Access-Control-Expose-Headers";
  private static final String EXPOSED = "X-Request-Id, Retry-After";

  /** The headers of an answer to a request for this path from this origin. */
  Map<String, String> headers(String path, Optional<String> origin) {
    if (!paths.contains(path)) {
      return Map.of();
    }
    return origins.map(some -> echo(some, origin)).orElseGet(() -> allowed("*"));
  }

  /** The headers that answer the question which calls to this path are allowed. */
  Map<String, String> preflight(String path, String methods) {
    if (!paths.contains(path)) {
      return Map.of();
    }
    return Map.of(
        "Access-Control-Allow-Methods", methods,
        "Access-Control-Allow-Headers", "X-Client-Id, X-Request-Id, Content-Type",
        "Access-Control-Max-Age", "3600");
  }

  private static Map<String, String> echo(Set<String> some, Optional<String> origin) {
    return origin
        .filter(some::contains)
        .map(one -> Map.of(ALLOW_ORIGIN, one, EXPOSE_HEADERS, EXPOSED, "Vary", "Origin"))
        .orElse(Map.of("Vary", "Origin"));
  }

  private static Map<String, String> allowed(String origin) {
    return Map.of(ALLOW_ORIGIN, origin, EXPOSE_HEADERS, EXPOSED);
  }
}
