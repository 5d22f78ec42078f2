package io.ramal.simulator;

import java.util.Optional;

/** The few commands of Asterisk's own command line that it knows. */
final class Commands {

  private static final String RELOAD_MODULE = "module reload ";

  private final SimulatedPbx pbx;

  Commands(SimulatedPbx pbx) {
    this.pbx = pbx;
  }

  String run(String line) {
    return Optional.ofNullable(pbx.setup().outputs().get(line)).orElseGet(() -> known(line));
  }

  private String known(String line) {
    return switch (line) {
      case "core restart now" -> restart(Restart.NOW);
      case "core restart gracefully" -> restart(Restart.GRACEFULLY);
      case "core stop now" -> restart(Restart.STOP);
      case "core reload" -> reload(Optional.empty());
      default -> line.startsWith(RELOAD_MODULE) ? reloadModule(line) : unknown(line);
    };
  }

  private String restart(Restart how) {
    pbx.restart(how);
    return "";
  }

  private String reload(Optional<String> module) {
    pbx.reload(module);
    return "";
  }

  private String reloadModule(String line) {
    String module = line.substring(RELOAD_MODULE.length());
    reload(Optional.of(module));
    return "Module '" + module + "' reloaded successfully.";
  }

  private static String unknown(String line) {
    return "No such command '%s' (type 'core show help %s' for other possible commands)"
        .formatted(line, line);
  }
}
