package io.ramal.pool;

import io.ramal.extension.ExtensionName;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Links to PBXs that say what the test tells them, and remember what they were asked. */
public final class FakeLinks implements PbxLinks {

  /** The epoch under which this process leads every PBX. */
  public static final long EPOCH = 1;

  private volatile boolean synced = true;
  private volatile boolean here = true;
  private volatile boolean broken;
  private final Queue<List<OverdueLease>> pings = new ConcurrentLinkedQueue<>();
  private final Queue<ExtensionName> rechecks = new ConcurrentLinkedQueue<>();
  private final Queue<String> rereads = new ConcurrentLinkedQueue<>();
  private final Queue<Long> deposed = new ConcurrentLinkedQueue<>();

  /** Brings the links up or down. */
  public void synced(boolean nowSynced) {
    synced = nowSynced;
  }

  /** Whether it is this process that has the links, or another replica. */
  public void here(boolean nowHere) {
    here = nowHere;
  }

  /** From now on every request of the pool ends in an exception. */
  public void breakDown() {
    broken = true;
  }

  private void work() {
    if (broken) {
      throw new IllegalStateException("the link broke down");
    }
  }

  /** The leases of each Ping that was asked for. */
  public Queue<List<OverdueLease>> pings() {
    return pings;
  }

  /** The extensions that were to be re-read. */
  public Queue<ExtensionName> rechecks() {
    return rechecks;
  }

  /** Why whole PBXs had to be re-read. */
  public Queue<String> rereads() {
    return rereads;
  }

  /** The epochs that were refused. */
  public Queue<Long> deposedEpochs() {
    return deposed;
  }

  @Override
  public boolean synced(String pbx) {
    return synced;
  }

  @Override
  public boolean connected(String pbx) {
    return synced;
  }

  @Override
  public boolean syncedHere(String pbx) {
    return synced && here;
  }

  @Override
  public OptionalLong leadingEpoch(String pbx) {
    return here ? OptionalLong.of(EPOCH) : OptionalLong.empty();
  }

  @Override
  public void ping(String pbx, List<OverdueLease> leases) {
    pings.add(leases);
  }

  @Override
  public void recheck(String pbx, ExtensionName extension) {
    work();
    rechecks.add(extension);
  }

  @Override
  public void mustReread(String pbx, String why) {
    rereads.add(why);
  }

  @Override
  public void deposed(String pbx, long epoch) {
    deposed.add(epoch);
  }
}
