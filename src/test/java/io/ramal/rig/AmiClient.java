package io.ramal.rig;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A plain AMI connection without events: asks, waits for the answer. One thread at a time. */
public final class AmiClient implements AutoCloseable {

  private static final int DEADLINE = 10_000; // ms, of a connect and of each read

  private final Socket socket = new Socket();
  private final BufferedReader in;
  private int asked;

  private AmiClient(int port) throws IOException {
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), DEADLINE);
    socket.setSoTimeout(DEADLINE);
    socket.setTcpNoDelay(true);
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    in.readLine();
  }

  /** Logs in at that port of 127.0.0.1; {@link UncheckedIOException} if that is not possible. */
  public static AmiClient login(int port, String user, String secret) {
    try {
      AmiClient client = new AmiClient(port);
      List<AmiBlock> answer =
          client.ask("Login", "Username", user, "Secret", secret, "Events", "off");
      if (!answer.getFirst().get("Response").equals("Success")) {
        client.close();
        throw new IOException("login refused: " + answer);
      }
      return client;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Sends an action.
   *
   * @param fields names and values in turn
   * @return the response and, if it is a list, its items and the block that ends it
   */
  public List<AmiBlock> ask(String action, String... fields) {
    try {
      String id = "rig-" + ++asked;
      send(action, id, fields);
      return answer(id);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends an action and waits until the server closes the connection. */
  void askForTheEnd(String action, String... fields) {
    try {
      send(action, "rig-end", fields);
      in.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends an action that is not answered before it is done. */
  void tell(String action, String... fields) {
    try {
      send(action, "rig-tell", fields);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has the PBX make many calls to itself, which go through at once: some thousand events. */
  public void flood() {
    for (int call = 0; call < 100; call++) {
      tell("Originate", "Channel", "Local/604@pool", "Application", "Hangup", "Async", "true");
    }
    ask("Ping");
  }

  private void send(String action, String id, String... fields) throws IOException {
    StringBuilder text = new StringBuilder("Action: " + action + "\r\nActionID: " + id + "\r\n");
    for (int i = 0; i < fields.length; i += 2) {
      text.append(fields[i]).append(": ").append(fields[i + 1]).append("\r\n");
    }
    socket.getOutputStream().write(text.append("\r\n").toString().getBytes(UTF_8));
  }

  private List<AmiBlock> answer(String id) throws IOException {
    List<AmiBlock> answer = new ArrayList<>();
    do {
      AmiBlock block =
          AmiBlock.read(in).orElseThrow(() -> new IOException("closed instead of an answer"));
      if (block.find("ActionID").filter(id::equals).isPresent()) {
        answer.add(block);
      }
    } while (!isComplete(answer));
    return answer;
  }

  private static boolean isComplete(List<AmiBlock> answer) {
    return !answer.isEmpty()
        && (!answer.getFirst().find("EventList").filter("start"::equals).isPresent()
            || answer.getLast().find("EventList").filter("Complete"::equals).isPresent());
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
