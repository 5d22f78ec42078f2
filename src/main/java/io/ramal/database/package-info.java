/**
 * Opens the database, brings its schema up to date and runs transactions; the only room that knows
 * JDBC, DbClient, Flyway, H2 and PostgreSQL.
 *
 * <p>Authority: when a transaction begins and ends, what a failure means, which SQL dialect is
 * spoken. It knows nothing of extensions. {@link io.ramal.database.Database} is safe for many
 * threads; a {@link io.ramal.database.Transaction} belongs to one.
 */
package io.ramal.database;
