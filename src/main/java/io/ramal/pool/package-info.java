/**
 * The pool: commands of clients and signals of the PBX links become changes of extensions, all
 * through one writer that takes what waits, decides under row locks, and commits it with its
 * history.
 *
 * <p>Authority: who is given which extension, and in which order things happen. The rules
 * themselves are in {@code extension}, the record is in {@code history}. What it asks of the PBX it
 * asks through {@link io.ramal.pool.PbxLinks}. The writer is one thread; its door is safe for many.
 */
package io.ramal.pool;
