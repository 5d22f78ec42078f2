package io.ramal.pbx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** An action on its way to its answer. All but the waiting happens on the reader's thread. */
final class Question {

  private final Consumer<AmiAnswer> inOrder;
  private final CompletableFuture<AmiAnswer> answer = new CompletableFuture<>();
  private final List<AmiMessage> messages = new ArrayList<>();

  /**
   * With what to do once the answer is whole, in the order of the wire.
   *
   * @param inOrder runs on the reader's thread and must not wait
   */
  Question(Consumer<AmiAnswer> inOrder) {
    this.inOrder = inOrder;
  }

  /** Takes one message of the answer; true when it is whole. */
  boolean take(AmiMessage message) {
    String list = message.field("EventList");
    boolean ends = message.isAnswer() ? !list.equalsIgnoreCase("start") : completes(list);
    if (message.isAnswer() || !ends) {
      messages.add(message);
    }
    if (ends && !messages.isEmpty()) {
      var last = Optional.of(message).filter(each -> !each.isAnswer());
      finish(new AmiAnswer(messages.getFirst(), messages.subList(1, messages.size()), last));
    }
    return ends;
  }

  private static boolean completes(String list) {
    return list.equalsIgnoreCase("Complete") || list.equalsIgnoreCase("cancelled");
  }

  private void finish(AmiAnswer whole) {
    inOrder.accept(whole);
    answer.complete(whole);
  }

  void fail(String why) {
    answer.completeExceptionally(new LinkLostException(why));
  }

  CompletableFuture<AmiAnswer> answer() {
    return answer;
  }
}
