package dev.slipway.release.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.ReleaseName;
import dev.slipway.release.ReleaseSettings;
import dev.slipway.release.ReleaseSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanFileTest {
  private static final String BEFORE =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: a}
      data: {v: one}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: b}
      data: {v: one}
      """;

  @TempDir private Path folder;

  private static ReleaseSpec spec(String manifest) {
    return Scene.spec(_ -> manifest, ReleaseSettings.DEFAULTS);
  }

  private SavedRelease saved(Scene scene, String manifest) {
    Path file = folder.resolve("plan.json");
    PlanFile.write(
        file,
        List.of(scene.planner.plan(spec(manifest), PlanOptions.DEFAULTS)),
        Map.of("commit", "4b1c4e3"));
    PlanFile read = PlanFile.read(file);
    assertThat(read.origin()).containsEntry("commit", "4b1c4e3");
    return read.find("staging", Scene.WEB).orElseThrow();
  }

  private static List<String> actions(ReleasePlan plan) {
    return plan.changes().stream()
        .map(change -> change.key().name() + " " + change.action())
        .toList();
  }

  @Test
  void whatDidNotMoveIsCarriedOutAsSaved() {
    Scene scene = new Scene();
    scene.install(BEFORE);
    String after = BEFORE.replace("one", "two");
    SavedRelease saved = saved(scene, after);

    ReleasePlan plan =
        saved.restrict(scene.planner.plan(spec(after), saved.options(PlanOptions.DEFAULTS)));

    assertThat(actions(plan)).containsExactly("a CHANGE", "b CHANGE");
    assertThat(plan.findings()).isEmpty();
  }

  @Test
  void onlyTheObjectThatMovedIsRefused() {
    Scene scene = new Scene();
    scene.install(BEFORE);
    String after = BEFORE.replace("one", "two");
    SavedRelease saved = saved(scene, after);
    scene.edit(
        "kubectl-edit",
        new ObjectKey(new GroupVersionKind("", "v1", "ConfigMap"), "shop", "a"),
        "{data: {v: three}}");

    ReleasePlan plan =
        saved.restrict(scene.planner.plan(spec(after), saved.options(PlanOptions.DEFAULTS)));

    assertThat(actions(plan)).containsExactly("a NONE", "b CHANGE");
    assertThat(plan.findings())
        .extracting(Finding::message)
        .singleElement()
        .asString()
        .startsWith("it was changed since the plan was made by kubectl-edit at ");
  }

  @Test
  void anotherSourceOrAnotherRevisionIsRefused() {
    Scene scene = new Scene();
    scene.install(BEFORE);
    String after = BEFORE.replace("one", "two");
    SavedRelease saved = saved(scene, after);

    ReleasePlan other =
        saved.restrict(
            scene.planner.plan(
                spec(BEFORE.replace("one", "four")), saved.options(PlanOptions.DEFAULTS)));
    scene.install(after.replace("two", "five"));
    ReleasePlan late =
        saved.restrict(scene.planner.plan(spec(after), saved.options(PlanOptions.DEFAULTS)));

    assertThat(actions(other)).containsExactly("a NONE", "b NONE");
    assertThat(late.findings())
        .extracting(Finding::message)
        .containsExactly("the release is at revision 2, and the plan was made at 1");
    assertThat(late.changesObjects()).isFalse();
    assertThat(late.isWithdrawn()).isTrue();
    assertThat(other.isWithdrawn()).isFalse();
  }

  @Test
  void randomValuesOfAFirstInstallAreThoseOfThePlan() {
    Scene scene = new Scene();
    ReleaseSpec spec =
        Scene.spec(
            situation ->
                "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {p: \""
                    + situation.seed()
                    + "\"}\n",
            ReleaseSettings.DEFAULTS);
    Path file = folder.resolve("plan.json");
    PlanFile.write(file, List.of(scene.planner.plan(spec, PlanOptions.DEFAULTS)), Map.of());
    SavedRelease saved = PlanFile.read(file).releases().getFirst();

    ReleasePlan plan =
        saved.restrict(scene.planner.plan(spec, saved.options(PlanOptions.DEFAULTS)));

    assertThat(actions(plan)).containsExactly("s CREATE");
  }

  @Test
  void theFileHasNoValuesAndIsForItsOwnerOnly() throws IOException {
    Scene scene = new Scene();
    saved(scene, "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {p: hunter2}\n");
    Path file = folder.resolve("plan.json");

    assertThat(Files.readString(file)).doesNotContain("hunter2").doesNotContain("aHVudGVyMg");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PlanFile.read(file).find("codfw", new ReleaseName("shop", "web"))).isEmpty();
  }

  @Test
  void aFileThatIsNotAsItWasWrittenIsRefused() throws IOException {
    Scene scene = new Scene();
    saved(scene, BEFORE);
    Path file = folder.resolve("plan.json");
    Files.writeString(file, Files.readString(file).replace("\"name\": \"b\"", "\"name\": \"c\""));

    assertThatThrownBy(() -> PlanFile.read(file))
        .isInstanceOf(ReleaseException.class)
        .hasMessageEndingWith("is damaged, or was edited: save it anew");
    assertThatThrownBy(() -> PlanFile.read(folder.resolve("none.json")))
        .hasMessageEndingWith("cannot be read: there is no such file");
  }

  @Test
  void anotherFileIsNoPlan() throws IOException {
    Path file = folder.resolve("other.json");
    Files.writeString(file, "{\"kind\": \"slipway-plan\", \"version\": 9}");

    assertThatThrownBy(() -> PlanFile.read(file))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("is a plan of version 9, and not of 1");
  }
}
