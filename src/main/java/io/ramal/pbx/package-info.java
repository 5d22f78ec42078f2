/**
 * The links to the PBXs: logs in over AMI, reads what there is, translates events and hands them to
 * the pool in order; leads one PBX per replica. The only room that imports org.asteriskjava.
 *
 * <p>Authority: whether a PBX is being followed, and by whom. What an event means for an extension
 * is decided by {@code extension}, when it is applied by {@code pool}.
 *
 * <p>Of asterisk-java this room uses the actions, what writes them to the wire, and the socket. It
 * does not use its connection, because that drops events without a sign when its queue of 20,000 is
 * full, builds event objects that warn for unknown fields, drop unknown events and read a Timestamp
 * as a floating-point number, and reconnects by itself. Here one thread per connection reads blocks
 * and hands on answers and events in the order of the wire, so an answer is known to stand behind
 * every event that Asterisk had sent before it.
 *
 * <p>Threads: per PBX one for the leadership, one for the link while leading, and one reader per
 * connection, which never waits for anything but the socket. The door, {@link io.ramal.pbx.Links},
 * is safe for many threads and never blocks but in {@code close}. {@link io.ramal.pbx.PbxInspector}
 * is a side door for one look at a PBX; it follows nothing, and waits.
 */
package io.ramal.pbx;
