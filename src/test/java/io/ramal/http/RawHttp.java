package io.ramal.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** What a server says to bytes that need not be HTTP. */
final class RawHttp {

  private static final int PATIENCE_MILLIS = 10_000;

  private RawHttp() {}

  /** All that the server says until it closes the connection; a second request is never begun. */
  static String say(int port, String text) throws IOException {
    try (var socket = connection(port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      write(socket, text);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** A server that has heard enough may close the connection before all is said. */
  private static void write(Socket socket, String text) throws IOException {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (SocketException closed) {
      if (socket.getInputStream().available() == 0) {
        throw closed;
      }
    }
  }

  /** Says this and neither waits for an answer nor leaves, until the connection is closed. */
  static Socket begin(int port, String text) throws IOException {
    var socket = connection(port);
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  private static Socket connection(int port) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }
}
