package io.ramal;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The rooms of the house: who may look into which, and what each keeps to itself. */
class ArchitectureTest {
  private static final JavaClasses RAMAL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.ramal");

  /** Who may use whom. Rooms not built yet have their place already. */
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          entry("extension", Set.of()),
          entry("database", Set.of()),
          entry("http", Set.of()),
          entry("security", Set.of()),
          entry("config", Set.of()),
          entry("simulator", Set.of("http")),
          entry("console", Set.of("http")),
          entry("history", Set.of("database", "extension", "http")),
          entry("pool", Set.of("history", "database", "extension", "http")),
          entry("pbx", Set.of("pool", "history", "database", "extension", "http")),
          entry(
              "doctor",
              Set.of("config", "pbx", "pool", "history", "database", "extension", "http")),
          entry("forensics", Set.of("pbx", "pool", "history", "database", "extension", "http")));

  private static final Set<String> ROOMS = ARROWS.keySet();

  /** It and the root know every room; no room knows them. */
  private static final String COMMAND = "command";

  @Test
  void everyRoomIsOnThePlan() {
    var unplanned = new TreeSet<>(builtRooms());
    unplanned.removeAll(ROOMS);
    unplanned.remove(COMMAND);

    assertEquals(Set.of(), unplanned);
  }

  @Test
  void everyRoomSaysWhatItIsFor() {
    var silent = new TreeSet<>(builtRooms());
    silent.removeIf(
        room -> Files.exists(Path.of("src/main/java/io/ramal", room, "package-info.java")));

    assertEquals(Set.of(), silent);
  }

  @ParameterizedTest
  @FieldSource("ROOMS")
  void everyRoomUsesOnlyTheRoomsItMay(String room) {
    check(
        noClasses()
            .that(resideInAPackage(inside(room)))
            .should()
            .dependOnClassesThat(
                resideInAPackage("io.ramal..")
                    .and(not(resideInAPackage(inside(room))))
                    .and(not(insideAny(ARROWS.get(room))))));
  }

  @Test
  void noPackageUsesItselfThroughOthers() {
    check(slices().assignedFrom(new Packages()).should().beFreeOfCycles());
  }

  @Test
  void theWordsAndRulesAreMadeOfTheLanguageAlone() {
    check(
        ArchRuleDefinition.classes()
            .that(resideInAPackage(inside("extension")))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                inside("extension"),
                "java.lang..",
                "java.time..",
                "java.util",
                "java.util.function",
                "java.util.regex",
                "java.util.stream"));
  }

  @Test
  void onlyThePbxRoomSpeaksAsteriskJava() {
    check(keptTo("pbx", "org.asteriskjava.."));
  }

  @Test
  void onlyTheDatabaseRoomKnowsWhatADatabaseIsReachedBy() {
    check(
        keptTo(
            "database",
            "java.sql..",
            "javax.sql..",
            "io.helidon.dbclient..",
            "com.zaxxer..",
            "org.flywaydb..",
            "org.h2..",
            "org.postgresql.."));
  }

  @Test
  void onlyTheCommandLinePrints() {
    check(
        noClasses()
            .that(not(resideInAPackage(inside(COMMAND))))
            .should(ACCESS_STANDARD_STREAMS)
            .because("the log is for what happens, the command line for what was asked"));
  }

  @Test
  void whatIsRecordedIsTimedByTheClockOfItsTransaction() {
    check(
        noClasses()
            .that(insideAny(Set.of("extension", "pool", "history")))
            .should()
            .accessTargetWhere(
                call(Instant.class, "now")
                    .or(call(OffsetDateTime.class, "now"))
                    .or(call(System.class, "currentTimeMillis"))
                    .or(call(Clock.class, "instant"))
                    .or(call(Clock.class, "millis"))));
  }

  @Test
  void namesSayWhatAThingIs() {
    check(
        noClasses()
            .should()
            .haveNameMatching(".*(Manager|Utils?|Helper|Impl)")
            .because("such names fit everything"));
  }

  /** The words of {@code extension} are for everybody and not counted. */
  @Test
  void atLeastHalfOfTheTypesAreKeptInsideTheirRoom() {
    var types = RAMAL.stream().filter(ArchitectureTest::isCounted).toList();
    var open = types.stream().filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC));
    var names = open.map(JavaClass::getSimpleName).sorted().toList();

    assertTrue(
        names.size() * 2 <= types.size(),
        () -> "%d of %d are public: %s".formatted(names.size(), types.size(), names));
  }

  private static boolean isCounted(JavaClass type) {
    return type.isTopLevelClass()
        && !type.getSimpleName().equals("package-info")
        && !type.getPackageName().equals("io.ramal.extension");
  }

  private static Set<String> builtRooms() {
    return RAMAL.stream()
        .map(type -> type.getPackageName().split("\\."))
        .filter(path -> path.length > 2)
        .map(path -> path[2])
        .collect(toCollection(TreeSet::new));
  }

  private static String inside(String room) {
    return "io.ramal." + room + "..";
  }

  private static DescribedPredicate<JavaClass> insideAny(Set<String> rooms) {
    return resideInAnyPackage(rooms.stream().map(ArchitectureTest::inside).toArray(String[]::new));
  }

  private static DescribedPredicate<JavaAccess<?>> call(Class<?> owner, String method) {
    return targetOwner(type(owner)).and(target(name(method)));
  }

  private static ArchRule keptTo(String room, String... packages) {
    return noClasses()
        .that(not(resideInAPackage(inside(room))))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages);
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(RAMAL);
  }

  /** Every package for itself, the root too. */
  private static final class Packages implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return SliceIdentifier.of(type.getPackageName());
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }
}
