/**
 * Looks at the settings, the database and the PBXs, and says what is wrong, why it matters and
 * which line to change; what {@code ramal doctor} prints.
 *
 * <p>Authority: what counts as wrong, and the stable words of the checks. It only looks: it leads
 * no PBX, writes nothing to the database and changes nothing on a PBX. Each check is a function
 * from what was seen to findings. Run once, by one thread.
 */
package io.ramal.doctor;
