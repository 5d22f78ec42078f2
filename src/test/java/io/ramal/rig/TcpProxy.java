package io.ramal.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The network between a client and a server on loopback, to be broken by a test. What is said of a
 * direction holds for the connections there are and for those that come, until it is taken back.
 */
public final class TcpProxy implements AutoCloseable {

  /** Where bytes go. */
  public enum Direction {
    TO_CLIENT,
    TO_SERVER
  }

  private static final int RECEIVE_BUFFER = 16_384; // bytes; small, so that it soon is full

  private final int server;
  private final int port;
  private final ProxyGate toClient = new ProxyGate();
  private final ProxyGate toServer = new ProxyGate();
  private final List<ProxyLink> links = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile ServerSocket listener;
  private volatile Thread acceptor;

  private TcpProxy(int server) throws IOException {
    this.server = server;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    port = listener.getLocalPort();
    listen();
  }

  /** A proxy on a free port in front of that port of 127.0.0.1. */
  public static TcpProxy to(int serverPort) {
    try {
      return new TcpProxy(serverPort);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the client shall connect to. */
  public int port() {
    return port;
  }

  /** How many connections there have been that reached the server. */
  public int connections() {
    return connections.get();
  }

  /** How many connections are open. */
  public int open() {
    return links.size();
  }

  /** Resets all connections, both ways; new ones are accepted. */
  public void cut() {
    links.forEach(ProxyLink::reset);
  }

  /** Ends all connections in order, both ways; new ones are accepted. */
  public void hangUp() {
    links.forEach(ProxyLink::end);
  }

  /**
   * Accepts bytes in these directions, all if none is named, and delivers none, nor the end of a
   * connection: a half-open link.
   */
  public void freeze(Direction... directions) {
    gates(directions).forEach(ProxyGate::freeze);
  }

  /** Takes no more bytes from the server, which notices when the buffers in between are full. */
  public void clog() {
    toClient.clog();
  }

  /** Ends {@link #freeze} and {@link #clog}, and delivers what has piled up. */
  public void resume() {
    gates().forEach(gate -> gate.resume(true));
  }

  /** Ends {@link #freeze} and loses what has piled up. */
  public void resumeWithLoss() {
    gates().forEach(gate -> gate.resume(false));
  }

  /** At most so many bytes per second and direction; 0 as fast as it goes. */
  public void slow(int bytesPerSecond) {
    gates().forEach(gate -> gate.slow(bytesPerSecond));
  }

  /** Delivers so many bytes more to clients and ends the connection that had more to say. */
  public void endAfter(int bytes) {
    toClient.endAfter(bytes);
  }

  /** New connections are refused, those that there are go on. */
  public void refuse() {
    try {
      listener.close();
      acceptor.join(); // the port is closed when nobody waits at it any more
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends {@link #refuse}; the port is the same. */
  public void accept() {
    try {
      ServerSocket again = new ServerSocket();
      again.setReuseAddress(true);
      again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      listener = again;
      listen();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    refuse();
    cut();
  }

  private Stream<ProxyGate> gates(Direction... directions) {
    return directions.length == 0
        ? Stream.of(toClient, toServer)
        : Stream.of(directions).map(way -> way == Direction.TO_CLIENT ? toClient : toServer);
  }

  private void listen() {
    ServerSocket current = listener;
    acceptor = Thread.ofVirtual().name("proxy").start(() -> acceptFrom(current));
  }

  private void acceptFrom(ServerSocket current) {
    while (!current.isClosed()) {
      try {
        connect(current.accept());
      } catch (IOException e) {
        // refused, closed, or gone before we were done with it
      }
    }
  }

  /**
   * A server that does not answer looks to the client as without the proxy: a closed connection.
   */
  private void connect(Socket client) throws IOException {
    try {
      Socket upstream = new Socket();
      upstream.setReceiveBufferSize(RECEIVE_BUFFER);
      upstream.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server));
      connections.incrementAndGet();
      ProxyLink link = new ProxyLink(client, upstream, links::remove);
      links.add(link);
      link.start(toClient, toServer);
    } catch (IOException e) {
      client.setSoLinger(true, 0);
      client.close();
    }
  }
}
