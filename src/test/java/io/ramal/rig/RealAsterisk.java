package io.ramal.rig;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that needs a real Asterisk. Where none can run it is left out, with one line that
 * says so; with {@code RAMAL_ASTERISK=required} in the environment it fails instead.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RealAsteriskCondition.class)
public @interface RealAsterisk {}
