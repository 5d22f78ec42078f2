/**
 * The settings: read from the environment, system properties and {@code application.yaml}, checked
 * as a whole, and handed on as values.
 *
 * <p>Authority: names, defaults and what is nonsense; all problems are told at once, each with the
 * way to mend it. Read once, at the start; immutable afterwards and safe for many threads.
 */
package io.ramal.config;
