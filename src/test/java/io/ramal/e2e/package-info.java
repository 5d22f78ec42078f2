/**
 * The whole product against the real Asterisk: what a client sees, what the PBX has, what is
 * recorded.
 */
package io.ramal.e2e;
