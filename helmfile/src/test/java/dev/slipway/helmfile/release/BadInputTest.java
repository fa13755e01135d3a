package dev.slipway.helmfile.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SlipwayException;
import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.host.InMemoryHost;
import dev.slipway.helmfile.select.NeedsFlags;
import dev.slipway.helmfile.select.ReleaseSelection;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.HelmfileLoader;
import dev.slipway.helmfile.state.LoadOptions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What users get wrong: each error names the line in their file and what to do next.
class BadInputTest {
  private final InMemoryHost host = new InMemoryHost();

  private DesiredState state(HelmfileRules rules) {
    return new HelmfileLoader(host).load(LoadOptions.defaults().withRules(rules)).getLast();
  }

  private Diagnostic failure(Runnable work) {
    return Objects.requireNonNull(catchThrowableOfType(SlipwayException.class, work::run))
        .diagnostic();
  }

  private Diagnostic ordered() {
    return failure(
        () -> ReleaseSelection.of(state(HelmfileRules.V1), List.of()).ordered(NeedsFlags.SKIP));
  }

  @Test
  void aCircleOfNeedsNamesTheLinesThatMakeIt() {
    host.file(
        "helmfile.yaml",
        """
        releases:
          - name: a
            chart: r/c
            needs: [b]
          - name: b
            chart: r/c
            needs:
              - a
        """);

    Diagnostic error = ordered();

    assertThat(error.message()).isEqualTo("cycle detected: a -> b -> a");
    assertThat(error.location()).hasToString("helmfile.yaml:4");
    assertThat(error.notes())
        .containsExactly(
            "a states its needs at helmfile.yaml:4", "b states its needs at helmfile.yaml:7");
    assertThat(error.hint()).contains("take one of these out of 'needs'");
  }

  @Test
  void aNeedOfNothingNamesItsLineAndTheNearestRelease() {
    host.file(
        "helmfile.yaml",
        """
        releases:
          - {name: db, namespace: n, chart: r/c}
          - name: web
            namespace: n
            chart: r/c
            needs: [dbb]
        """);

    Diagnostic error = ordered();

    assertThat(error.message())
        .startsWith("release(s) \"n/web\" depend(s) on an undefined release");
    assertThat(error.location()).hasToString("helmfile.yaml:6");
    assertThat(error.hint()).isEqualTo("did you mean n/db?");
  }

  @Test
  void helmfilesThatNestEachOtherNameTheEntry() {
    host.file("helmfile.yaml", "helmfiles:\n- sub.yaml\n")
        .file("sub.yaml", "releases: []\nhelmfiles:\n- path: helmfile.yaml\n");

    Diagnostic error = failure(() -> state(HelmfileRules.V1));

    assertThat(error.message())
        .isEqualTo("helmfiles nest each other: helmfile.yaml -> sub.yaml -> helmfile.yaml");
    assertThat(error.location()).hasToString("sub.yaml:3");
  }

  @Test
  void theSecondRenderingNamesTheLineInTheFile() {
    host.file(
        "helmfile.yaml",
        """
        environments:
          default:
            values: [{a: 1}]
        releases:
          - name: x{{ .Values.a }}
            chart: r/c
            values:
              - b: {{ .Values.missing.deep }}
        """);

    Diagnostic error = failure(() -> state(HelmfileRules.V0));

    assertThat(error.message()).endsWith("map has no entry for key \"missing\"");
    assertThat(error.location()).hasToString("helmfile.yaml:8:22");
    assertThat(error.hint()).contains("environment's values");
  }

  @Test
  void aHookThatFailsNamesItsLine() {
    host.file(
            "helmfile.yaml",
            """
            releases:
              - name: a
                chart: r/c
                hooks:
                  - events: [prepare]
                    name: check
                    command: check.sh
            """)
        .program("check.sh", 1, "", "trouble\n");
    DesiredState state = state(HelmfileRules.V1);
    HookRunner hooks = new HookRunner(state, "template", Duration.ofMinutes(1), _ -> {});

    Diagnostic error = failure(() -> hooks.trigger("prepare", state.releases().getFirst()));

    assertThat(error.message())
        .isEqualTo("release \"a\": hook[check]: command `check.sh` failed: exit status 1");
    assertThat(error.location()).hasToString("helmfile.yaml:5");
    assertThat(error.notes()).containsExactly("check.sh: trouble");
    assertThat(error.hint()).contains("run the command by hand").contains("--skip-hooks");
  }

  @Test
  void valuesOfAnEnvironmentThatAreAListNameTheirFile() {
    host.file("helmfile.yaml", "environments: {default: {values: [v.yaml]}}\n---\nreleases: []\n")
        .file("v.yaml", "- 1\n");

    Diagnostic error = failure(() -> state(HelmfileRules.V1));

    assertThat(error.location()).hasToString("v.yaml:1");
    assertThat(error.hint()).isEqualTo("a values file must hold a map");
  }
}
