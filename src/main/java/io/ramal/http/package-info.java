/**
 * The HTTP server and what all routes have in common: reading a request, refusing it as
 * problem+json with a plain sentence for old clients, times, pages and cross-origin rules.
 *
 * <p>Authority: what a failure looks like to a client. The routes belong to the rooms whose answers
 * they give. Every request has a virtual thread of its own, and nothing here is shared between
 * requests but what never changes.
 */
package io.ramal.http;
