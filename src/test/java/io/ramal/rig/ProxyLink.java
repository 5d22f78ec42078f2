package io.ramal.rig;

import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.function.Consumer;

/** One connection through a {@link TcpProxy}. */
final class ProxyLink {

  private final Socket client;
  private final Socket server;
  private final Consumer<ProxyLink> gone;

  ProxyLink(Socket client, Socket server, Consumer<ProxyLink> gone) throws IOException {
    this.client = client;
    this.server = server;
    this.gone = gone;
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
  }

  void start(ProxyGate toClient, ProxyGate toServer) {
    Thread.ofVirtual().name("proxy-to-client").start(() -> pump(server, client, toClient));
    Thread.ofVirtual().name("proxy-to-server").start(() -> pump(client, server, toServer));
  }

  private void pump(Socket from, Socket to, ProxyGate gate) {
    ProxyGate.Passage passage = gate.open(to);
    byte[] buffer = new byte[16384];
    try {
      for (int n = read(from, buffer); n >= 0; n = read(from, buffer)) {
        passage.pass(Arrays.copyOf(buffer, n));
      }
      passage.awaitFlow();
    } catch (IOException | InterruptedException e) {
      // one of the two is gone
    } finally {
      gate.leave(passage);
      end();
    }
  }

  /** The end of the stream and a reset are the same here: -1. */
  private static int read(Socket from, byte[] buffer) {
    try {
      return from.getInputStream().read(buffer);
    } catch (IOException e) {
      return -1;
    }
  }

  void reset() {
    try {
      client.setSoLinger(true, 0);
      server.setSoLinger(true, 0);
    } catch (IOException e) {
      // closed already
    }
    end();
  }

  void end() {
    gone.accept(this);
    close(client);
    close(server);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is closed all the same
    }
  }
}
