package io.ramal.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An AMI server that replays a recorded scenario to whoever logs in. Actions are answered from its
 * own state, which begins as {@link PbxState#before} and follows the events that are sent; events
 * come as they were recorded, byte for byte, once the test says {@link #play}.
 *
 * <p>A scenario of two parts closes all connections after the first, as the PBX did; the second
 * goes to the next connection by itself. Before an event is sent, Ping's Timestamp is not after the
 * event's; after the last one it goes on with the time.
 */
public final class TraceServer implements AutoCloseable {

  /** What a Filter action does; both answer Success. */
  public enum Filters {
    /** Only events that a filter lets through are sent. */
    HONOURED,
    /** All events are sent. */
    IGNORED
  }

  private final ServerSocket listener;
  private final Thread acceptor;
  private final TraceSettings settings = new TraceSettings();
  private final List<TraceSession> sessions = new CopyOnWriteArrayList<>();
  private final List<AmiBlock> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final CountDownLatch synced = new CountDownLatch(1);
  private final ReentrantLock telling = new ReentrantLock();
  private final TracePlayer player;

  private volatile PbxState state;
  private volatile List<String> endpoints;
  private volatile boolean playsWhenSynced;

  private TraceServer(String scenario, int port) throws IOException {
    List<Trace> parts = Traces.scenario(scenario);
    state = PbxState.before(scenario);
    endpoints = endpoints(parts, state);
    player = new TracePlayer(parts, this);
    listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    acceptor = Thread.ofVirtual().name("trace-server").start(this::accept);
  }

  /** A server for that scenario, on a free port, to which nothing has been sent yet. */
  public static TraceServer start(String scenario) {
    return startOn(0, scenario);
  }

  /** The same on a port that is free, such as that of a server that has been closed. */
  public static TraceServer startOn(int port, String scenario) {
    try {
      return new TraceServer(scenario, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All scenarios there are. */
  public static List<String> scenarios() {
    return Traces.scenarios();
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** 0, the default, sends without pauses; 1 as recorded; 0.1 ten times as fast. */
  public TraceServer pace(double factor) {
    player.pace(factor);
    return this;
  }

  public TraceServer filters(Filters newFilters) {
    settings.filters(newFilters);
    return this;
  }

  /** Greets as Asterisk 16, which says Success to MatchCriteria and then filters nothing. */
  public TraceServer asterisk16() {
    settings.asterisk16();
    return this;
  }

  /** The classes of events the user may read, {@code system,call}; by default all. */
  public TraceServer privileges(String classes) {
    settings.privileges(classes);
    return this;
  }

  /** By default {@code ramal} and {@code amisecret}. */
  public TraceServer credentials(String newUser, String newSecret) {
    settings.credentials(newUser, newSecret);
    return this;
  }

  /** What is answered from now on; events that follow change it further. */
  public TraceServer state(PbxState newState) {
    state = newState;
    return this;
  }

  public PbxState state() {
    return state;
  }

  /** The PBX's endpoints; by default those of the rig and those of the recording. */
  public TraceServer endpoints(List<String> names) {
    endpoints = List.copyOf(names);
    return this;
  }

  /** Plays as soon as a client that takes events has been told contacts and channels. */
  public TraceServer playWhenSynced() {
    playsWhenSynced = true;
    if (synced.getCount() == 0) {
      player.play();
    }
    return this;
  }

  /** Until a client that takes events has been told contacts and channels. */
  public void awaitSynced(Duration deadline) throws InterruptedException, TimeoutException {
    if (!synced.await(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new TimeoutException("no client asked for contacts and channels; asked: " + requests);
    }
  }

  /** Sends, from now on, the scenario's events to those who are logged in and take events. */
  public void play() {
    player.play();
  }

  /** Until the last event of the scenario has been sent. */
  public void awaitFinished(Duration deadline) throws InterruptedException, TimeoutException {
    try {
      finished().get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Completes when the last event of the scenario has been sent. */
  public CompletableFuture<Void> finished() {
    return player.finished();
  }

  /** Sends one more event, lines ended by LF or CRLF, to those who take events. */
  public void send(String event) {
    player.send(event);
  }

  /** How many connections there have been. */
  public int connections() {
    return connections.get();
  }

  /** What clients have asked so far, in order. */
  public List<AmiBlock> requests() {
    return List.copyOf(requests);
  }

  /** Closes all connections; new ones are accepted. */
  public void disconnect() {
    sessions.forEach(TraceSession::close);
  }

  @Override
  public void close() {
    player.stop();
    try {
      listener.close();
      acceptor.join(); // the port is closed when nobody waits at it any more
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    disconnect();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        connections.incrementAndGet();
        TraceSession session = new TraceSession(socket, this);
        sessions.add(session);
        Thread.ofVirtual().name("trace-session").start(session);
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  /** What happened on the PBX, told to everybody. */
  void happened(Trace.Entry event) {
    telling.lock();
    try {
      state = state.after(event.block());
      sessions.forEach(session -> session.deliver(event));
    } finally {
      telling.unlock();
    }
  }

  /** The PBX restarts: once the connections close, whoever comes again finds it as it is then. */
  void restart(Runnable beforeTheConnectionsClose) {
    List<TraceSession> connected = List.copyOf(sessions);
    state = state.restarted();
    beforeTheConnectionsClose.run();
    connected.forEach(TraceSession::close);
  }

  void loggedIn() {
    player.loggedIn();
  }

  void synced(int partAtLogin) {
    synced.countDown();
    if (playsWhenSynced) {
      player.play();
    }
    player.synced(partAtLogin);
  }

  void asked(Request request) {
    requests.add(request.block());
  }

  void gone(TraceSession session) {
    sessions.remove(session);
  }

  int part() {
    return player.part();
  }

  boolean isBooting() {
    return player.isBooting();
  }

  TraceSettings settings() {
    return settings;
  }

  Answers.Facts facts() {
    return new Answers.Facts(state, endpoints, player.now(), player.booted());
  }

  /** The rig's pool, and whoever has a contact or a channel in the recording. */
  private static List<String> endpoints(List<Trace> parts, PbxState before) {
    SortedSet<String> names = new TreeSet<>();
    names.addAll(RecordedAnswer.of("PJSIPShowEndpoints").values("ObjectName"));
    before.contacts().forEach(contact -> names.add(contact.extension()));
    parts.stream()
        .flatMap(part -> part.blocks().stream())
        .flatMap(block -> block.find("Channel").stream())
        .filter(channel -> channel.startsWith("PJSIP/"))
        .forEach(channel -> names.add(PbxChannel.up(channel, "").extension()));
    return List.copyOf(names);
  }
}
