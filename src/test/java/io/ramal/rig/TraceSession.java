package io.ramal.rig;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One connection of a {@link TraceServer}. An answer is made and written in one go, so that an
 * event that comes before a list is never newer than it, as in Asterisk.
 */
final class TraceSession implements Runnable {

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
      String greeting =
          "Asterisk Call Manager/" + server.settings().version().get("AMIversion") + "\r\n";
      write(greeting.getBytes(UTF_8));
      BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      Optional<AmiBlock> asked = AmiBlock.read(in);
      while (asked.isPresent() && handle(new Request(asked.get()))) {
        asked = AmiBlock.read(in);
      }
    } catch (IOException e) {
      // the client went away
    } finally {
      server.gone(this);
    }
  }

  /** False if the connection ends with it. */
  private boolean handle(Request request) throws IOException {
    server.asked(request);
    return switch (request.action()) {
      case "challenge" -> answer(() -> success(request, "Challenge: " + TraceSettings.CHALLENGE));
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
    if (!server.settings().accepts(request)) {
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
        server.settings().ignoresFilters()
            || filters.add(request, server.settings().matchesNames());
    return answer(
        () ->
            accepted
                ? success(request, "Message: Success")
                : Answers.error(request.id(), "Filter cannot be added"));
  }

  private boolean ask(Request request) throws IOException {
    Answers answers = new Answers(server.settings().version());
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
      if (loggedIn && server.settings().mayRead(event) && filters.passes(event)) {
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
}
