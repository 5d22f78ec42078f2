package io.ramal.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TcpProxyTest {

  private TraceServer server;
  private TcpProxy proxy;
  private RawClient client;

  @BeforeEach
  void connect() throws IOException {
    server = TraceServer.start("register");
    proxy = TcpProxy.to(server.port());
    client = new RawClient(proxy.port());
    client.login("off");
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    proxy.close();
    server.close();
  }

  @Test
  void passesOnWhatIsSaid() throws IOException {
    assertTrue(client.ask("Ping").contains("Ping: Pong"));
    assertEquals(1, proxy.connections());
    assertEquals(1, proxy.open());
  }

  @Test
  void cutsByAReset() {
    proxy.cut();
    SocketException reset = assertThrows(SocketException.class, () -> client.ask("Ping"));
    assertTrue(reset.getMessage().contains("reset"), reset::getMessage);
    assertEquals(0, proxy.open());
  }

  @Test
  void hangsUpInOrder() throws IOException {
    proxy.hangUp();
    assertEquals("", client.readToTheEnd());
  }

  @Test
  void deliversWhatPiledUpWhileFrozen() throws IOException {
    proxy.freeze(TcpProxy.Direction.TO_CLIENT);
    client.send("Ping");
    client.timeout(100);
    assertThrows(SocketTimeoutException.class, () -> client.readUntil("\r\n\r\n"));
    proxy.resume();
    client.timeout(5_000);
    assertTrue(client.readUntil("\r\n\r\n").contains("Ping: Pong"));
  }

  @Test
  void losesWhatPiledUpIfToldSo() throws IOException {
    proxy.freeze(TcpProxy.Direction.TO_SERVER);
    client.send("Ping");
    client.timeout(100);
    assertThrows(SocketTimeoutException.class, () -> client.readUntil("\r\n\r\n"));
    proxy.resumeWithLoss();
    client.timeout(5_000);
    assertTrue(client.ask("CoreStatus").contains("CoreStartupDate"));
    assertEquals(2, server.requests().size());
  }

  @Test
  void hidesTheEndOfAConnectionWhileFrozen() throws IOException {
    proxy.freeze();
    server.disconnect();
    client.timeout(100);
    assertThrows(SocketTimeoutException.class, () -> client.readToTheEnd());
    proxy.resume();
    client.timeout(5_000);
    assertEquals("", client.readToTheEnd());
  }

  @Test
  void slowsDown() throws IOException {
    proxy.slow(20_000);
    long began = System.nanoTime();
    String answer = client.ask("ListCommands");
    long atLeast = Duration.ofMillis(answer.length() / 20 * 8 / 10).toNanos();
    assertTrue(System.nanoTime() - began > atLeast);
  }

  @Test
  void endsInTheMiddleOfAMessageAndOnlyOnce() throws IOException {
    proxy.endAfter(10);
    client.send("Ping");
    assertEquals("Response: ", client.readToTheEnd());
    try (RawClient other = new RawClient(proxy.port())) {
      other.login("off");
      assertTrue(other.ask("Ping").contains("Ping: Pong"));
    }
  }

  @Test
  void refusesAndAcceptsAgainOnTheSamePort() throws IOException {
    proxy.refuse();
    assertThrows(ConnectException.class, () -> new RawClient(proxy.port()));
    assertTrue(client.ask("Ping").contains("Ping: Pong"));
    proxy.accept();
    try (RawClient other = new RawClient(proxy.port())) {
      other.login("off");
    }
    assertEquals(2, proxy.connections());
  }

  @Test
  void closesTheClientWhenTheServerRefuses() throws IOException {
    server.close();
    try (RawClient other = new RawClient(proxy.port())) {
      assertThrows(IOException.class, () -> other.readUntil("\r\n"));
    }
  }
}
