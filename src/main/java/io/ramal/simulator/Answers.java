package io.ramal.simulator;

import java.util.ArrayList;
import java.util.List;

/** The forms in which Asterisk answers. */
final class Answers {

  private Answers() {}

  static List<Block> success(AmiRequest asked, Fields fields) {
    return response("Success", asked, fields);
  }

  static List<Block> message(AmiRequest asked, String message) {
    return success(asked, Fields.of("Message", message));
  }

  static List<Block> error(AmiRequest asked, String message) {
    return response("Error", asked, Fields.of("Message", message));
  }

  /** The message of PJSIP's lists ends in a line feed of its own. */
  static List<Block> pjsipError(AmiRequest asked, String message) {
    return error(asked, message + "\n");
  }

  static List<Block> response(String response, AmiRequest asked, Fields fields) {
    String text = "Response: " + response + "\r\n" + asked.idLine() + fields.text() + "\r\n";
    return List.of(Block.answer(text));
  }

  static List<Block> denied(AmiRequest asked) {
    return error(asked, "Permission denied");
  }

  static List<Block> unknown(AmiRequest asked) {
    return error(
        asked,
        "Invalid/unknown command: %s. Use Action: ListCommands to show available commands."
            .formatted(asked.action()));
  }

  /** One item of a list: its event, and its lines. */
  record Item(String event, Fields fields) {}

  static List<Block> list(AmiRequest asked, String message, List<Item> items, String complete) {
    List<Block> blocks = new ArrayList<>();
    blocks.addAll(success(asked, Fields.of("EventList", "start").add("Message", message)));
    items.forEach(item -> blocks.add(item(asked, item.event(), item.fields())));
    Fields end = Fields.of("EventList", "Complete").add("ListItems", items.size());
    blocks.add(item(asked, complete, end));
    return blocks;
  }

  private static Block item(AmiRequest asked, String event, Fields fields) {
    return Block.answer("Event: " + event + "\r\n" + asked.idLine() + fields.text() + "\r\n");
  }
}
