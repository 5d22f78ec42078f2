package io.ramal.pbx;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.asteriskjava.manager.action.LogoffAction;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.internal.ManagerUtil;
import org.asteriskjava.manager.internal.ManagerWriterImpl;
import org.asteriskjava.util.SocketConnectionFacade;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One TCP connection to the AMI of a PBX, from the greeting to its end; never reconnects. One
 * thread reads; any thread may ask.
 */
final class AmiConnection implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AmiConnection.class);
  private static final String GREETING = "Asterisk Call Manager/";

  private final World world;
  private final SocketConnectionFacade socket;
  private final ManagerWriterImpl writer = new ManagerWriterImpl();
  private final AmiListener listener;
  private final Duration answerDeadline;
  private final Map<String, Question> questions = new ConcurrentHashMap<>();
  private final AtomicLong lastId = new AtomicLong();
  private final CompletableFuture<String> greeting = new CompletableFuture<>();
  private final CompletableFuture<String> end = new CompletableFuture<>();

  private AmiConnection(
      World world, SocketConnectionFacade socket, LinkTimes times, AmiListener listener) {
    this.world = world;
    this.socket = socket;
    this.listener = listener;
    this.answerDeadline = times.answerDeadline();
    writer.setSocket(socket);
  }

  /**
   * Connects and begins to read.
   *
   * @throws LinkLostException when there is no connection, or no PBX at its other end
   */
  static AmiConnection open(World world, PbxSettings pbx, LinkTimes times, AmiListener listener)
      throws LinkLostException, InterruptedException {
    var connection = new AmiConnection(world, connected(world, pbx, times), times, listener);
    world.start("ami-reader-" + pbx.name(), connection::read);
    try {
      connection.await(connection.greeting, "greeting");
      return connection;
    } catch (LinkLostException | InterruptedException failure) {
      connection.close();
      throw failure;
    }
  }

  private static SocketConnectionFacade connected(World world, PbxSettings pbx, LinkTimes times)
      throws LinkLostException {
    try {
      return world.connect(pbx, times.connectDeadline());
    } catch (IOException failure) {
      throw new LinkLostException("no connection: " + reason(failure));
    }
  }

  /** The number of the AMI protocol: 5 of Asterisk 16, 11 of Asterisk 22; 0 when it is not told. */
  int protocol() {
    String version = greeting.join().substring(GREETING.length());
    String major = version.replaceAll("\\..*", "");
    return major.matches("\\d{1,4}") ? Integer.parseInt(major) : 0;
  }

  /** Sends the action and waits for its answer, with the whole list if it is one. */
  AmiAnswer ask(ManagerAction action) throws LinkLostException, InterruptedException {
    return ask(action, answer -> {});
  }

  /**
   * The same; moreover does something at the place of the answer between the events.
   *
   * @param inOrder runs on the reader's thread and must not wait
   */
  AmiAnswer ask(ManagerAction action, Consumer<AmiAnswer> inOrder)
      throws LinkLostException, InterruptedException {
    String id = String.valueOf(lastId.incrementAndGet());
    var question = new Question(inOrder);
    questions.put(ManagerUtil.addInternalActionId(null, id), question);
    send(action, id);
    if (end.isDone()) {
      question.fail(end.join());
    }
    try {
      return await(question.answer(), "answer to " + action.getAction());
    } finally {
      questions.values().remove(question);
    }
  }

  private void send(ManagerAction action, String id) throws LinkLostException {
    try {
      writer.sendAction(action, id);
    } catch (IOException failure) {
      throw new LinkLostException(end.getNow("the connection broke: " + reason(failure)));
    }
  }

  private <T> T await(CompletableFuture<T> future, String what)
      throws LinkLostException, InterruptedException {
    return await(future, what, answerDeadline);
  }

  /** Waits for something that the connection brings, or for its end. */
  <T> T await(CompletableFuture<T> future, String what, Duration deadline)
      throws LinkLostException, InterruptedException {
    if (!world.await(CompletableFuture.anyOf(future, end), deadline)) {
      throw new LinkLostException("no " + what + " within " + deadline.toMillis() + " ms");
    }
    if (!future.isDone()) {
      throw new LinkLostException(end.join());
    }
    try {
      return future.get();
    } catch (ExecutionException failure) {
      throw new LinkLostException(reason(failure.getCause()));
    }
  }

  private static String reason(Throwable failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }

  private void read() {
    String why = "the PBX closed the connection";
    try {
      var block = new ArrayList<String>();
      for (String line = socket.readLine(); line != null; line = socket.readLine()) {
        line(block, line.strip());
      }
    } catch (IOException failure) {
      why = "the connection broke: " + reason(failure);
    } catch (RuntimeException failure) {
      why = "a message could not be handled: " + reason(failure);
      LOG.error("[RAMAL-2007] a message of the PBX could not be handled", failure);
    } finally {
      ended(why);
    }
  }

  private void line(List<String> block, String line) {
    if (!greeting.isDone()) {
      greet(line);
    } else if (!line.isEmpty()) {
      block.add(line);
    } else if (!block.isEmpty()) {
      message(AmiMessage.of(block));
      block.clear();
    }
  }

  private void greet(String line) {
    if (line.startsWith(GREETING)) {
      greeting.complete(line);
    }
  }

  private void message(AmiMessage message) {
    if (!message.actionId().isEmpty()) {
      Question question = questions.get(message.actionId());
      if (question != null && question.take(message)) {
        questions.values().remove(question);
      }
    } else if (message.isEvent() && !end.isDone()) {
      listener.event(message);
    }
  }

  private void ended(String why) {
    if (end.complete(why)) {
      questions.values().forEach(question -> question.fail(why));
      listener.ended(why);
    }
  }

  /** Whether nothing more will come. */
  boolean isOver() {
    return end.isDone();
  }

  /** Takes leave of the PBX and closes; does nothing on a connection that is over. */
  void logOff() {
    try {
      send(new LogoffAction(), String.valueOf(lastId.incrementAndGet()));
    } catch (LinkLostException over) {
      // there is nobody to take leave of
    } finally {
      close();
    }
  }

  @Override
  public void close() {
    ended("closed");
    try {
      socket.close();
    } catch (IOException alreadyClosed) {
      // it is closed
    }
  }
}
