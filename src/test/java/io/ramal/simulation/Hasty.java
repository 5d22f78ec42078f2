package io.ramal.simulation;

import io.ramal.extension.ExtensionName;
import io.ramal.pool.OverdueLease;
import io.ramal.pool.PbxLinks;
import java.util.List;
import java.util.OptionalLong;

/** Links that take every Ping for answered: the planted bug EXPIRED_IN_SILENCE. */
record Hasty(PbxLinks links, Between between) implements PbxLinks {

  @Override
  public boolean synced(String pbx) {
    return links.synced(pbx);
  }

  @Override
  public boolean connected(String pbx) {
    return links.connected(pbx);
  }

  @Override
  public boolean syncedHere(String pbx) {
    return links.syncedHere(pbx);
  }

  @Override
  public OptionalLong leadingEpoch(String pbx) {
    return links.leadingEpoch(pbx);
  }

  @Override
  public void ping(String pbx, List<OverdueLease> leases) {
    links.leadingEpoch(pbx).ifPresent(epoch -> between.answerAtOnce(pbx, epoch, leases));
  }

  @Override
  public void recheck(String pbx, ExtensionName extension) {
    links.recheck(pbx, extension);
  }

  @Override
  public void mustReread(String pbx, String why) {
    links.mustReread(pbx, why);
  }

  @Override
  public void deposed(String pbx, long epoch) {
    links.deposed(pbx, epoch);
  }
}
