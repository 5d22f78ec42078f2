package io.ramal.simulator;

import java.util.Map;
import java.util.OptionalInt;

/**
 * Why a channel ends.
 *
 * @param code of Q.850; 0 when nobody said
 * @param sip the code of the SIP answer behind it
 */
record Cause(int code, OptionalInt sip) {

  static final Cause NOBODY_SAID = of(0);
  static final Cause NORMAL = of(16);
  static final Cause NO_SUCH_NUMBER = new Cause(1, OptionalInt.of(404));
  static final Cause NO_ROUTE = new Cause(3, OptionalInt.of(404));
  static final Cause BUSY = new Cause(17, OptionalInt.of(486));
  static final Cause CANCELLED = new Cause(127, OptionalInt.of(487));
  static final Cause CANCELLED_CALLEE = new Cause(127, OptionalInt.of(500));
  static final Cause ELSEWHERE = of(26);

  private static final Map<Integer, String> TEXTS =
      Map.of(
          1, "Unallocated (unassigned) number",
          3, "No route to destination",
          16, "Normal Clearing",
          17, "User busy",
          18, "No user responding",
          19, "User alerting, no answer",
          21, "Call Rejected",
          26, "Answered elsewhere",
          34, "Circuit/channel congestion",
          127, "Interworking, unspecified");

  static Cause of(int code) {
    return new Cause(code, OptionalInt.empty());
  }

  Fields request() {
    return withSip(Fields.of("Cause", code));
  }

  Fields hangup() {
    return withSip(Fields.of("Cause", code).add("Cause-txt", TEXTS.getOrDefault(code, "Unknown")));
  }

  private Fields withSip(Fields fields) {
    sip.ifPresent(answer -> fields.add("TechCause", answer));
    return fields;
  }
}
