package io.ramal.history;

import io.ramal.database.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Checks rows of pbx_link_history one after the other. Confined to one thread. */
final class LinkChainCheck {

  private final ByteForm form = new ByteForm();
  private final ChainEnd end = new ChainEnd("pbx_link_history");

  ChainEnd end() {
    return end;
  }

  void row(Row row) {
    long id = row.number("id");
    String where = end.where(id);
    Sealed sealed = Unchanged.read(where, row, List.of("detail"), LinkChainCheck::sealed);
    Hash computed =
        Unchanged.hashed(
            where, () -> form.hash(end.hash(), id, sealed.recordedAt(), sealed.entry()));
    end.next(id, sealed.recordedAt(), sealed.hash(), computed);
  }

  private record Sealed(LinkEntry entry, Instant recordedAt, Hash hash) {}

  private static Sealed sealed(Row row) {
    return new Sealed(entry(row), row.time("recorded_at"), new Hash(row.bytes("hash")));
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
