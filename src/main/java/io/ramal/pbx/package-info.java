/**
 * The links to the PBXs: log in over AMI, translate what Asterisk says into signals for the pool,
 * notice silence and loss, come back for ever, and read everything again after each gap.
 *
 * <p>Authority: whether a link is up and in step with its PBX, and what Asterisk's events mean;
 * what they do to an extension is decided elsewhere. The only room that speaks asterisk-java. The
 * thread that reads from the PBX translates and enqueues, and never waits for the database; each
 * link has one thread that feeds the pool in the order of arrival.
 */
package io.ramal.pbx;
