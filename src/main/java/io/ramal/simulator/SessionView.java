package io.ramal.simulator;

import java.util.List;

/**
 * An AMI session as it is now.
 *
 * @param number counts sessions since the simulator began, from 1
 * @param user empty before the login
 * @param events the mask: {@code on}, {@code off} or classes
 * @param filters in the client's words
 * @param requests how many actions it has asked; when one more has come since an event was written,
 *     and the client asks only after it has read, the event was read
 * @param lastActionId of the last action
 * @param queued how many blocks were put in its queue
 * @param written how many of them the network has taken
 */
public record SessionView(
    long number,
    String user,
    String events,
    List<String> filters,
    long requests,
    String lastActionId,
    long queued,
    long written) {}
