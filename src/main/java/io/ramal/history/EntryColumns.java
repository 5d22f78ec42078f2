package io.ramal.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Rows of the history turned into columns: one array each, in the order of the INSERT. */
record EntryColumns(List<HistoryEntry> entries) {

  Object[] parameters(Instant recordedAt, long algorithm) {
    List<Object> parameters = new ArrayList<>();
    parameters.add(recordedAt);
    parameters.add(algorithm);
    parameters.add(numbers(HistoryEntry::id));
    parameters.add(texts(e -> e.extension().value()));
    parameters.add(numbers(HistoryEntry::version));
    parameters.add(texts(e -> e.event().word()));
    parameters.add(texts(e -> e.from().word()));
    parameters.add(texts(e -> e.to().word()));
    parameters.add(texts(e -> Times.text(e.occurredAt())));
    parameters.add(texts(e -> e.origin().source().word()));
    parameters.add(texts(e -> e.origin().actor()));
    parameters.add(texts(e -> e.origin().requestId()));
    parameters.add(texts(e -> e.origin().clientAddress()));
    parameters.add(texts(HistoryEntry::leaseId));
    parameters.add(texts(HistoryEntry::holder));
    parameters.add(texts(HistoryEntry::pbx));
    parameters.add(texts(e -> e.evidence().channel()));
    parameters.add(texts(e -> e.evidence().uniqueid()));
    parameters.add(texts(e -> e.evidence().linkedid()));
    parameters.add(texts(e -> e.evidence().contactUri()));
    parameters.add(texts(e -> e.evidence().userAgent()));
    parameters.add(causes());
    parameters.add(texts(HistoryEntry::detail));
    parameters.add(texts(HistoryEntry::facts));
    parameters.add(entries.stream().map(e -> e.hash().bytes()).toArray(byte[][]::new));
    return parameters.toArray();
  }

  /** An empty text is NULL in the table. */
  private String[] texts(Function<HistoryEntry, String> column) {
    return entries.stream()
        .map(column)
        .map(text -> text.isEmpty() ? null : text)
        .toArray(String[]::new);
  }

  private Long[] numbers(Function<HistoryEntry, Long> column) {
    return entries.stream().map(column).toArray(Long[]::new);
  }

  private Integer[] causes() {
    return entries.stream()
        .map(e -> e.evidence().cause())
        .map(cause -> cause.isPresent() ? (Integer) cause.getAsInt() : null)
        .toArray(Integer[]::new);
  }
}
