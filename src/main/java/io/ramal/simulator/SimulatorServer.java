package io.ramal.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The simulated PBX at a TCP port. All that is done to the PBX is done through here, one after the
 * other; what it tells is in every session's queue when a call returns, and written by other
 * threads. While the PBX is down, connections are closed as soon as they are made.
 *
 * <p>Time does not pass by itself: {@link #advanceTo}, or a {@link Ticker}, lets it.
 */
public final class SimulatorServer implements AutoCloseable {

  private static final int BACKLOG = 50;
  private static final long WATCH_MILLIS = 20;

  private final SimulatedPbx pbx;
  private final Faults faults;
  private final ServerSocket listener;
  private final ReentrantLock turn = new ReentrantLock();
  private final List<Connection> connections = new ArrayList<>();
  private final Thread acceptor;
  private final Thread watcher;
  private boolean restartWanted;

  private SimulatorServer(SimulatedPbx pbx, String host, int port, long faultSeed)
      throws IOException {
    this.pbx = pbx;
    faults = new Faults(faultSeed);
    listener = new ServerSocket(port, BACKLOG, InetAddress.getByName(host));
    acceptor = Thread.ofVirtual().name("simulator-accept").start(this::accept);
    watcher = Thread.ofVirtual().name("simulator-watch").start(this::watch);
  }

  /**
   * Opens the port.
   *
   * @param host the address to listen on
   * @param port 0 for any that is free
   * @param faultSeed what goes wrong by chance comes from it
   * @throws UncheckedIOException when the port cannot be opened
   */
  public static SimulatorServer start(SimulatedPbx pbx, String host, int port, long faultSeed) {
    try {
      return new SimulatorServer(pbx, host, port, faultSeed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same on this machine, at any free port. */
  public static SimulatorServer start(SimulatedPbx pbx) {
    return start(pbx, InetAddress.getLoopbackAddress().getHostAddress(), 0, 0);
  }

  /** The port that is open. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Does something with the PBX, such as a phone's verb. */
  public <T> T with(Function<SimulatedPbx, T> deed) {
    turn.lock();
    try {
      T result = deed.apply(pbx);
      restartIfWanted();
      return result;
    } finally {
      turn.unlock();
    }
  }

  private void restartIfWanted() {
    if (restartWanted) {
      restartWanted = false;
      pbx.restart(Restart.NOW);
    }
  }

  /** Lets the PBX's time pass. */
  public void advanceTo(Instant then) {
    with(
        there -> {
          there.advanceTo(then);
          return then;
        });
  }

  /** The sessions of now, oldest first. */
  public List<SessionView> sessions() {
    return with(_ -> connections.stream().map(Connection::view).toList());
  }

  /** Whether everything that was told so far has been handed to the network. */
  public boolean isWritten() {
    return sessions().stream().allMatch(session -> session.queued() == session.written());
  }

  /**
   * This goes wrong once, in every session of now: at its next block that can suffer it; HALF_OPEN
   * and RESTART at once.
   */
  public void fault(Fault fault) {
    with(
        there -> {
          if (fault == Fault.RESTART) {
            there.restart(Restart.NOW);
          } else {
            connections.forEach(connection -> connection.outlet().demand(fault));
          }
          return fault;
        });
  }

  /**
   * This goes wrong by chance from now on.
   *
   * @param rate how many of all events suffer it, from 0 to 1
   */
  public void faultRate(Fault fault, double rate) {
    with(
        _ -> {
          faults.rate(fault, rate);
          return fault;
        });
  }

  /** What goes wrong by chance, and how often. */
  public Map<Fault, Double> faultRates() {
    return with(_ -> faults.rates());
  }

  /** Nothing goes wrong any more, and what was late comes; what is silent remains so. */
  public void mend() {
    with(
        there -> {
          faults.none();
          connections.forEach(connection -> connection.outlet().mend());
          return there;
        });
  }

  /** Breaks every connection at once, without a word; new ones are accepted. */
  public void disconnect() {
    with(
        there -> {
          connections.forEach(connection -> connection.wire().cut());
          return there;
        });
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        connect(socket);
      } catch (IOException e) {
        // that client is gone, or this port is closed
      }
    }
  }

  private void connect(Socket socket) throws IOException {
    Wire wire = new Wire(socket, pbx.setup().writeTimeout());
    Optional<Connection> made = with(_ -> open(wire));
    if (made.isEmpty()) {
      socket.close();
      return;
    }
    var in = socket.getInputStream();
    Thread.ofVirtual().name("simulator-write").start(wire);
    Thread.ofVirtual().name("simulator-read").start(() -> made.get().read(in));
  }

  private Optional<Connection> open(Wire wire) {
    FaultyOutlet outlet = new FaultyOutlet(wire, faults, () -> restartWanted = true);
    Optional<Connection> made =
        pbx.connect(outlet).map(session -> new Connection(this, wire, outlet, session));
    made.ifPresent(connections::add);
    return made;
  }

  void heard(Connection connection, String line) {
    with(
        _ -> {
          if (!connection.outlet().isSilent() && !connection.session().isClosed()) {
            connection.session().line(line);
          }
          return line;
        });
  }

  void left(Connection connection) {
    with(
        there -> {
          connections.remove(connection);
          there.left(connection.session());
          return connection;
        });
  }

  private void watch() {
    try {
      while (!listener.isClosed()) {
        TimeUnit.MILLISECONDS.sleep(WATCH_MILLIS);
        List<Connection> now = with(_ -> List.copyOf(connections));
        now.forEach(connection -> connection.wire().watch());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Closes the port and every connection. */
  @Override
  public void close() {
    try {
      listener.close();
      watcher.interrupt();
      acceptor.join();
      watcher.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    disconnect();
  }
}
