package io.ramal.command;

import io.ramal.config.Settings;
import io.ramal.config.SettingsException;
import java.io.PrintWriter;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ramal check-config}. */
@Command(
    name = "check-config",
    mixinStandardHelpOptions = true,
    description = "Checks the settings and shows what is in force, without secrets.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:the settings can be used", "2:they cannot; each problem is a line"})
final class CheckConfig implements Callable<Integer> {

  @Mixin private SettingsOption option;
  @Spec private CommandSpec command;

  @Override
  public Integer call() throws SettingsException {
    Settings settings = option.read();
    PrintWriter out = command.commandLine().getOut();
    out.println("http      " + settings.http().host() + ":" + settings.http().port());
    out.println("origins   " + settings.http().origins().map(Object::toString).orElse("all"));
    out.println("database  " + settings.database());
    out.println("leases    " + leases(settings.leases()));
    out.println(
        "links     ping every "
            + settings.links().pingInterval()
            + ", re-read every "
            + settings.links().resyncInterval());
    settings.pbxs().forEach(pbx -> out.println("pbx       " + pbx + ", " + extensions(pbx)));
    out.println("passwords " + settings.passwords());
    settings.notes().forEach(note -> out.println("note      " + note));
    return 0;
  }

  private static String leases(Settings.Leases leases) {
    return leases.ttl()
        + ", grace "
        + leases.reconnectGrace()
        + ", after a restart "
        + leases.restartGrace()
        + ", link down "
        + leases.linkDownExpiry().map(Object::toString).orElse("off");
  }

  private static String extensions(Settings.Pbx pbx) {
    return pbx.extensions()
            .map(Set::size)
            .map(count -> count + " extensions")
            .orElse("extensions as in the database")
        + (pbx.fixed().isEmpty() ? "" : ", " + pbx.fixed().size() + " of them fixed")
        + ", clients register at "
        + pbx.wss();
  }
}
