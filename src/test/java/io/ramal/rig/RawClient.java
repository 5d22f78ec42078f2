package io.ramal.rig;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.stream.Stream;

/** A socket that speaks AMI by hand and keeps every byte, for tests of the servers. */
final class RawClient implements AutoCloseable {

  private final Socket socket;
  private final InputStream in;
  private int asked;

  RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(5_000);
    in = socket.getInputStream();
  }

  /** Sends an action with these lines. */
  void send(String action, String... lines) throws IOException {
    String head = "Action: " + action + "\r\nActionID: " + ++asked + "\r\n";
    String fields = String.join("", Stream.of(lines).map(line -> line + "\r\n").toList());
    socket.getOutputStream().write((head + fields + "\r\n").getBytes(UTF_8));
  }

  /** What comes until this text has, which is the end of it. */
  String readUntil(String end) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    while (!read.toString(UTF_8).endsWith(end)) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("closed after " + read.toString(UTF_8));
      }
      read.write(next);
    }
    return read.toString(UTF_8);
  }

  /** What comes until the server closes the connection. */
  String readToTheEnd() throws IOException {
    return new String(in.readAllBytes(), UTF_8);
  }

  byte[] read(int bytes) throws IOException {
    return in.readNBytes(bytes);
  }

  /** An action and its answer, which ends with an empty line. */
  String ask(String action, String... lines) throws IOException {
    send(action, lines);
    return readUntil("\r\n\r\n");
  }

  /** A list and its end. */
  String askList(String action, String... lines) throws IOException {
    send(action, lines);
    readUntil("\r\n\r\n");
    return readUntil("Complete\r\nListItems: ") + readUntil("\r\n\r\n");
  }

  /** How long a read may wait from now on, in ms. */
  void timeout(int millis) throws IOException {
    socket.setSoTimeout(millis);
  }

  List<String> login(String events) throws IOException {
    String greeting = readUntil("\r\n");
    return List.of(
        greeting, ask("Login", "Username: ramal", "Secret: amisecret", "Events: " + events));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
