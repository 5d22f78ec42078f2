package io.ramal.history;

import io.ramal.database.Row;
import java.util.Optional;
import java.util.OptionalInt;

/** Checks rows of pbx_link_history one after the other. Confined to one thread. */
final class LinkChainCheck {

  private static final String TABLE = "pbx_link_history";

  private final ByteForm form = new ByteForm();
  private long lastId;
  private Hash lastHash = Hash.ZERO;

  long rows() {
    return lastId;
  }

  void row(Row row) {
    long id = row.number("id");
    Broken.unless(
        id == lastId + 1, TABLE + " row " + (lastId + 1), "is missing: the next has id " + id);
    Hash hash = new Hash(row.bytes("hash"));
    Broken.unless(
        form.hash(lastHash, id, row.time("recorded_at"), entry(row)).equals(hash),
        TABLE + " row " + id,
        "was changed, or the row before it: its hash does not match");
    lastId = id;
    lastHash = hash;
  }

  void head(long id, Hash hash) {
    Broken.unless(
        id == lastId && hash.equals(lastHash),
        "history_head",
        "says that the last row of " + TABLE + " is " + id + ", and it is " + lastId);
  }

  private static LinkEntry entry(Row row) {
    return new LinkEntry(
        row.text("pbx"),
        row.text("event"),
        row.text("replica"),
        row.number("epoch"),
        row.number("connection"),
        whole(row.optionalNumber("differences")),
        whole(row.optionalNumber("contacts_lost")),
        row.optionalText("detail").orElse(""));
  }

  private static OptionalInt whole(Optional<Long> number) {
    return number.map(n -> OptionalInt.of(Math.toIntExact(n))).orElse(OptionalInt.empty());
  }
}
