package io.ramal.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.http.Errors;
import io.ramal.http.HttpServer;
import io.ramal.http.HttpSettings;
import io.ramal.http.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulator's own API. */
class SimulatorRoutesTest {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final SimulatorServer server =
      SimulatorServer.start(
          Stage.with(
                  PbxSetup.of(
                      List.of(Endpoint.named("3000"), Endpoint.named("3001").password("secret")),
                      AmiUser.admin("admin", "amisecret")),
                  1)
              .pbx());
  private final HttpServer http =
      HttpServer.startUndocumented(
          new HttpSettings("127.0.0.1", 0, Optional.empty()),
          List.of(new SimulatorRoutes(server)),
          Errors.standard());

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(http.url() + path)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(http.url() + path))
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private JsonObject phone(String extension) throws Exception {
    return Json.parse(get("/phones").body()).getJsonArray("phones").stream()
        .map(JsonObject.class::cast)
        .filter(phone -> phone.getString("extension").equals(extension))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void movesAPhoneAndShowsIt() throws Exception {
    assertEquals(
        200, post("/phones/3000/register", "{\"transport\":\"udp\",\"port\":41000}").statusCode());
    assertEquals(200, post("/phones/3000/call", "{\"number\":\"600\"}").statusCode());
    JsonObject phone = phone("3000");

    assertEquals(
        "sip:3000@127.0.0.1:41000",
        phone.getJsonArray("contacts").getJsonObject(0).getString("uri"));
    assertEquals("Up", phone.getJsonArray("channels").getJsonObject(0).getString("state"));
    assertEquals(200, post("/phones/3000/hang-up", "").statusCode());
    assertEquals(200, post("/phones/3000/vanish", "").statusCode());
    assertEquals(200, post("/phones/3000/unregister", "").statusCode());
    assertTrue(phone("3000").getJsonArray("contacts").isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /phones/3000/answer   | {}                        | 409 | nothing-there
          /phones/4711/register | {}                        | 404 | unknown-extension
          /phones/3000/dance    | {}                        | 404 | unknown-verb
          /phones/3001/register | {"password":"wrong"}      | 403 | wrong-password
          /phones/3000/register | {"port":-1}               | 400 | invalid-field
          /phones/3000/register | {"transport":"carrier"}   | 400 | invalid-field
          /phones/3000/call     | {}                        | 400 | invalid-field
          /phones/3000/call     | {"number":600}            | 400 | invalid-field
          /faults/plague        | {}                        | 404 | unknown-fault
          /faults/lost          | {"rate":2}                | 400 | invalid-field
          /restart              | {"how":"somehow"}         | 400 | invalid-field
          /start                | {}                        | 409 | nothing-there
          """)
  void refusesWhatCannotBe(String path, String body, int status, String problem) throws Exception {
    HttpResponse<String> answer = post(path, body);

    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals("urn:ramal:problem:" + problem, Json.parse(answer.body()).getString("type"));
  }

  @Test
  void saysThatThePbxDoesNotRunUntilItIsStarted() throws Exception {
    assertEquals(200, post("/restart", "{\"how\":\"stop\"}").statusCode());
    server.advanceTo(server.with(SimulatedPbx::now).plusSeconds(2));
    assertEquals(409, post("/phones/3000/register", "").statusCode());

    assertEquals(200, post("/start", "").statusCode());
    server.advanceTo(server.with(SimulatedPbx::now).plusSeconds(1));
    assertEquals(200, post("/phones/3000/register", "").statusCode());
  }

  @Test
  void setsWhatGoesWrong() throws Exception {
    assertEquals(200, post("/faults/half-open", "{\"rate\":0.25}").statusCode());
    JsonObject rates = Json.parse(get("/faults").body()).getJsonObject("rates");
    assertEquals(0.25, rates.getJsonNumber("half-open").doubleValue());

    assertEquals(200, post("/faults/mend", "").statusCode());
    assertEquals(0, server.faultRates().size());
  }

  @Test
  void breaksWhatItIsToldToBreak() throws Exception {
    try (var listener = Listener.loggedIn(server.port())) {
      assertEquals(200, post("/faults/cut", "").statusCode());
      post("/phones/3000/register", "");

      assertTrue(listener.readToTheEnd().startsWith("Event: "));
    }
  }

  @Test
  void showsItsSessions() throws Exception {
    try (var _ = Listener.loggedIn(server.port())) {
      JsonObject session =
          Json.parse(get("/sessions").body()).getJsonArray("sessions").getJsonObject(0);

      assertEquals("admin", session.getString("user"));
    }
  }

  @Test
  void hasAPageForABrowser() throws Exception {
    HttpResponse<String> page = get("/");

    assertEquals("text/html; charset=utf-8", page.headers().firstValue("Content-Type").orElse(""));
    assertTrue(page.body().contains("This is no real PBX"), page.body());
  }

  @Test
  void hasNoDocumentOfAnotherApi() throws Exception {
    assertEquals(404, get("/openapi").statusCode());
  }
}
