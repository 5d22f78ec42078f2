package io.ramal.pool;

import io.ramal.database.Database;
import io.ramal.database.Transaction;
import io.ramal.extension.Client;
import io.ramal.extension.Decision;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.Origin;
import io.ramal.extension.Policy;
import io.ramal.extension.Rules;
import io.ramal.extension.Source;
import io.ramal.extension.Trigger;
import io.ramal.history.HistoryChain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * The pool at work: the door that clients and links use, and the writer behind it. Safe for many
 * threads.
 */
public final class LivePool implements Pool, Signals, AutoCloseable {

  private static final int SIGNAL_LIMIT = 50_000;
  private static final int COMMAND_LIMIT = 10_000;

  private static final String IN_SERVICE =
      """
      SELECT extension, pbx
        FROM extensions
       WHERE configured
         AND out_of_service_since IS NULL
       ORDER BY extension
      """;

  private static final String CONFIGURED =
      "SELECT extension FROM extensions WHERE configured AND pbx = ?";

  private final Database database;
  private final Inbox inbox = new Inbox(SIGNAL_LIMIT, COMMAND_LIMIT);
  private final Followed followed = new Followed();
  private final Figures figures = new Figures();
  private final Publisher publisher = new Publisher(followed, figures);
  private final Optional<Duration> linkDownExpiry;
  private final Writer writer;
  private final List<Thread> threads = new ArrayList<>();
  private volatile Optional<PbxLinks> links = Optional.empty();

  /**
   * A pool at rest; {@link #start} sets it to work.
   *
   * @param linkDownExpiry how long after its deadline a lease ends while the link is down; empty
   *     for never
   */
  public LivePool(
      Database database, HistoryChain chain, Policy policy, Optional<Duration> linkDownExpiry) {
    this.database = database;
    this.linkDownExpiry = linkDownExpiry;
    var committer = new Committer(database, chain, new Rules(policy));
    var lost = new LostSignals();
    var steps = new SignalSteps(followed, lost);
    this.writer = new Writer(inbox, database, committer, steps, lost, publisher, figures);
  }

  /**
   * Learns which extensions there are, and begins to write.
   *
   * @param pbxLinks answers questions to the PBXs
   */
  public void start(PbxLinks pbxLinks) {
    Deadlines deadlines = begin(pbxLinks);
    threads.add(Thread.ofVirtual().name("pool-deadlines").start(deadlines));
  }

  /** The same, but somebody else has to look at the deadlines. */
  Deadlines begin(PbxLinks pbxLinks) {
    links = Optional.of(pbxLinks);
    publisher.use(pbxLinks);
    refresh(followed::refresh);
    threads.add(Thread.ofVirtual().name("pool-writer").start(writer));
    return new Deadlines(database, inbox, pbxLinks, linkDownExpiry);
  }

  /** Whether all that was offered has been written, and answered. */
  boolean isIdle() {
    return inbox.isIdle();
  }

  private void refresh(Consumer<Transaction> reading) {
    database.inTransaction(
        transaction -> {
          reading.accept(transaction);
          return true;
        });
  }

  @Override
  public Optional<ExtensionName> allocate(Client client, Origin origin) {
    var ask = new Work.Ask(client, origin, UUID.randomUUID().toString(), new CompletableFuture<>());
    return await(ask, ask.done());
  }

  @Override
  public boolean release(ExtensionName extension, Origin origin) {
    if (!followed.contains(extension)) {
      refresh(transaction -> followed.refresh(transaction, extension));
    }
    Optional<String> pbx = followed.pbx(extension);
    return pbx.isPresent() && released(extension, pbx.get(), origin);
  }

  private boolean released(ExtensionName extension, String pbx, Origin origin) {
    var late =
        Work.Late.of(() -> Work.Step.of(extension, new Trigger.Release(linkUp(pbx)), origin));
    return !(await(late, late.done()) instanceof Decision.Refused);
  }

