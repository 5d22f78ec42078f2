package io.ramal.rig;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A real Asterisk of its own on loopback: fresh folder, free ports, gone with {@link #close} or
 * with this JVM, however that ends. Needs root and {@code asterisk/install}; a test class that uses
 * it says {@link RealAsterisk}.
 */
public final class AsteriskRig implements AutoCloseable {

  private static final String ADMIN = "admin";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final RigOptions options;
  private final RigPorts ports = RigPorts.free();
  private final Path folder;
  private final Process keeper;
  private String pool = "";

  private AsteriskRig(RigOptions options) throws IOException {
    this.options = options;
    folder = Files.createTempDirectory("asterisk-rig");
    keeper = RigScript.keeper(folder);
  }

  /** An instance that is up: fully booted, and AMI answers. */
  public static AsteriskRig start(RigOptions options) {
    availability()
        .ifPresent(
            reason -> {
              throw new IllegalStateException(reason);
            });
    try {
      return started(new AsteriskRig(options));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An instance with {@link RigOptions#DEFAULT}. */
  public static AsteriskRig start() {
    return start(RigOptions.DEFAULT);
  }

  private static AsteriskRig started(AsteriskRig rig) {
    try {
      rig.up();
      return rig;
    } catch (RuntimeException e) {
      rig.close();
      throw e;
    }
  }

  /** Why no Asterisk can run here; empty if one can. */
  public static Optional<String> availability() {
    return RigAvailability.reason();
  }

  /** Starts it again after {@link #stop} or {@link #kill}: the same folder, the same ports. */
  public void up() {
    RigScript.run(
        "start",
        List.of(
            "--dir", folder.toString(),
            "--root", options.kind().root().toString(),
            "--ami-port", String.valueOf(ports.ami()),
            "--sip-port", String.valueOf(ports.sip()),
            "--http-port", String.valueOf(ports.ws()),
            "--https-port", String.valueOf(ports.wss()),
            "--chan-sip-port", String.valueOf(ports.chanSip()),
            "--pool", options.kind().chanSip() ? "" : options.pool(),
            "--chan-sip", options.kind().chanSip() ? options.pool() : "",
            "--webrtc", options.webrtc(),
            "--password", options.sipPassword(),
            "--qualify", String.valueOf(options.qualifySeconds()),
            "--max-contacts", String.valueOf(options.maxContacts()),
            "--expiry-check", String.valueOf(options.expiryCheckSeconds()),
            "--ami-secret", options.amiSecret()));
    pool = read("etc/" + poolFile());
  }

  /** Ends it as systemd does, by SIGTERM; returns when it has gone. */
  public void stop() {
    RigScript.run("stop", List.of("--dir", folder.toString()));
  }

  /** Ends it as a crash does, by SIGKILL; returns when it has gone. */
  public void kill() {
    RigScript.run("stop", List.of("--dir", folder.toString(), "--hard"));
  }

  /** {@code core restart now}; returns when it is fully booted again. */
  public void restart() {
    try (AmiClient ami = ami()) {
      ami.askForTheEnd("Command", "Command", "core restart now");
    }
    awaitBooted();
  }

  private void awaitBooted() {
    RigScript.python(
        "ami.py", List.of("wait", String.valueOf(ports.ami()), options.amiSecret(), pid(), ""));
  }

  private String pid() {
    return read("pid").strip();
  }

  private String read(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One command of Asterisk's command line, and what it prints. */
  public String cli(String command) {
    return RigScript.run("cli", List.of("--dir", folder.toString(), command));
  }

  /** Repeats a command until what it prints contains that text. */
  public void awaitCli(String command, String text) {
    await().atMost(PATIENCE).until(() -> cli(command).contains(text));
  }

  /** Takes that extension out of the configured pool; counts from the next reload. */
  public void withdraw(String extension) {
    String section = "(?ms)^\\[%1$s\\].*?(?=^\\[(?!%1$s\\])|\\z)".formatted(extension);
    configure(poolFile(), pool.replaceAll(section, ""));
  }

  /** Gives the whole pool another password; counts from the next reload. */
  public void changePasswords(String password) {
    configure(poolFile(), pool.replace("=" + options.sipPassword(), "=" + password));
  }

  private void restorePool() {
    configure(poolFile(), pool);
    cli("database deltree SIP/Registry"); // else chan_sip has a peer come back with its contact
    reloadPool();
  }

  /** Until the PBX has no contact of that extension any more. */
  public void awaitGone(String extension) {
    await().atMost(PATIENCE).until(() -> contacts(extension).isEmpty());
  }

  private String poolFile() {
    return options.kind().chanSip() ? "sip_pool.conf" : "pjsip_pool.conf";
  }

  /** Has the channel driver read its configuration again, with the pool. */
  public void reloadPool() {
    cli("module reload " + (options.kind().chanSip() ? "chan_sip.so" : "res_pjsip.so"));
  }

  /**
   * Writes a file of the configuration that survives {@link #up}, {@code manager_custom.conf}; it
   * counts from the next reload.
   */
  public void configure(String file, String text) {
    try {
      Files.writeString(folder.resolve("etc").resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Closes the AMI session of that user. */
  public void kick(String user) {
    cli("manager kick session " + session(user).orElseThrow());
  }

  /** Whether that user has an AMI session. */
  public boolean isConnected(String user) {
    return session(user).isPresent();
  }

  /** The file descriptor of the user's session. */
  private Optional<String> session(String user) {
    return cli("manager show connected")
        .lines()
        .map(line -> line.strip().split(" +", -1))
        .filter(columns -> columns[0].equals(user))
        .map(columns -> columns[4])
        .findFirst();
  }

  /** Has an AMI session say a command that ends with the PBX, or when it is idle. */
  public void order(String command) {
    try (AmiClient ami = ami()) {
      ami.tell("Command", "Command", command);
    }
  }

  /** Until the registration of that phone is on the disk, where a crash leaves it. */
  public void awaitSaved(RigPhone phone) {
    await().atMost(PATIENCE).until(() -> saved().contains(phone.address()));
  }

  private String saved() throws IOException {
    return Files.readString(folder.resolve("lib/astdb.sqlite3"), ISO_8859_1);
  }

  /** What is to be dialled to reach that extension of the pool. */
  public String channelOf(String extension) {
    return (options.kind().chanSip() ? "SIP/" : "PJSIP/") + extension;
  }

  /**
   * A connection as the user {@code admin}, who may do everything, to do things on the PBX with.
   */
  public AmiClient ami() {
    return AmiClient.login(ports.ami(), ADMIN, options.amiSecret());
  }

  /** What the PBX says now. */
  public PbxState state() {
    try (AmiClient ami = ami()) {
      return new PbxState(contacts(ami), AmiLists.channels(ami.ask("CoreShowChannels")));
    }
  }

  private List<PbxContact> contacts(AmiClient ami) {
    List<PbxContact> contacts = new ArrayList<>();
    if (options.kind().chanSip()) {
      contacts.addAll(AmiLists.peers(ami.ask("SIPpeers")));
    }
    if (!options.kind().chanSip() || !options.webrtc().isEmpty()) {
      contacts.addAll(AmiLists.contacts(ami.ask("PJSIPShowContacts")));
    }
    return contacts;
  }

  /** Hangs up every call, throws out every client, and has the pool as it was at the start. */
  public void clear() {
    if (!read("etc/" + poolFile()).equals(pool)) {
      restorePool();
    }
    try (AmiClient ami = ami()) {
      ami.ask("Command", "Command", "channel request hangup all");
    }
    state().contacts().stream().map(PbxContact::extension).distinct().forEach(this::throwOut);
  }

  private void throwOut(String extension) {
    try (RigPhone phone = phone(extension)) {
      phone.unregisterAll();
    }
  }

  /** The clients that the PBX says are registered for that extension. */
  public List<PbxContact> contacts(String extension) {
    return state().contacts(extension);
  }

  /** The channels that the PBX says that extension has. */
  public List<PbxChannel> channels(String extension) {
    return state().channels(extension);
  }

  /** A phone for that extension, which has not registered yet. */
  public RigPhone phone(String extension, Transport transport) {
    return RigPhone.start(account(extension, transport));
  }

  /** A phone on UDP. */
  public RigPhone phone(String extension) {
    return phone(extension, Transport.UDP);
  }

  /**
   * What a phone of that extension needs to know; to start one with another password or address.
   */
  public PhoneAccount account(String extension, Transport transport) {
    int port =
        switch (transport) {
          case UDP, TCP -> sipPort();
          case WS -> ports.ws();
          case WSS -> ports.wss();
        };
    return new PhoneAccount(extension, options.sipPassword(), transport, port, "127.0.0.1");
  }

  public int amiPort() {
    return ports.ami();
  }

  /** The AMI user made for Ramal, with the least rights that do. */
  public String amiUser() {
    return "ramal";
  }

  public String amiSecret() {
    return options.amiSecret();
  }

  /** UDP and TCP, of the pool. */
  public int sipPort() {
    return options.kind().chanSip() ? ports.chanSip() : ports.sip();
  }

  public String wssUrl() {
    return "wss://127.0.0.1:" + ports.wss() + "/ws";
  }

  public RigOptions options() {
    return options;
  }

  /** Where the instance keeps its files; {@code etc/pjsip_custom.conf} there is the test's own. */
  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    try {
      keeper.getOutputStream().close();
      keeper.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
