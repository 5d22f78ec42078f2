package io.ramal.rig;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A SIP phone that does what it is told, one step at a time. A step returns when the SIP answer to
 * it has arrived, and says when that was; it throws {@link PhoneStepFailed} when it is refused or
 * not answered. Several phones can share an extension. Signalling only, no media.
 */
public final class RigPhone implements AutoCloseable {

  private static final Duration SLACK = Duration.ofSeconds(10); // beyond what a step itself waits

  private final PhoneAccount account;
  private final Process process;
  private final Writer steps;
  private final BlockingQueue<PhoneAnswer> answers = new LinkedBlockingQueue<>();
  private final String address;

  private RigPhone(PhoneAccount account) throws IOException {
    this.account = account;
    process = new ProcessBuilder(command(account)).redirectError(Redirect.INHERIT).start();
    steps = process.outputWriter();
    Thread.ofVirtual().name("phone-" + account.extension()).start(this::listen);
    address = answer("connect", Duration.ZERO).address();
  }

  /** A phone, connected if its transport is, that has not registered yet. */
  public static RigPhone start(PhoneAccount account) {
    try {
      return new RigPhone(account);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(PhoneAccount account) {
    return RigScript.command(
        "phone",
        List.of(
            "--interactive",
            "--transport",
            account.transport().option(),
            "--port",
            String.valueOf(account.port()),
            "--password",
            account.password(),
            "--source",
            account.source(),
            account.extension()));
  }

  public String extension() {
    return account.extension();
  }

  /** Its own address and port, {@code 127.0.0.1:40123}, which are in the URI of its contact. */
  public String address() {
    return address;
  }

  public Instant register() {
    return register(120);
  }

  /** Registers, or refreshes the registration, for so many seconds. */
  public Instant register(int seconds) {
    return step("register:" + seconds);
  }

  public Instant unregister() {
    return step("unregister");
  }

  /** Unregisters all clients of the extension: throws them out. */
  public Instant unregisterAll() {
    return step("unregister-all");
  }

  /** Goes away without a word, as a closed page; a connection is closed. */
  public Instant vanish() {
    return step("vanish");
  }

  /** Answers nothing from now on, as a phone without a network. */
  public Instant deaf() {
    return step("deaf");
  }

  /** Ends {@link #deaf}. */
  public Instant hearing() {
    return step("hearing");
  }

  /** Calls; returns when the call is answered. */
  public Instant call(String number) {
    return step("call:" + number, Duration.ofSeconds(35));
  }

  /** Calls; returns when it rings there. */
  public Instant dial(String number) {
    return step("dial:" + number);
  }

  /** Until a dialled call is answered. */
  public Instant awaitAnswer(Duration deadline) {
    return step("answered:", deadline);
  }

  /** Gives up a dialled call. */
  public Instant cancel() {
    return step("cancel");
  }

  /** Until an inbound call rings here. */
  public Instant awaitRinging(Duration deadline) {
    return step("ringing:", deadline);
  }

  /** Answers the inbound call that rings, or the next that does within 20 s. */
  public Instant answer() {
    return step("answer", Duration.ofSeconds(20));
  }

  /** Refuses the inbound call that rings, or the next that does within 20 s, with a SIP code. */
  public Instant reject(int code) {
    return step("reject:" + code, Duration.ofSeconds(20));
  }

  /** Ends the latest call. */
  public Instant hangUp() {
    return step("hangup");
  }

  /** Until the other side ends the latest call. */
  public Instant awaitEnd(Duration deadline) {
    return step("ended:", deadline);
  }

  public Instant hold() {
    return step("hold");
  }

  public Instant unhold() {
    return step("unhold");
  }

  public Instant dtmf(String digits) {
    return step("dtmf:" + digits);
  }

  /** Transfers the latest call blindly; it ends here when the target has answered. */
  public Instant transfer(String number) {
    return step("transfer:" + number);
  }

  /** Joins the far ends of the two latest calls. */
  public Instant transferAttended() {
    return step("attended");
  }

  private Instant step(String step) {
    return step(step, Duration.ZERO);
  }

  /** A step that itself waits so long; one that ends in a colon is told so. */
  private Instant step(String step, Duration waits) {
    try {
      String whole = step.endsWith(":") ? step + waits.toMillis() / 1000.0 : step;
      steps.write(whole + "\n");
      steps.flush();
      return answer(whole, waits).at();
    } catch (IOException e) {
      throw new PhoneStepFailed(extension(), step, 0, "the phone is gone: " + e.getMessage());
    }
  }

  private PhoneAnswer answer(String step, Duration waits) {
    PhoneAnswer answer = next(step, waits.plus(SLACK));
    if (!answer.isOk()) {
      throw new PhoneStepFailed(extension(), step, answer.code(), answer.error());
    }
    return answer;
  }

  private PhoneAnswer next(String step, Duration deadline) {
    try {
      PhoneAnswer answer = answers.poll(deadline.toMillis(), TimeUnit.MILLISECONDS);
      if (answer != null) {
        return answer;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close(); // what it says later would be taken for the answer to another step
    throw new PhoneStepFailed(extension(), step, 0, "nothing happened within " + deadline);
  }

  private void listen() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        answers.add(new PhoneAnswer(line));
      }
    } catch (IOException e) {
      // closed
    }
    answers.add(new PhoneAnswer("the phone has ended"));
  }

  /** The phone is gone without a word, as by {@link #vanish}. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
