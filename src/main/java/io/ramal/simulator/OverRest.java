package io.ramal.simulator;

import io.ramal.http.Json;
import jakarta.json.JsonException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Extensions that a Ramal hands out, as every page asks for one. */
public final class OverRest implements HandedOut {

  private static final Logger LOG = LoggerFactory.getLogger(OverRest.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final AtomicBoolean away = new AtomicBoolean();
  private final URI free;

  /**
   * Of that Ramal.
   *
   * @param ramal where it is, as {@code http://127.0.0.1:3001}
   */
  public OverRest(URI ramal) {
    free = URI.create(ramal.toString().replaceFirst("/$", "") + "/extensions/free");
  }

  @Override
  public Optional<Given> take(String client) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(free).timeout(PATIENCE).header("X-Client-Id", client).build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      say(false);
      return answer.statusCode() == 200 ? Optional.of(given(answer.body())) : Optional.empty();
    } catch (IOException | JsonException failure) {
      say(true);
      return Optional.empty();
    }
  }

  private static Given given(String body) {
    var json = Json.parse(body);
    return new Given(json.getString("extension", ""), json.getString("password", ""));
  }

  /** Once each time that it changes. */
  private void say(boolean nowAway) {
    if (away.getAndSet(nowAway) != nowAway) {
      LOG.info(nowAway ? "{} does not answer; phones wait" : "{} answers again", free);
    }
  }
}
