package io.ramal.extension;

import java.util.Collections;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that is known of one extension at one moment: everything a decision depends on, and what each
 * history row carries as its checkpoint.
 *
 * @param lease who it was given to, if anyone
 * @param contacts the registered contacts by URI
 * @param channels the live channels by Uniqueid
 * @param disowned URIs of contacts that were cleared by hand and have not been seen to leave since:
 *     one that is seen again confirms no later lease
 * @param verified false after contacts or channels were cleared by hand, until the PBX was asked
 * @param membership whether it belongs to the pool
 */
public record Facts(
    Optional<Lease> lease,
    SortedMap<String, Contact> contacts,
    SortedMap<String, Channel> channels,
    NavigableSet<String> disowned,
    boolean verified,
    Membership membership) {

  /** What is known of an extension that nobody has heard of yet. */
  public static final Facts NONE =
      new Facts(
          Optional.empty(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeSet<>(),
          true,
          Membership.NONE);

  /** Copies the collections, so that facts never change. */
  public Facts {
    contacts = Collections.unmodifiableSortedMap(new TreeMap<>(contacts));
    channels = Collections.unmodifiableSortedMap(new TreeMap<>(channels));
    disowned = Collections.unmodifiableNavigableSet(new TreeSet<>(disowned));
  }

  /** The state that these facts mean: a pure function, and the only one. */
  public State state() {
    if (!channels.isEmpty()) {
      return State.IN_CALL;
    }
    return contacts.isEmpty() ? State.FREE : State.BUSY;
  }

  /** Whether the extension may be handed out now. */
  public boolean available() {
    return lease.isEmpty()
        && state() == State.FREE
        && verified
        && membership.inService()
        && !membership.fixed();
  }

  /** Whether nothing at all is known of it that would have to be followed or cleared. */
  public boolean idle() {
    return lease.isEmpty() && contacts.isEmpty() && channels.isEmpty() && disowned.isEmpty();
  }

  /**
   * Whether the holder of the lease is shown to be there: by a contact, or by a channel. A contact
   * that was cleared by hand is someone else's and proves nothing, nor does a channel beside it.
   */
  boolean used() {
    boolean contended = contacts.keySet().stream().anyMatch(disowned::contains);
    boolean own = !disowned.containsAll(contacts.keySet());
    return own || (!channels.isEmpty() && !contended);
  }

  Facts withLease(Optional<Lease> newLease) {
    return new Facts(newLease, contacts, channels, disowned, verified, membership);
  }

  Facts withContact(Contact contact) {
    var more = new TreeMap<>(contacts);
    more.put(contact.uri(), contact);
    return new Facts(lease, more, channels, disowned, verified, membership);
  }

  /** Without the contact; having been seen to leave, it is no longer disowned either. */
  Facts withoutContact(String uri) {
    var fewer = new TreeMap<>(contacts);
    fewer.remove(uri);
    var owned = new TreeSet<>(disowned);
    owned.remove(uri);
    return new Facts(lease, fewer, channels, owned, verified, membership);
  }

  Facts withChannel(Channel channel) {
    var more = new TreeMap<>(channels);
    more.put(channel.uniqueid(), channel);
    return new Facts(lease, contacts, more, disowned, verified, membership);
  }

  Facts withoutChannel(String uniqueid) {
    var fewer = new TreeMap<>(channels);
    fewer.remove(uniqueid);
    return new Facts(lease, contacts, fewer, disowned, verified, membership);
  }

  /** Without lease, contacts and channels, as a hand clears them; the contacts become disowned. */
  Facts cleared(boolean nowVerified) {
    var suspects = new TreeSet<>(disowned);
    suspects.addAll(contacts.keySet());
    return new Facts(
        Optional.empty(), new TreeMap<>(), new TreeMap<>(), suspects, nowVerified, membership);
  }

  Facts verifiedWith(NavigableSet<String> stillDisowned) {
    return new Facts(lease, contacts, channels, stillDisowned, true, membership);
  }

  Facts with(Membership newMembership) {
    return new Facts(lease, contacts, channels, disowned, verified, newMembership);
  }
}
