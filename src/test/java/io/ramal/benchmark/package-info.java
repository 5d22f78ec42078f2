/** How fast it is, beside what it is compared with, in one run. Nothing here passes or fails. */
package io.ramal.benchmark;
