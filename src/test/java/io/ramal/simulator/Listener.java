package io.ramal.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;

/** A client that reads bytes as they come. */
final class Listener implements AutoCloseable {

  private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(5).toMillis();

  private final Socket socket;
  private final InputStream in;
  private final StringBuilder read = new StringBuilder();

  Listener(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = socket.getInputStream();
  }

  static Listener loggedIn(int port) throws IOException {
    var listener = new Listener(port);
    listener.ask("Login", "Username: admin", "Secret: amisecret", "Events: on");
    listener.readUntil("Status: Fully Booted\r\n\r\n");
    return listener;
  }

  void ask(String action, String... lines) throws IOException {
    String more = lines.length == 0 ? "" : String.join("\r\n", lines) + "\r\n";
    socket.getOutputStream().write(("Action: " + action + "\r\n" + more + "\r\n").getBytes(UTF_8));
  }

  /** All that has come since the last time, up to and with this. */
  String readUntil(String end) throws IOException {
    while (read.indexOf(end) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the end came before " + end + ": " + read);
      }
      read.append((char) next);
    }
    return taken();
  }

  String readToTheEnd() throws IOException {
    read.append(new String(in.readAllBytes(), ISO_8859_1));
    return taken();
  }

  private String taken() {
    String text = read.toString();
    read.setLength(0);
    return text;
  }

  /** Everything up to the answer to a Ping. */
  String readToPing() throws IOException {
    ask("Ping", "ActionID: barrier");
    return readUntil("ActionID: barrier\r\nPing: Pong\r\n") + readUntil("\r\n\r\n");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
