package io.ramal.pbx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A PBX that answers as a test tells it to, for what no recording shows: answers that fail, lists
 * that lie, silence at a certain point. By default it has nothing and answers everything.
 */
final class ScriptedPbx implements AutoCloseable {

  private final ServerSocket listener;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final List<AmiMessage> requests = new CopyOnWriteArrayList<>();
  private final Map<String, Supplier<String>> answers = new ConcurrentHashMap<>();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile String greeting = "Asterisk Call Manager/11.0.0";
  private volatile String afterLogin = "Event: FullyBooted\nPrivilege: system,all\nUptime: 9";

  private ScriptedPbx() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    answer("Challenge", () -> "Response: Success\nChallenge: 123456789");
    answer("Ping", () -> "Response: Success\nPing: Pong\nTimestamp: " + stamp(Instant.now()));
    answer("CoreStatus", () -> startedAt("10:00:00"));
    contacts();
    channels();
    answer("SIPPeers", () -> unknown("SIPPeers"));
    Thread.ofVirtual().name("scripted-pbx").start(this::accept);
  }

  static ScriptedPbx start() {
    try {
      return new ScriptedPbx();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static String stamp(Instant time) {
    return "%d.%06d".formatted(time.getEpochSecond(), time.getNano() / 1_000);
  }

  static String startedAt(String time) {
    return "Response: Success\nCoreStartupDate: 2026-11-24\nCoreStartupTime: " + time;
  }

  static String error(String message) {
    return "Response: Error\nMessage: " + message;
  }

  static String unknown(String action) {
    return error(
        "Invalid/unknown command: "
            + action
            + ". Use Action: ListCommands to show available commands.");
  }

  /** A list of these items. */
  static String list(List<String> items) {
    var blocks = new ArrayList<String>();
    blocks.add("Response: Success\nEventList: start\nMessage: A list follows");
    blocks.addAll(items);
    blocks.add("Event: ListComplete\nEventList: Complete\nListItems: " + items.size());
    return String.join("\n\n", blocks);
  }

  static String contact(String extension, String address) {
    return "Event: ContactList\nObjectName: %s;@0\nEndpoint: %s\nUri: %s\nStatus: NonQualified\nUserAgent: phone"
        .formatted(extension, extension, uri(extension, address));
  }

  static String uri(String extension, String address) {
    return "sip:" + extension + "@" + address;
  }

  static String registered(String extension, String address) {
    return contactStatus(extension, address, "NonQualified");
  }

  static String removed(String extension, String address) {
    return contactStatus(extension, address, "Removed");
  }

  private static String contactStatus(String extension, String address, String status) {
    return "Event: ContactStatus\nPrivilege: system,all\nTimestamp: %s\nURI: %s\nContactStatus: %s\nAOR: %s\nEndpointName: %s"
        .formatted(stamp(Instant.now()), uri(extension, address), status, extension, extension);
  }

  int port() {
    return listener.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  List<AmiMessage> requests(String action) {
    return requests.stream()
        .filter(request -> request.field("action").equalsIgnoreCase(action))
        .toList();
  }

  ScriptedPbx greeting(String line) {
    greeting = line;
    return this;
  }

  /** The events that follow a login at once; empty for none. */
  ScriptedPbx afterLogin(String blocks) {
    afterLogin = blocks;
    return this;
  }

  /** Blocks without ActionID; an empty text for no answer at all. */
  ScriptedPbx answer(String action, Supplier<String> blocks) {
    answers.put(action.toLowerCase(Locale.ROOT), blocks);
    return this;
  }

  /** Answers one after the other, the last one for ever. */
  ScriptedPbx answers(String action, String... blocks) {
    var next = new AtomicInteger();
    return answer(action, () -> blocks[Math.min(next.getAndIncrement(), blocks.length - 1)]);
  }

  /** What PJSIPShowContacts shows. */
  ScriptedPbx contacts(String... items) {
    return answer(
        "PJSIPShowContacts",
        () -> items.length == 0 ? error("No Contacts found") : list(List.of(items)));
  }

  /** What CoreShowChannels shows. */
  ScriptedPbx channels(String... items) {
    return answer("CoreShowChannels", () -> list(List.of(items)));
  }

  /** Sends events to whoever is connected. */
  void send(String... blocks) {
    sockets.forEach(socket -> write(socket, String.join("\n\n", blocks) + "\n\n"));
  }

  void disconnect() {
    sockets.forEach(ScriptedPbx::close);
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    disconnect();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        connections.incrementAndGet();
        sockets.add(socket);
        Thread.ofVirtual().name("scripted-session").start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      write(socket, greeting + "\n");
      var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      var lines = new ArrayList<String>();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.isEmpty()) {
          serve(socket, AmiMessage.of(lines));
          lines.clear();
        } else {
          lines.add(line);
        }
      }
    } catch (IOException gone) {
      // the client went away
    } finally {
      sockets.remove(socket);
    }
  }

  private void serve(Socket socket, AmiMessage request) {
    requests.add(request);
    String action = request.field("action").toLowerCase(Locale.ROOT);
    String text = answers.getOrDefault(action, () -> "Response: Success").get();
    if (!text.isEmpty()) {
      String id = "\nActionID: " + request.field("actionid");
      String blocks = String.join(id + "\n\n", Arrays.asList(text.split("\n\n", -1))) + id + "\n\n";
      write(socket, blocks + (action.equals("login") && !text.contains("Error") ? greet() : ""));
    }
  }

  private String greet() {
    return afterLogin.isEmpty() ? "" : afterLogin + "\n\n";
  }

  private static void write(Socket socket, String text) {
    try {
      synchronized (socket) {
        socket.getOutputStream().write(text.replace("\n", "\r\n").getBytes(UTF_8));
        socket.getOutputStream().flush();
      }
    } catch (IOException gone) {
      close(socket);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyClosed) {
      // it is closed
    }
  }
}
