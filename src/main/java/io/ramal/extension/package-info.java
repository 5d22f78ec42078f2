/**
 * The words and the rules: what an extension, its facts and its lease are, what can happen to it,
 * and what that does.
 *
 * <p>Authority: the state of an extension and whether it may be handed out, both derived from
 * facts; every change of facts or lease is decided here. It knows no database, no PBX, no HTTP and
 * no clock: the time is passed in. Everything is immutable and safe for many threads, but for the
 * notepad of a decision being made, which never leaves it.
 */
package io.ramal.extension;
