package io.ramal.doctor;

import io.ramal.pbx.PbxSight;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the AMI user may do: enough, and no more than that. What it may write is asked of the PBX
 * itself as well; what it may read stands in the file alone.
 *
 * @param user the section of manager.conf
 * @param seen the PBX
 */
record Rights(String user, PbxSight.Seen seen) {

  private static final Set<String> READ = Set.of("system", "call");
  private static final Set<String> WRITE = Set.of("system");
  private static final String ALL = "all";

  /** Of Asterisk itself: it is there whatever modules are loaded, so without it rights lack. */
  private static final String TELLING_ACTION = "Filter";

  List<Finding> findings() {
    return Stream.of(tooLittleToWrite(), tooLittleToRead(), tooMuchToWrite(), tooMuchToRead())
        .flatMap(Optional::stream)
        .toList();
  }

  /** For a line. */
  String said() {
    return "rights read=%s write=%s".formatted(said(read()), said(write()));
  }

  private static String said(Optional<Set<String>> classes) {
    return classes.map(some -> String.join(",", new TreeSet<>(some))).orElse("(cannot be told)");
  }

  private Optional<Set<String>> read() {
    return inFile("read");
  }

  private Optional<Set<String>> write() {
    return inFile("write");
  }

  /** Empty when the file may not be read, or the user is not in it. */
  private Optional<Set<String>> inFile(String name) {
    return seen.files().user().filter(section -> !section.isEmpty()).map(set -> classes(set, name));
  }

  private static Set<String> classes(Map<String, String> section, String name) {
    return Stream.of(section.getOrDefault(name, "").split(",", -1))
        .map(each -> each.strip().toLowerCase(Locale.ROOT))
        .filter(each -> !each.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the user may ask for lists, whatever there is to be listed. */
  static boolean allowAsking(PbxSight.Seen seen) {
    return seen.actions().containsKey(TELLING_ACTION);
  }

  private Optional<Finding> tooLittleToWrite() {
    return allowAsking(seen)
        ? Optional.empty()
        : Optional.of(
            Finding.error(
                "ami-write",
                "the AMI user may not ask for what it must know: write has no system",
                "Contacts and channels cannot be listed then, so Ramal takes the login for refused"
                    + " and follows nothing.",
                line("write", "system")));
  }

  private Optional<Finding> tooLittleToRead() {
    Set<String> missing =
        new TreeSet<>(read().map(held -> without(READ, held)).orElseGet(this::unreadable));
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.error(
                "ami-read",
                "the AMI user may not read events of class " + String.join(" and ", missing),
                missing.contains("system")
                    ? "FullyBooted and ContactStatus are of class system: without them Ramal takes"
                        + " the login for refused and follows nothing."
                    : "Channels are of class call: without it Ramal learns of calls only when it"
                        + " reads the PBX again.",
                line("read", "system,call")));
  }

  /** Where the file does not say: FullyBooted comes to whoever may read system. */
  private Set<String> unreadable() {
    return seen.booted() ? Set.of() : Set.of("system");
  }

  private Optional<Finding> tooMuchToWrite() {
    Set<String> surplus = without(heldToWrite(), WRITE);
    return surplus.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                "ami-write-surplus",
                "the AMI user may do more than it needs: write also has "
                    + String.join(",", new TreeSet<>(surplus)),
                harm(surplus),
                line("write", "system")));
  }

  private static String harm(Set<String> surplus) {
    return surplus.contains("command") || surplus.contains("config") || surplus.contains(ALL)
        ? "Whoever gets hold of this secret can change the configuration of the PBX and run"
            + " programs on it."
        : "Whoever gets hold of this secret can do that on the PBX too.";
  }

  private Optional<Finding> tooMuchToRead() {
    Set<String> surplus = without(read().orElse(Set.of()), READ);
    return surplus.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                "ami-read-surplus",
                "the AMI user may read more than it needs: read also has "
                    + String.join(",", new TreeSet<>(surplus)),
                "Whoever gets hold of this secret sees who calls whom and what is dialled; Ramal"
                    + " has no use for it.",
                line("read", "system,call")));
  }

  /** By the file, or by the PBX where that has not read the file again. */
  private Set<String> heldToWrite() {
    var held = new TreeSet<>(write().orElse(Set.of()));
    if (!held.contains(ALL)) {
      held.addAll(provenToWrite());
    }
    return held;
  }

  /** Each class that is the only way to an action which this user may do. */
  private Set<String> provenToWrite() {
    return seen.actions().values().stream()
        .map(classes -> without(classes, Set.of(ALL)))
        .filter(classes -> classes.size() == 1)
        .flatMap(Set::stream)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What is left of these; {@code all} stands for every one. */
  private static Set<String> without(Set<String> classes, Set<String> others) {
    return others.contains(ALL) && !classes.contains(ALL)
        ? Set.of()
        : classes.stream()
            .filter(each -> !others.contains(each))
            .collect(Collectors.toUnmodifiableSet());
  }

  private String line(String name, String value) {
    return "manager.conf, [" + user + "]: " + name + " = " + value;
  }
}
