package io.ramal.pool;

/**
 * Which link a signal came over. A signal of a stale leader or of an older connection changes
 * nothing.
 *
 * @param pbx the name of the PBX
 * @param epoch of the leadership under which the link was made, as in table {@code pbx}
 * @param connection number of the connection, rising within one process
 */
public record LinkStamp(String pbx, long epoch, long connection) {}
