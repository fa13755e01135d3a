package dev.slipway.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessField;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The rules of the house that a compiler cannot check, over all modules.
class ArchitectureTest {
  private static final String ROOT = "dev.slipway.";

  /// Each module with those it may use, as docs/architecture.md draws them.
  private static final Map<String, Set<String>> MODULES = new LinkedHashMap<>();

  static {
    MODULES.put("core", Set.of());
    MODULES.put("yaml", Set.of("core"));
    MODULES.put("object", Set.of("core", "yaml"));
    MODULES.put("gotemplate", Set.of("core", "yaml"));
    MODULES.put("chart", Set.of("core", "yaml", "object", "gotemplate"));
    MODULES.put("sandbox", Set.of("core", "yaml", "object"));
    MODULES.put("kube", Set.of("core", "yaml", "object"));
    MODULES.put("helmfile", Set.of("core", "yaml", "object", "gotemplate", "chart", "kube"));
    MODULES.put("release", Set.of("core", "yaml", "object", "gotemplate", "chart", "kube"));
    MODULES.put(
        "pipeline",
        Set.of("core", "yaml", "object", "gotemplate", "chart", "kube", "helmfile", "release"));
    MODULES.put(
        "cli",
        Set.of(
            "core",
            "yaml",
            "object",
            "gotemplate",
            "chart",
            "kube",
            "sandbox",
            "helmfile",
            "release",
            "pipeline"));
  }

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.slipway");

  private static String module(JavaClass type) {
    String name = type.getPackageName();
    if (!name.startsWith(ROOT)) {
      return "";
    }
    int end = name.indexOf('.', ROOT.length());
    return end < 0 ? name.substring(ROOT.length()) : name.substring(ROOT.length(), end);
  }

  @Test
  void seesTheWholeProgram() {
    Map<String, Long> counts =
        CLASSES.stream()
            .collect(Collectors.groupingBy(ArchitectureTest::module, Collectors.counting()));

    assertThat(counts).containsOnlyKeys(MODULES.keySet());
    assertThat(CLASSES.size()).isGreaterThan(150);
  }

  @Test
  void modulesUseOnlyThoseBelowThem() {
    MODULES.forEach((name, allowed) ->
        noClasses()
            .that()
            .resideInAPackage(ROOT + name + "..")
            .should()
            .dependOnClassesThat(
                describe(
                    "are of a module above",
                    type ->
                        !module(type).isEmpty()
                            && !module(type).equals(name)
                            && !allowed.contains(module(type))))
            .check(CLASSES));
  }

  @Test
  void modulesFormNoCycles() {
    slices().matching("dev.slipway.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  /// Not asked of `gotemplate`: Go's values, their printing and the syntax tree know each other, as
  /// they do in Go.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "core",
        "yaml",
        "object",
        "chart",
        "kube",
        "sandbox",
        "release",
        "pipeline",
        "cli"
      })
  void packagesFormNoCycles(String module) {
    slices()
        .matching("dev.slipway." + module + "(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<String> unmarked = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
        unmarked.add(type.getPackageName());
      }
    }

    assertThat(unmarked).isEmpty();
  }

  @Test
  void onlyMainTouchesTheProcess() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(Main.class.getName())
        .should(accessField(System.class, "out"))
        .orShould(accessField(System.class, "err"))
        .orShould(accessField(System.class, "in"))
        .orShould(callMethod(System.class, "exit", int.class))
        .orShould(callMethod(System.class, "getenv"))
        .orShould(callMethod(System.class, "getenv", String.class))
        .orShould(callMethod(Runtime.class, "halt", int.class))
        .orShould(callMethod(Runtime.class, "exit", int.class))
        .check(CLASSES);
  }

  @Test
  void namesSayWhatAClassIs() {
    List<String> vague =
        CLASSES.stream()
            .map(JavaClass::getSimpleName)
            .filter(name -> name.matches(".*(Utils?|Helpers?|Manager)"))
            .toList();

    assertThat(vague).isEmpty();
  }

  @Test
  void theTemplateLanguageKnowsNeitherHelmNorJackson() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + "core..", ROOT + "yaml..", ROOT + "gotemplate..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("tools.jackson..", "com.fasterxml..", "com.networknt..")
        .check(CLASSES);
  }
}
