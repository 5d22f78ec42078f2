/**
 * The whole core against a simulated PBX in one process: chance decides what clients, phones, the
 * network, the PBX and the operator do, a small model and invariants judge each step, and a seed
 * makes the same run again.
 */
package io.ramal.simulation;
