package io.ramal.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients that take an extension and give it back, over and over, and remember what was answered.
 */
final class Clients implements AutoCloseable {

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final URI base;
  private final String name;
  private final Set<String> acknowledged;
  private final AtomicInteger refused = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopped;

  /**
   * Clients at work.
   *
   * @param name what their request ids begin with
   * @param acknowledged takes the id of each request that was answered with success, and the
   *     extension
   */
  Clients(URI base, int count, String name, Set<String> acknowledged) {
    this.base = base;
    this.name = name;
    this.acknowledged = acknowledged;
    for (int i = 0; i < count; i++) {
      int number = i;
      threads.add(Thread.ofVirtual().name(name + "-" + i).start(() -> work(number)));
    }
  }

  /** A place for what was answered. */
  static Set<String> noneAcknowledged() {
    return ConcurrentHashMap.newKeySet();
  }

  /** How many requests were not answered with success. */
  int refused() {
    return refused.get();
  }

  private void work(int number) {
    for (int round = 0; !stopped; round++) {
      String id = name + "." + number + "." + round;
      String answer = send(HttpRequest.newBuilder(base.resolve("/extensions/free")), id + ".a");
      if (!answer.isEmpty()) {
        release(id, answer.replaceAll(".*\"extension\":\"([^\"]*)\".*", "$1"));
      }
    }
  }

  private void release(String id, String extension) {
    acknowledged.add(id + ".a " + extension);
    var body = HttpRequest.BodyPublishers.ofString("{\"extension\":\"" + extension + "\"}");
    var request = HttpRequest.newBuilder(base.resolve("/extensions/release")).POST(body);
    if (!send(request, id + ".r").isEmpty()) {
      acknowledged.add(id + ".r " + extension);
    }
  }

  /** The body of a success; empty for anything else. */
  private String send(HttpRequest.Builder request, String id) {
    try {
      var answer =
          http.send(
              request.header("X-Request-Id", id).timeout(Duration.ofSeconds(20)).build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == 200) {
        return answer.body();
      }
    } catch (IOException gone) {
      // the server is gone: nothing was acknowledged
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    refused.incrementAndGet();
    return "";
  }

  /** Has them stop after what they are at, and waits for that. */
  @Override
  public void close() {
    stopped = true;
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    http.close();
  }
}
