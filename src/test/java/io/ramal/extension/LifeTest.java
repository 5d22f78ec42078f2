package io.ramal.extension;

import static io.ramal.extension.Words.CONFIGURED;
import static io.ramal.extension.Words.LATER;
import static io.ramal.extension.Words.LEASE;
import static io.ramal.extension.Words.NOW;
import static io.ramal.extension.Words.TAB_1;
import static io.ramal.extension.Words.TAB_2;
import static io.ramal.extension.Words.after;
import static io.ramal.extension.Words.asks;
import static io.ramal.extension.Words.decide;
import static io.ramal.extension.Words.ended;
import static io.ramal.extension.Words.gone;
import static io.ramal.extension.Words.overdue;
import static io.ramal.extension.Words.read;
import static io.ramal.extension.Words.seen;
import static io.ramal.extension.Words.started;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.extension.Lease.Phase;
import io.ramal.extension.Trigger.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The stories of which support asks, and the faults of the service before this one. */
class LifeTest {

  private static final Trigger RELEASE = new Trigger.Release(true);
  private static final Trigger RELEASE_WITHOUT_LINK = new Trigger.Release(false);
  private static final Trigger RESET_WITHOUT_LINK = new Trigger.Reset(false);

  @Test
  void aHangupOfOneOfTwoChannelsDoesNotFree() {
    var extension = after(CONFIGURED, asks(TAB_1), started("X"), started("Y"), ended("X"));

    assertEquals(State.IN_CALL, extension.state());
  }

  @Test
  void aHangupWhileRegisteredDoesNotFree() {
    var extension = after(CONFIGURED, asks(TAB_1), seen("A"), started("X"), ended("X"));

    assertEquals(State.BUSY, extension.state());
    assertEquals(Optional.of(Phase.HELD), phase(extension));
  }

  @Test
  void aLiveClientIsNotFreedByATimer() {
    var extension = after(CONFIGURED, asks(TAB_1), seen("A"));

    assertEquals(new Decision.Unchanged(), decide(extension, overdue(LEASE, extension), LATER));
  }

  @Test
  void aCallOutlivesTheRegistrationOfItsPhone() {
    var extension = after(CONFIGURED, asks(TAB_1), seen("A"), started("X"), gone("A"));

    assertEquals(State.IN_CALL, extension.state());
    assertEquals(new Decision.Unchanged(), decide(extension, overdue(LEASE, extension), LATER));
  }

  @Test
  void aPageReloadWhoseOldContactIsRemovedLastNeverLooksFree() {
    var registered = after(CONFIGURED, asks(TAB_1), seen("A"));
    var twice = after(registered, seen("N"), NOW);
    var reloaded = after(twice, gone("A"), NOW);

    assertEquals(State.BUSY, twice.state());
    assertEquals(State.BUSY, reloaded.state());
    assertEquals(Optional.of(Phase.HELD), phase(reloaded));
  }

  @Test
  void aPageReloadGetsItsOwnExtensionBackAndNobodyElseDoes() {
    var left = after(CONFIGURED, asks(TAB_1), seen("A"), gone("A"));

    assertFalse(decide(left, asks(TAB_2), NOW) instanceof Decision.Changed);
    var resumed = after(left, new Trigger.Allocate("L2", TAB_1), NOW);
    assertEquals(LEASE, resumed.facts().lease().orElseThrow().id());
    assertEquals(Optional.of(Phase.PENDING), phase(resumed));
  }

  @Test
  void aPendingLeaseIsNotGivenTwiceNotEvenToItsHolder() {
    var pending = after(CONFIGURED, asks(TAB_1));

    assertEquals(
        new Decision.Refused(Decision.Refusal.NOT_AVAILABLE),
        decide(pending, new Trigger.Allocate("L2", TAB_1), NOW));
  }

  @Test
  void softphonesHaveAMinuteToComeBackAfterARestartOfThePbx() {
    var held = after(CONFIGURED, asks(TAB_1), seen("A"));
    var missed = after(held, read(Reading.AFTER_LOGIN, List.of(), List.of()), NOW);
    var left = after(held, gone("A"), NOW);

    assertEquals(Duration.ofSeconds(60), grace(missed));
    assertEquals(Duration.ofSeconds(5), grace(left));
  }

  @Test
  void aContactClearedByHandConfirmsNoLaterLease() {
    var contended =
        after(CONFIGURED, seen("D"), RELEASE_WITHOUT_LINK, asks(TAB_1), seen("D"), started("X"));

    assertEquals(Optional.of(Phase.PENDING), phase(contended));
    assertTrue(decide(contended, overdue(LEASE, contended), LATER) instanceof Decision.Changed);
  }

