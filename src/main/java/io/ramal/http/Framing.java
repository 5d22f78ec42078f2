package io.ramal.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import java.util.List;
import java.util.Optional;

/**
 * Refuses a request whose headers leave it open where its body ends: what Helidon takes for the end
 * may be something else to a proxy before it, and the rest would then be read as another request.
 */
final class Framing {

  private Framing() {}

  static Optional<Problem> problem(ServerRequestHeaders headers) {
    List<String> encodings = all(headers, HeaderNames.TRANSFER_ENCODING);
    List<String> lengths = all(headers, HeaderNames.CONTENT_LENGTH);
    if (!encodings.isEmpty() && !encodings.equals(List.of("chunked"))) {
      return bad("Transfer-Encoding must be chunked, and nothing else.");
    }
    if (!encodings.isEmpty() && !lengths.isEmpty()) {
      return bad("Content-Length and Transfer-Encoding exclude each other.");
    }
    boolean plain = lengths.stream().allMatch(length -> length.matches("[0-9]{1,18}"));
    return lengths.size() > 1 || !plain
        ? bad("Content-Length must be one number.")
        : Optional.empty();
  }

  private static List<String> all(ServerRequestHeaders headers, HeaderName name) {
    return headers.all(name, List::of);
  }

  private static Optional<Problem> bad(String detail) {
    return Optional.of(Problem.badRequest(400, detail));
  }
}
