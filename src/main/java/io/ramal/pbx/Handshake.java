package io.ramal.pbx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.asteriskjava.manager.action.ChallengeAction;
import org.asteriskjava.manager.action.CoreStatusAction;
import org.asteriskjava.manager.action.LoginAction;
import org.asteriskjava.manager.action.ManagerAction;

/** From the greeting to the point at which the PBX can be read: login, filters, FullyBooted. */
final class Handshake {

  private final AmiConnection connection;

  Handshake(AmiConnection connection) {
    this.connection = connection;
  }

  /**
   * Goes through it.
   *
   * @param booted completed by FullyBooted
   * @return when the PBX says that it was started, in its own words; empty when it does not say
   */
  Optional<String> run(PbxSettings pbx, CompletableFuture<AmiMessage> booted, Duration bootDeadline)
      throws LinkLostException, LoginRefusedException, InterruptedException {
    logIn(pbx);
    for (ManagerAction filter : Filters.of(connection.protocol())) {
      if (connection.ask(filter).isDenied()) {
        throw LoginRefusedException.tooFewPrivileges("Filter is denied");
      }
    }
    awaitBoot(booted, bootDeadline);
    return startup(connection.ask(new CoreStatusAction()).response());
  }

  /** The login alone. */
  void logIn(PbxSettings pbx)
      throws LinkLostException, LoginRefusedException, InterruptedException {
    AmiAnswer challenge = accepted(new ChallengeAction("MD5"));
    String key = md5(challenge.response().field("Challenge") + pbx.secret());
    accepted(new LoginAction(pbx.user(), "MD5", key, "system,call"));
  }

  private AmiAnswer accepted(ManagerAction action)
      throws LinkLostException, LoginRefusedException, InterruptedException {
    AmiAnswer answer = connection.ask(action);
    if (answer.isError()) {
      throw new LoginRefusedException(answer.message());
    }
    return answer;
  }

  private static String md5(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** FullyBooted is of class system: a user that may not read it waits for ever, as at a boot. */
  private void awaitBoot(CompletableFuture<AmiMessage> booted, Duration deadline)
      throws LinkLostException, LoginRefusedException, InterruptedException {
    try {
      connection.await(booted, "FullyBooted", deadline);
    } catch (LinkLostException failure) {
      if (connection.isOver()) {
        throw failure;
      }
      throw LoginRefusedException.neverBooted(failure.getMessage());
    }
  }

  private static Optional<String> startup(AmiMessage status) {
    String startup = status.field("CoreStartupDate") + " " + status.field("CoreStartupTime");
    return startup.isBlank() ? Optional.empty() : Optional.of(startup);
  }
}
