package io.ramal.rig;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One connection of a {@link TraceServer}. An answer is made and written in one go, so that an
 * event that comes before a list is never newer than it, as in Asterisk.
 */
final class TraceSession implements Runnable {

  private static final String CHALLENGE = "472891392";

  private final Socket socket;
  private final TraceServer server;
  private final EventFilters filters = new EventFilters();
  private final ReentrantLock writing = new ReentrantLock();
  private boolean loggedIn; // guarded by writing
  private int part; // of the scenario, at the login
  private boolean toldContacts;
  private boolean toldChannels;

  TraceSession(Socket socket, TraceServer server) {
    this.socket = socket;
    this.server = server;
  }

  @Override
  public void run() {
    try (socket) {
      String greeting = "Asterisk Call Manager/" + server.version().get("AMIversion") + "\r\n";
      write(greeting.getBytes(UTF_8));
      BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      Optional<Request> request = read(in);
      while (request.isPresent() && handle(request.get())) {
        request = read(in);
      }
    } catch (IOException e) {
      // the client went away
    } finally {
      server.gone(this);
    }
  }

  private static Optional<Request> read(BufferedReader in) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.isEmpty() && !text.isEmpty()) {
        return Optional.of(new Request(AmiBlock.parse(text.toString())));
      }
      text.append(line).append(line.isEmpty() ? "" : "\n");
    }
    return Optional.empty();
  }

  /** False if the connection ends with it. */
  private boolean handle(Request request) throws IOException {
    server.asked(request);
    return switch (request.action()) {
      case "challenge" -> answer(() -> success(request, "Challenge: " + CHALLENGE));
      case "login" -> login(request);
      case "logoff" -> goodbye(request);
      default -> isLoggedIn() ? handleLoggedIn(request) : denied(request);
    };
  }

  private boolean handleLoggedIn(Request request) throws IOException {
    return switch (request.action()) {
      case "events" -> events(request);
      case "filter" -> filter(request);
      default -> ask(request);
    };
  }

  private boolean login(Request request) throws IOException {
    if (!isRight(request)) {
      answer(() -> Answers.error(request.id(), "Authentication failed"));
      return false;
    }
    filters.mask(request.field("Events"));
    part = server.part();
    boolean booting = server.isBooting();
    answer(() -> success(request, "Message: Authentication accepted") + greeting(booting));
    writing.lock();
    try {
      loggedIn = true;
    } finally {
      writing.unlock();
    }
    if (!filters.isOff()) {
      server.loggedIn();
    }
    return true;
  }

  private boolean isRight(Request request) {
    boolean right =
        request.field("AuthType").equalsIgnoreCase("MD5")
            ? request.field("Key").equals(md5(CHALLENGE + server.secret()))
            : request.field("Secret").equals(server.secret());
    return right && request.field("Username").equals(server.user());
  }

  private String greeting(boolean booting) {
    long uptime = Duration.between(server.facts().booted(), server.facts().now()).toSeconds();
    return booting || filters.isOff()
        ? ""
        : """
        Event: FullyBooted\r
        Privilege: system,all\r
        Uptime: %d\r
        LastReload: %d\r
        Status: Fully Booted\r
        \r
        """
            .formatted(uptime, uptime);
  }

  private boolean goodbye(Request request) throws IOException {
    answer(() -> block("Goodbye", request, "Message: Thanks for all the fish."));
    return false;
  }

  private boolean denied(Request request) throws IOException {
    return answer(() -> Answers.error(request.id(), "Permission denied"));
  }

  private boolean events(Request request) throws IOException {
    filters.mask(request.field("EventMask"));
    return answer(() -> success(request, "Events: " + (filters.isOff() ? "Off" : "On")));
  }

  private boolean filter(Request request) throws IOException {
    boolean accepted =
        server.filters() == TraceServer.Filters.IGNORED
            || filters.add(request, server.matchesNames());
    return answer(
        () ->
            accepted
                ? success(request, "Message: Success")
                : Answers.error(request.id(), "Filter cannot be added"));
  }

  private boolean ask(Request request) throws IOException {
    Answers answers = new Answers(server.version());
    answer(() -> answers.answer(request, server.facts()));
    toldContacts |= request.action().equals("pjsipshowcontacts");
    toldChannels |= request.action().equals("coreshowchannels");
    if (toldContacts && toldChannels && !filters.isOff()) {
      server.synced(part);
    }
    return true;
  }

  private static String success(Request request, String line) {
    return block("Success", request, line);
  }

  private static String block(String response, Request request, String line) {
    String id = request.id().map(own -> "ActionID: " + own + "\r\n").orElse("");
    return "Response: " + response + "\r\n" + id + line + "\r\n\r\n";
  }

  private boolean answer(Supplier<String> text) throws IOException {
    writing.lock();
    try {
      write(text.get().getBytes(UTF_8));
    } finally {
      writing.unlock();
    }
    return true;
  }

  void deliver(Trace.Entry event) {
    writing.lock();
    try {
      if (loggedIn && server.mayRead(event) && filters.passes(event)) {
        write(event.bytes());
      }
    } catch (IOException e) {
      close();
    } finally {
      writing.unlock();
    }
  }

  private void write(byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
  }

  private boolean isLoggedIn() {
    writing.lock();
    try {
      return loggedIn;
    } finally {
      writing.unlock();
    }
  }

  void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // it is closed all the same
    }
  }

  private static String md5(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
