package io.ramal.http;

import java.util.Optional;
import java.util.Set;

/**
 * Where the server listens, and to whom.
 *
 * @param host the address to listen on
 * @param port the port; 0 for any that is free
 * @param origins whose pages may call the routes open to other origins; empty for all
 */
public record HttpSettings(String host, int port, Optional<Set<String>> origins) {}
