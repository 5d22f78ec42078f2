package io.ramal.rig;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Five neighbouring free ports of 127.0.0.1. They are taken below those that the kernel hands out
 * by itself, so that they are still free when an instance is started once more.
 */
record RigPorts(int ami) {

  private static final int FIRST = 10_000;
  private static final int LAST = 30_000;
  private static final int STEP = 10;

  static RigPorts free() {
    return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(FIRST / STEP, LAST / STEP))
        .limit(200)
        .mapToObj(block -> new RigPorts(block * STEP))
        .filter(RigPorts::areFree)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no free ports"));
  }

  int sip() {
    return ami + 1;
  }

  int ws() {
    return ami + 2;
  }

  int wss() {
    return ami + 3;
  }

  int chanSip() {
    return ami + 4;
  }

  private boolean areFree() {
    try (DatagramSocket udp = new DatagramSocket(address(sip()));
        DatagramSocket other = new DatagramSocket(address(chanSip()))) {
      return udp.isBound()
          && other.isBound()
          && IntStream.rangeClosed(ami, chanSip()).allMatch(RigPorts::isFree);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket tcp = new ServerSocket()) {
      tcp.bind(address(port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
