package io.ramal.pbx;

import java.util.List;

/**
 * What the PBX said to one action.
 *
 * @param response its answer
 * @param items the list that followed, without its end; empty where none was announced
 */
record AmiAnswer(AmiMessage response, List<AmiMessage> items) {

  AmiAnswer {
    items = List.copyOf(items);
  }

  boolean isError() {
    return response.field("Response").equalsIgnoreCase("Error");
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