  /**
   * Whether the PBX will be asked about what is cleared by hand. To be asked when the turn of the
   * clearing has come: then it is down only if no reading of a connection that still stands has
   * gone before, so that one comes after. Being logged in counts, since that precedes the reading.
   */
  private boolean linkUp(String pbx) {
    return links.filter(each -> each.connected(pbx)).isPresent();
  }

  @Override
  public int reset(Origin origin) {
    var bulk = new Work.Bulk(transaction -> resets(transaction, origin), new CompletableFuture<>());
    return await(bulk, bulk.done()).size();
  }

  private List<Work.Step> resets(Transaction transaction, Origin origin) {
    return transaction.query(IN_SERVICE).stream()
        .map(
            row ->
                Work.Step.of(
                    new ExtensionName(row.text("extension")),
                    new Trigger.Reset(linkUp(row.text("pbx"))),
                    origin))
        .toList();
  }

  /**
   * Makes these extensions, and no others, the configured ones of the PBX.
   *
   * @param epoch of the leadership that applies the settings; a later leader's settings win
   * @param fixed those of them that are hardphones': followed, never handed out
   * @throws PoolUnavailableException when the database cannot be reached
   */
  public void configure(
      String pbx, long epoch, Set<ExtensionName> extensions, Set<ExtensionName> fixed) {
    var stamp = new LinkStamp(pbx, epoch, 0);
    var bulk =
        new Work.Bulk(
            transaction -> membership(transaction, stamp, extensions, fixed),
            new CompletableFuture<>());
    await(bulk, bulk.done());
  }

  private static List<Work.Step> membership(
      Transaction transaction,
      LinkStamp stamp,
      Set<ExtensionName> extensions,
      Set<ExtensionName> fixed) {
    var steps = new ArrayList<Work.Step>();
    extensions.stream()
        .sorted()
        .forEach(
            name ->
                steps.add(
                    configured(
                        stamp, name, new Trigger.Configure(stamp.pbx(), fixed.contains(name)))));
    transaction.query(CONFIGURED, stamp.pbx()).stream()
        .map(row -> new ExtensionName(row.text("extension")))
        .filter(name -> !extensions.contains(name))
        .forEach(name -> steps.add(configured(stamp, name, new Trigger.Unconfigure())));
    return steps;
  }

  private static Work.Step configured(LinkStamp stamp, ExtensionName name, Trigger trigger) {
    return Work.Step.of(name, trigger, Origin.of(Source.CONFIGURATION))
        .over(stamp, Optional.empty());
  }

  /** What the writer has done since the start. */
  public PoolFigures figures() {
    return figures.now(inbox.depth());
  }

  @Override
  public boolean offer(Signal signal) {
    return inbox.put(signal);
  }

  @Override
  public boolean follows(ExtensionName extension) {
    return followed.contains(extension);
  }

  /** The PBX that the extension is on; empty when the pool does not know the extension. */
  public Optional<String> pbx(ExtensionName extension) {
    return followed.pbx(extension);
  }

  private <T> T await(Work work, CompletableFuture<T> done) {
    if (!inbox.put(work)) {
      figures.refused(1);
      throw new PoolUnavailableException("too many requests wait for the database", false, null);
    }
    try {
      return done.join();
    } catch (CompletionException failure) {
      throw refusal(failure);
    }
  }

  private static PoolUnavailableException refusal(CompletionException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof PoolUnavailableException refusal) {
        return refusal;
      }
    }
    return new PoolUnavailableException("the database did not commit", false, failure);
  }

  /** Refuses new work, finishes what waits, and stops. */
  @Override
  public void close() {
    inbox.close();
    try {
      stop();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop() throws InterruptedException {
    if (!threads.isEmpty()) {
      threads.getFirst().join();
    }
    for (Thread other : threads) {
      other.interrupt();
      other.join();
    }
  }
}
