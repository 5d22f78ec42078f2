package io.ramal.pbx;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.asteriskjava.manager.action.CoreSettingsAction;
import org.asteriskjava.manager.action.ListCommandsAction;
import org.asteriskjava.manager.action.PingAction;

/**
 * Looks at a PBX over a connection of its own, by questions that change nothing there: how it is
 * set up, and what its user may do.
 */
public final class PbxInspector {

  private static final Duration BOOT_DEADLINE = Duration.ofSeconds(2);
  private static final int PINGS = 5;
  private static final Pattern CLASSES = Pattern.compile("\\(Priv: ([^)]*)\\)$");
  private static final String NO_CLASS = "<none>";

  private final PbxSettings pbx;
  private final InstantSource clock;
  private final CompletableFuture<AmiMessage> booted = new CompletableFuture<>();

  private PbxInspector(PbxSettings pbx, InstantSource clock) {
    this.pbx = pbx;
    this.clock = clock;
  }

  /**
   * Looks once.
   *
   * @param extensions whose endpoints are looked at closely
   * @param clock of this machine
   */
  public static PbxSight look(
      PbxSettings pbx, LinkTimes times, Set<String> extensions, InstantSource clock)
      throws InterruptedException {
    return new PbxInspector(pbx, clock).look(times, extensions);
  }

  private PbxSight look(LinkTimes times, Set<String> extensions) throws InterruptedException {
    try {
      InetAddress.getAllByName(pbx.host());
      return look(
          AmiConnection.open(new RealWorld(), pbx, times, new BootListener(booted)), extensions);
    } catch (UnknownHostException unknown) {
      return new PbxSight.UnknownHost();
    } catch (LinkLostException failure) {
      return new PbxSight.Unreachable(failure.getMessage());
    } catch (LoginRefusedException failure) {
      return new PbxSight.Refused(failure.getMessage());
    }
  }

  private PbxSight look(AmiConnection connection, Set<String> extensions)
      throws LinkLostException, LoginRefusedException, InterruptedException {
    try {
      new Handshake(connection).logIn(pbx);
      var endpoints = new PoolEndpoints(connection);
      return new PbxSight.Seen(
          version(connection),
          isBooted(connection),
          clock(connection),
          actions(connection),
          new ConfigFiles(connection).read(pbx.user()),
          endpoints.names(),
          endpoints.of(extensions));
    } finally {
      connection.logOff();
    }
  }

  private static Optional<String> version(AmiConnection connection)
      throws LinkLostException, InterruptedException {
    AmiMessage settings = connection.ask(new CoreSettingsAction()).response();
    return Optional.of(settings.field("AsteriskVersion")).filter(text -> !text.isEmpty());
  }

  /** A PBX that is up says so right after the login, to a user who may read it. */
  private boolean isBooted(AmiConnection connection)
      throws LinkLostException, InterruptedException {
    try {
      connection.await(booted, "FullyBooted", BOOT_DEADLINE);
      return true;
    } catch (LinkLostException silence) {
      if (connection.isOver()) {
        throw silence;
      }
      return false;
    }
  }

  private PbxSight.Clock clock(AmiConnection connection)
      throws LinkLostException, InterruptedException {
    PbxSight.Clock best = ping(connection);
    for (int i = 1; i < PINGS; i++) {
      PbxSight.Clock next = ping(connection);
      best = next.roundTrip().compareTo(best.roundTrip()) < 0 ? next : best;
    }
    return best;
  }

  private PbxSight.Clock ping(AmiConnection connection)
      throws LinkLostException, InterruptedException {
    Instant asked = clock.instant();
    AmiMessage answer = connection.ask(new PingAction()).response();
    Duration roundTrip = Duration.between(asked, clock.instant());
    Instant middle = asked.plus(roundTrip.dividedBy(2));
    return new PbxSight.Clock(
        roundTrip, answer.timestamp().map(time -> Duration.between(middle, time)));
  }

  private static Map<String, Set<String>> actions(AmiConnection connection)
      throws LinkLostException, InterruptedException {
    var actions = new HashMap<String, Set<String>>();
    connection
        .ask(new ListCommandsAction())
        .response()
        .fields()
        .forEach(
            (name, text) -> {
              Matcher classes = CLASSES.matcher(text);
              if (classes.find()) {
                actions.put(name, classes(classes.group(1)));
              }
            });
    return actions;
  }

  private static Set<String> classes(String list) {
    return list.equals(NO_CLASS) ? Set.of() : Set.copyOf(List.of(list.split(",", -1)));
  }

  /** Waits for one event and for nothing else. */
  private record BootListener(CompletableFuture<AmiMessage> booted) implements AmiListener {

    @Override
    public void event(AmiMessage event) {
      if (event.event().equals("FullyBooted")) {
        booted.complete(event);
      }
    }

    @Override
    public void ended(String why) {
      // the question that is open then fails, and tells it
    }
  }
}
