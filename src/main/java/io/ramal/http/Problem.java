package io.ramal.http;

import jakarta.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/**
 * Why a request was refused: becomes an answer of {@code application/problem+json} (RFC 9457).
 *
 * @param name the last word of its {@code type}; never changes once it has been published
 * @param status of HTTP
 * @param title what is wrong, the same for every problem of the name
 * @param detail what is wrong with this request and what to do about it
 * @param error a plain sentence for clients of the old service, which read nothing else
 * @param headers to send with it
 */
public record Problem(
    String name,
    int status,
    String title,
    String detail,
    String error,
    Map<String, String> headers) {

  private static final String TYPE = "urn:ramal:problem:";
  private static final Map<String, String> CLOSE = Map.of("Connection", "close");
  private static final Map<String, String> RETRY = Map.of("Retry-After", "1");

  /** Copies the headers. */
  public Problem {
    headers = Map.copyOf(headers);
  }

  /** A problem whose title is also its plain sentence. */
  public static Problem of(String name, int status, String title, String detail) {
    return new Problem(name, status, title, detail, title, Map.of());
  }

  /** The same problem with another plain sentence. */
  public Problem saying(String sentence) {
    return new Problem(name, status, title, detail, sentence, headers);
  }

  /** A query parameter that cannot be taken. */
  public static Problem invalidParameter(String detail) {
    return of("invalid-parameter", 400, "Invalid query parameter", detail);
  }

  /** A header that cannot be taken. */
  public static Problem invalidHeader(String detail) {
    return of("invalid-header", 400, "Invalid header", detail);
  }

  /** A path that names an extension as none can be named. */
  public static Problem illegalExtension() {
    return of(
        "illegal-extension",
        400,
        "Illegal extension name",
        "The name of an extension is 1 to 40 characters of A-Z a-z 0-9 _ . + -.");
  }

  /** A path that names an extension which the pool has never known. */
  public static Problem unknownExtension(String extension) {
    return of(
        "unknown-extension",
        404,
        "Unknown extension",
        "There is no extension " + extension + "; GET /extensions lists those there are.");
  }

  /** Nothing was done, and the same request may succeed in a moment. */
  public static Problem unavailable(String detail) {
    var problem = of("unavailable", 503, "Temporarily unavailable", detail);
    return problem.with(RETRY);
  }

  /** It is not known whether the request was carried out. */
  public static Problem outcomeUnknown() {
    var problem =
        of(
            "outcome-unknown",
            503,
            "Outcome unknown",
            "The database was lost while it committed: the request may have been carried out or"
                + " not. GET /extensions/status tells what came of it.");
    return problem.with(RETRY);
  }

  /** The request failed for a reason of ours. */
  static Problem internal() {
    return of(
        "internal-error",
        500,
        "Internal error",
        "Ramal failed to answer. Its log says why, under the request id of this answer.");
  }

  static Problem notFound(String path) {
    return of(
        "not-found",
        404,
        "Not found",
        "There is nothing at " + path + "; GET /openapi describes what there is.");
  }

  static Problem methodNotAllowed(String method, String path, String allow) {
    var problem =
        of(
            "method-not-allowed",
            405,
            "Method not allowed",
            path + " does not take " + method + "; it takes " + allow + ".");
    return problem.with(Map.of("Allow", allow));
  }

  static Problem malformedJson(String detail) {
    return of("malformed-json", 400, "Malformed JSON", detail);
  }

  static Problem bodyTooLarge() {
    var problem =
        of(
            "body-too-large",
            413,
            "Body too large",
            "The body is longer than the " + Body.LIMIT + " bytes that are read.");
    return problem.with(CLOSE);
  }

  static Problem notAcceptable(String path) {
    return of(
        "not-acceptable",
        406,
        "Not acceptable",
        path + " cannot be had in a form that the Accept header asks for.");
  }

  /** A request that is no HTTP as it should be; where the next one begins is then uncertain. */
  static Problem badRequest(int status, String detail) {
    return of("bad-request", status, "Bad request", detail).with(CLOSE);
  }

  /** The same problem with these headers as well. */
  Problem with(Map<String, String> more) {
    var all = new TreeMap<>(headers);
    all.putAll(more);
    return new Problem(name, status, title, detail, error, all);
  }

  JsonObject json(String requestId) {
    return Json.object()
        .add("type", TYPE + name)
        .add("title", title)
        .add("status", status)
        .add("detail", detail)
        .add("error", error)
        .add("requestId", requestId)
        .build();
  }
}
