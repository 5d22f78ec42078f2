/**
 * Many clients at once, and processes that are killed under them: what was answered must be true.
 */
package io.ramal.load;
