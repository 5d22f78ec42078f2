package io.ramal.http;

import io.helidon.http.HeaderValues;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * The body of a request. One that is too long is read to its end all the same, up to a second limit
 * that Helidon keeps: a client that is still sending would not hear why it is refused.
 */
record Body(ServerRequest request) {

  /** How many bytes are understood at most. */
  static final int LIMIT = 64 * 1024;

  /** How many bytes are read at most; beyond them the connection is cut. */
  static final long LAST = 1024 * 1024;

  /**
   * The whole body; empty when there is none.
   *
   * @throws ProblemException when it is too long, or cannot be read; the connection is then of no
   *     use any more
   */
  byte[] read() {
    return request.content().hasEntity() ? bytes() : new byte[0];
  }

  /**
   * Helidon throws many things here, down to NumberFormatException: all of them the client's. Its
   * stream is not closed, as it would then wait for the rest of what cannot be read.
   */
  private byte[] bytes() {
    InputStream in = request.content().inputStream();
    try {
      byte[] bytes = in.readNBytes(LIMIT + 1);
      if (bytes.length > LIMIT) {
        in.transferTo(OutputStream.nullOutputStream());
        throw new ProblemException(Problem.bodyTooLarge());
      }
      return bytes;
    } catch (ProblemException tooLarge) {
      throw tooLarge;
    } catch (IOException | RuntimeException failure) {
      throw new ProblemException(problem(failure));
    }
  }

  private static Problem problem(Exception failure) {
    boolean large =
        failure instanceof RequestException refused
            && refused.status().equals(Status.REQUEST_ENTITY_TOO_LARGE_413);
    return large
        ? Problem.bodyTooLarge()
        : Problem.badRequest(400, "The body breaks off, or is not in chunks as it should be.");
  }

  /** Why the body is refused for the length that it is said to have, whoever would read it. */
  Optional<Problem> announcedProblem() {
    if (request.headers().contentLength().orElse(0) <= LIMIT) {
      return Optional.empty();
    }
    discard();
    return Optional.of(Problem.bodyTooLarge());
  }

  /** A client that asks before it sends will not send. */
  private void discard() {
    if (!request.headers().contains(HeaderValues.EXPECT_100)) {
      try {
        request.content().inputStream().transferTo(OutputStream.nullOutputStream());
      } catch (IOException | RuntimeException cut) {
        // nobody is left to be told
      }
    }
  }
}
