package io.ramal.pool;

import io.ramal.extension.ExtensionName;

/** Where PBX links put what they hear. */
public interface Signals {

  /**
   * Takes the signal, without blocking; false when the queue is full and the signal was not taken:
   * the link must then record an overflow and re-read.
   */
  boolean offer(Signal signal);

  /** Whether the pool follows this extension: events of others need not be offered. */
  boolean follows(ExtensionName extension);
}
