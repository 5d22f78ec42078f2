package io.ramal.rig;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answers to actions that ask for something, in the recorded form, from a given state. Lists
 * that only repeat derived states are not known here, nor is what chan_sip answers.
 */
final class Answers {

  /** What there is to tell. */
  record Facts(PbxState state, List<String> endpoints, Instant now, Instant booted) {}

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final Map<String, String> version;

  /**
   * @param version AMIversion and AsteriskVersion
   */
  Answers(Map<String, String> version) {
    this.version = version;
  }

  String answer(Request request, Facts facts) {
    Optional<String> id = request.id();
    return switch (request.action()) {
      case "ping" ->
          RecordedAnswer.of("Ping").all(id, Map.of("Timestamp", Trace.timestamp(facts.now())));
      case "coresettings" -> RecordedAnswer.of("CoreSettings").all(id, version);
      case "corestatus" -> RecordedAnswer.of("CoreStatus").all(id, status(facts));
      case "listcommands" -> RecordedAnswer.of("ListCommands").all(id, Map.of());
      case "coreshowchannels" -> ListAnswers.channels(id, facts.state().channels());
      case "pjsipshowcontacts" -> ListAnswers.contacts(id, facts.state().contacts(), facts.now());
      case "pjsipshowendpoints" -> EndpointAnswers.endpoints(id, facts);
      case "pjsipshowendpoint" -> EndpointAnswers.endpoint(id, request.field("Endpoint"), facts);
      case "command" -> error(id, "Permission denied");
      default -> unknown(id, request.field("Action"));
    };
  }

  static String error(Optional<String> id, String message) {
    return RecordedAnswer.of("NoSuchAction").all(id, Map.of("Message", message));
  }

  private static String unknown(Optional<String> id, String action) {
    return error(
        id,
        "Invalid/unknown command: %s. Use Action: ListCommands to show available commands."
            .formatted(action));
  }

  private static Map<String, String> status(Facts facts) {
    LocalDateTime booted = LocalDateTime.ofInstant(facts.booted(), ZoneOffset.UTC);
    String date = booted.toLocalDate().toString();
    String time = TIME.format(booted);
    return Map.of(
        "CoreStartupDate", date,
        "CoreStartupTime", time,
        "CoreReloadDate", date,
        "CoreReloadTime", time,
        "CoreCurrentCalls", String.valueOf(facts.state().channels().size()));
  }
}
