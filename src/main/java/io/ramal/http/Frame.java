package io.ramal.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import java.util.Map;
import java.util.TreeMap;

/** The headers that every answer has, whatever it says. */
record Frame(Cors cors) {

  private static final HeaderName X_REQUEST_ID = HeaderNames.create("X-Request-Id");

  /** The id of the request with these headers; made up anew at each call where it brings none. */
  static RequestId requestId(ServerRequestHeaders headers) {
    return RequestId.of(headers.first(X_REQUEST_ID));
  }

  Map<String, String> headers(String path, ServerRequestHeaders headers, RequestId id) {
    var all = new TreeMap<>(cors.headers(path, headers.first(HeaderNames.ORIGIN)));
    all.put(X_REQUEST_ID.defaultCase(), id.value());
    all.put("Cache-Control", "no-store");
    all.put("X-Content-Type-Options", "nosniff");
    return all;
  }
}
