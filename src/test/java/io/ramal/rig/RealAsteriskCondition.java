package io.ramal.rig;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Decides for {@link RealAsterisk}. */
final class RealAsteriskCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return decide(context, AsteriskRig.availability(), RigAvailability.isRequired());
  }

  static ConditionEvaluationResult decide(
      ExtensionContext context, Optional<String> reason, boolean required) {
    if (reason.isEmpty()) {
      return ConditionEvaluationResult.enabled("Asterisk can run here");
    }
    if (required) {
      throw new IllegalStateException(reason.get() + " (RAMAL_ASTERISK=required)");
    }
    boolean wholeClass = context.getTestMethod().isEmpty();
    if (wholeClass) {
      System.out.println(line(context.getDisplayName(), reason.get()));
    }
    return ConditionEvaluationResult.disabled(reason.get());
  }

  static String line(String tests, String reason) {
    return "Left out: " + tests + ", which needs a real Asterisk. " + reason + ".";
  }
}
