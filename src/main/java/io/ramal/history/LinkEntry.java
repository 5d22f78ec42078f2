package io.ramal.history;

import java.util.OptionalInt;

/**
 * What happened to an AMI link; becomes one row of {@code pbx_link_history}.
 *
 * @param pbx the PBX
 * @param event what happened: connected, synced, lost, login_refused, pbx_restarted, overflow,
 *     reread or leading
 * @param replica the replica that has the link
 * @param epoch the leadership under which it has it
 * @param connection number of the connection within the replica's process
 * @param differences for a re-read: how many extensions were not as believed
 * @param contactsLost for a re-read: how many contacts were found gone
 * @param detail a plain sentence, empty where there is nothing to add
 */
public record LinkEntry(
    String pbx,
    String event,
    String replica,
    long epoch,
    long connection,
    OptionalInt differences,
    OptionalInt contactsLost,
    String detail) {}
