package io.ramal.pbx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads what concerns Ramal in the configuration files of a PBX. Of each section only the settings
 * named here are kept, so a secret goes no further.
 */
record ConfigFiles(AmiConnection connection) {

  private static final String MANAGER = "manager.conf";
  private static final String PJSIP = "pjsip.conf";
  private static final Set<String> KEPT =
      Set.of(
          "timestampevents",
          "read",
          "write",
          "writetimeout",
          "contact_expiration_check_interval",
          "protocol");

  PbxSight.Files read(String user) throws LinkLostException, InterruptedException {
    var transports = sections(ConfigFileAction.sectionsOfType(PJSIP, "transport"));
    return new PbxSight.Files(
        merged(ConfigFileAction.section(MANAGER, "general")),
        merged(ConfigFileAction.section(MANAGER, user)),
        merged(ConfigFileAction.sectionsOfType(PJSIP, "global")),
        transports.map(ConfigFiles::protocols));
  }

  private static Set<String> protocols(List<Map<String, String>> sections) {
    return sections.stream()
        .map(section -> section.getOrDefault("protocol", "udp").toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Of sections with one name, and of a setting that comes twice, the last counts. */
  private Optional<Map<String, String>> merged(ConfigFileAction action)
      throws LinkLostException, InterruptedException {
    return sections(action)
        .map(
            sections -> {
              var all = new HashMap<String, String>();
              sections.forEach(all::putAll);
              return Map.copyOf(all);
            });
  }

  private Optional<List<Map<String, String>>> sections(ConfigFileAction action)
      throws LinkLostException, InterruptedException {
    AmiAnswer answer = connection.ask(action);
    return answer.isError() ? Optional.empty() : Optional.of(sections(answer.response()));
  }

  private static List<Map<String, String>> sections(AmiMessage response) {
    var sections = new ArrayList<Map<String, String>>();
    response
        .fields()
        .forEach(
            (name, text) -> {
              if (name.startsWith("Category-")) {
                sections.add(new HashMap<>());
              } else if (name.startsWith("Line-") && !sections.isEmpty()) {
                keep(text, sections.getLast());
              }
            });
    return sections;
  }

  private static void keep(String line, Map<String, String> section) {
    int equals = line.indexOf('=');
    String name = line.substring(0, Math.max(equals, 0)).strip().toLowerCase(Locale.ROOT);
    if (KEPT.contains(name)) {
      section.put(name, line.substring(equals + 1).strip());
    }
  }
}
