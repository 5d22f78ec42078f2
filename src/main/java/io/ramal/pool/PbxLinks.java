package io.ramal.pool;

import io.ramal.extension.ExtensionName;
import java.util.List;
import java.util.OptionalLong;

/**
 * What the pool asks of the links to the PBXs; the room {@code pbx} answers. No method blocks, all
 * may be called from any thread, and a question that cannot be asked now is dropped: the pool asks
 * again.
 */
public interface PbxLinks {

  /**
   * Whether facts of this PBX are being followed: some replica is logged in and has applied a
   * snapshot since. False for an unknown PBX.
   */
  boolean synced(String pbx);

  /** Whether some replica is logged in, in step or not: what is believed will be read again. */
  boolean connected(String pbx);

  /** As {@link #synced}, and it is this process that follows it. */
  boolean syncedHere(String pbx);

  /** The epoch under which this process leads the PBX; empty while it does not. */
  OptionalLong leadingEpoch(String pbx);

  /** Sends a Ping; its answer enters the pool as {@link Signal.PingAnswered} with these leases. */
  void ping(String pbx, List<OverdueLease> leases);

  /**
   * Re-reads just this extension; the answer enters the pool as {@link Signal.Happened} with a
   * {@link io.ramal.extension.Trigger.Seen} of reading AFTER_RELEASE.
   */
  void recheck(String pbx, ExtensionName extension);

  /** Signals of this PBX were lost on their way into the database: the link must re-read it. */
  void mustReread(String pbx, String why);

  /** This process no longer leads the PBX: its epoch was refused. The link must be given up. */
  void deposed(String pbx, long epoch);
}
