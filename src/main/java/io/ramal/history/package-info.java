/**
 * The append-only record of everything: appends rows within the transaction that changes an
 * extension or a link, answers questions about them, and proves that none was changed or lost.
 *
 * <p>Authority: the order of the rows, their byte form and hash. It decides nothing about
 * extensions. Repositories hold no state and are safe for many threads.
 */
package io.ramal.history;
