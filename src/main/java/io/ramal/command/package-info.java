/**
 * The command line: one class for each command, which puts the rooms together, hands each what it
 * needs of the settings, and says in one line what keeps it from starting.
 *
 * <p>Authority: exit codes, the order of starting and stopping, and what is printed; the only room
 * that prints. No room knows it. A command runs on the main thread.
 */
package io.ramal.command;
