package io.ramal.load;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What this process takes up.
 *
 * @param platform threads of the operating system
 * @param virtual virtual threads that have begun and not ended
 * @param sockets open sockets, from /proc
 * @param heap bytes in use after a collection
 */
record Footprint(long platform, long virtual, long sockets, long heap) {

  private static final int COLLECTIONS = 3;
  private static final double MEGABYTE = 1 << 20;

  /** As it is now. */
  static Footprint now() {
    return new Footprint(
        ManagementFactory.getThreadMXBean().getThreadCount(),
        virtualThreads(),
        openSockets(),
        heapInUse());
  }

  /** The JVM's own dump is the only list that has the virtual ones. */
  private static long virtualThreads() {
    try {
      Path folder = Files.createTempDirectory("footprint");
      Path dump = folder.resolve("threads").toAbsolutePath();
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
      try (Stream<String> lines = Files.lines(dump)) {
        return lines.filter(line -> line.matches("#\\d+ \".*\" virtual\\b.*")).count();
      } finally {
        Files.delete(dump);
        Files.delete(folder);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static long openSockets() {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.filter(Footprint::isSocket).count();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  private static long heapInUse() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Override
  public String toString() {
    return "%d platform threads, %d virtual, %d sockets, heap %.1f MB"
        .formatted(platform, virtual, sockets, heap / MEGABYTE);
  }
}
