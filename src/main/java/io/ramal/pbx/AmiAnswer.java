package io.ramal.pbx;

import java.util.List;
import java.util.Optional;

/**
 * What the PBX said to one action.
 *
 * @param response its answer
 * @param items the list that followed, without its end; empty where none was announced
 * @param end what ended the list; empty where none was announced
 */
record AmiAnswer(AmiMessage response, List<AmiMessage> items, Optional<AmiMessage> end) {

  AmiAnswer {
    items = List.copyOf(items);
  }

  boolean isError() {
    return response.field("Response").equalsIgnoreCase("Error");
  }

  /** Whether it is a list, to its end, with as many items as the PBX says it has. */
  boolean isWholeList() {
    return end.filter(last -> last.field("EventList").equalsIgnoreCase("Complete"))
        .map(last -> last.field("ListItems"))
        .filter(count -> count.isEmpty() || count.equals(String.valueOf(items.size())))
        .isPresent();
  }

  String message() {
    return response.field("Message");
  }

  boolean isUnknownAction() {
    return isError() && message().startsWith("Invalid/unknown command");
  }

  boolean isDenied() {
    return isError() && message().equals("Permission denied");
  }
}
