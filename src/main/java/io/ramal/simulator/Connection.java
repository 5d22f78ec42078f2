package io.ramal.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;

/** One client: its session, its way out, and what goes wrong in between. */
final class Connection {

  private final SimulatorServer server;
  private final Wire wire;
  private final FaultyOutlet outlet;
  private final AmiSession session;

  Connection(SimulatorServer server, Wire wire, FaultyOutlet outlet, AmiSession session) {
    this.server = server;
    this.wire = wire;
    this.outlet = outlet;
    this.session = session;
  }

  /** Reads what the client asks until it goes or is sent away. */
  void read(InputStream in) {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        server.heard(this, line);
      }
    } catch (IOException e) {
      // the client went away
    } finally {
      server.left(this);
      wire.end();
    }
  }

  FaultyOutlet outlet() {
    return outlet;
  }

  AmiSession session() {
    return session;
  }

  Wire wire() {
    return wire;
  }

  SessionView view() {
    return session.view(wire.queued(), wire.written());
  }
}