  @Test
  void aContactClearedByHandConfirmsNoLaterLeaseWhenItIsFoundInACall() {
    var leased = after(CONFIGURED, seen("D"), RELEASE_WITHOUT_LINK, asks(TAB_1));
    var found = after(leased, read(Reading.AFTER_LOGIN, List.of("D"), List.of("X")), NOW);

    assertEquals(Optional.of(Phase.PENDING), phase(found));
  }

  @Test
  void aCallBesideAContactClearedByHandCountsForTheHolderOnceThatContactIsGone() {
    var contended =
        after(CONFIGURED, seen("D"), RELEASE_WITHOUT_LINK, asks(TAB_1), seen("D"), started("X"));

    assertEquals(Optional.of(Phase.HELD), phase(after(contended, gone("D"), NOW)));
  }

  @Test
  void aLeaseOfWhichAReReadFindsNothingIsLeftAsItWas() {
    var contended =
        after(CONFIGURED, seen("D"), RELEASE_WITHOUT_LINK, asks(TAB_1), seen("D"), started("X"));
    var clear = after(contended, read(Reading.ON_LIVE_LINK, List.of(), List.of()), NOW);

    assertEquals(contended.facts().lease(), clear.facts().lease());
  }

  @Test
  void aContactClearedByHandThatWasSeenToLeaveIsAContactLikeAnyOther() {
    var extension =
        after(CONFIGURED, seen("D"), RELEASE_WITHOUT_LINK, asks(TAB_1), gone("D"), seen("D"));

    assertEquals(Optional.of(Phase.HELD), phase(extension));
  }

  @Test
  void aPeerWithOneContactAtMostHasLeftAllOthers() {
    var released = after(CONFIGURED, seen("D"), RELEASE_WITHOUT_LINK);
    var alone = after(released, new Trigger.ContactSeen("N", "Registered", "", true), NOW);

    assertTrue(alone.facts().disowned().isEmpty());
  }

  @Test
  void aReleaseOfAnExtensionInUseWaitsForThePbxBeforeItIsHandedOut() {
    var released = after(CONFIGURED, asks(TAB_1), seen("A"), RELEASE);

    assertEquals(State.FREE, released.state());
    assertFalse(released.facts().available());
    var clear = read(Reading.AFTER_RELEASE, List.of(), List.of());
    assertTrue(after(released, clear, NOW).facts().available());
    var still = read(Reading.AFTER_RELEASE, List.of("A"), List.of());
    assertEquals(State.BUSY, after(released, still, NOW).state());
  }

  @Test
  void aReleaseWithoutALinkSaysThatThePbxWasNotAsked() {
    var pending = after(CONFIGURED, asks(TAB_1));

    var released = (Decision.Changed) decide(pending, RELEASE_WITHOUT_LINK, NOW);

    assertTrue(released.changes().getFirst().detail().startsWith("unverified"));
    assertTrue(released.after().facts().available());
  }

  @Test
  void aResetWithoutALinkLeavesWhatIsOrMayBeInUseAlone() {
    var used = after(CONFIGURED, asks(TAB_1), seen("A"));
    var unverified = after(used, RELEASE, NOW);

    assertEquals(new Decision.Unchanged(), decide(used, RESET_WITHOUT_LINK, NOW));
    assertEquals(new Decision.Unchanged(), decide(unverified, RESET_WITHOUT_LINK, NOW));
  }

  @Test
  void anExtensionDroppedWhileInUseIsFollowedToItsEnd() {
    var dropped = after(CONFIGURED, asks(TAB_1), seen("A"), new Trigger.Unconfigure());

    assertEquals(State.BUSY, dropped.state());
    var left = after(dropped, gone("A"), NOW);
    var over = after(left, overdue(LEASE, left), LATER);
    assertTrue(over.facts().idle());
    assertFalse(over.facts().available());
  }

  @Test
  void takingOutOfServiceOutlivesARestartAndAReconfiguration() {
    var extension =
        after(
            CONFIGURED,
            new Trigger.TakeOutOfService("ana", "noisy line"),
            new Trigger.Unconfigure(),
            CONFIGURED);

    assertFalse(extension.facts().membership().inService());
  }

  @Test
  void theTurnOfAnExtensionCountsFromWhenItsLeaseEnded() {
    var left = after(CONFIGURED, asks(TAB_1), seen("A"), gone("A"));

    assertEquals(LATER, after(left, overdue(LEASE, left), LATER).freeSince());
  }

  private static Optional<Phase> phase(Extension extension) {
    return extension.facts().lease().map(Lease::phase);
  }

  private static Duration grace(Extension extension) {
    assertEquals(Optional.of(Phase.GRACE), phase(extension));
    return Duration.between(NOW, extension.facts().lease().orElseThrow().expiresAt().orElseThrow());
  }
}
