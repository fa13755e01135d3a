package dev.slipway.helmfile.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.host.InMemoryHost;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.HelmfileLoader;
import dev.slipway.helmfile.state.LoadOptions;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ExecutionSettingsFinderTest {
  private static DesiredState state(String helmfile) {
    InMemoryHost host = new InMemoryHost().file("helmfile.yaml", helmfile);
    return new HelmfileLoader(host)
        .load(LoadOptions.defaults().withRules(HelmfileRules.V1))
        .getLast();
  }

  private static ReleaseExecutionSettings settings(String helmfile, SyncFlags flags) {
    DesiredState state = state(helmfile);
    return new ExecutionSettingsFinder(state, flags).of(state.releases().getFirst());
  }

  private static SyncFlags args(String... args) {
    return new SyncFlags(
        false,
        false,
        OptionalInt.empty(),
        false,
        false,
        false,
        false,
        false,
        "",
        "",
        "",
        List.of(),
        List.of(args));
  }

  @Test
  void whatNobodyStatesIsHelmfilesDefault() {
    ReleaseExecutionSettings settings =
        settings("releases: [{name: a, chart: r/a, namespace: n}]\n", SyncFlags.NONE);

    assertThat(settings.createNamespace()).isTrue();
    assertThat(settings.waits()).isFalse();
    assertThat(settings.timeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.historyMax()).isEqualTo(10);
    assertThat(settings.hooks()).isTrue();
    assertThat(settings.crds()).isTrue();
    assertThat(settings.reuseValues()).isFalse();
    assertThat(settings.namespace()).isEqualTo("n");
    assertThat(settings.cascade()).isEqualTo("background");
  }

  @Test
  void aReleaseWinsOverTheDefaultsAndTheCommandLineOverBoth() {
    String helmfile =
        """
        helmDefaults:
          wait: true
          timeout: 60
          atomic: true
          historyMax: 3
          createNamespace: false
          kubeContext: lower
          deleteWait: true
          deleteTimeout: 7
        releases:
        - name: a
          chart: r/a
          atomic: false
          timeout: 90
          historyMax: 0
          description: stated
          labels: {tier: front, name: no}
          syncReleaseLabels: true
        """;
    ReleaseExecutionSettings settings = settings(helmfile, SyncFlags.NONE);

    assertThat(settings.waits()).isTrue();
    assertThat(settings.atomic()).isFalse();
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(90));
    assertThat(settings.historyMax()).isZero();
    assertThat(settings.createNamespace()).isFalse();
    assertThat(settings.kubeContext()).isEqualTo("lower");
    assertThat(settings.deleteWait()).isTrue();
    assertThat(settings.deleteTimeout()).isEqualTo(Duration.ofSeconds(7));
    assertThat(settings.labels()).containsOnlyKeys("tier");

    ReleaseExecutionSettings told =
        settings(helmfile, args("--timeout", "2m", "--wait=false", "--no-hooks", "--force"));
    assertThat(told.timeout()).isEqualTo(Duration.ofMinutes(2));
    assertThat(told.waits()).isFalse();
    assertThat(told.hooks()).isFalse();
    assertThat(told.force()).isTrue();
  }

  @Test
  void anAtomicReleaseIsWaitedFor() {
    assertThat(
            settings("releases: [{name: a, chart: r/a, atomic: true}]\n", SyncFlags.NONE).waits())
        .isTrue();
  }

  @Test
  void whatIsToBeAdoptedIsTakenOver() {
    assertThat(
            settings("releases: [{name: a, chart: r/a, adopt: [cm/x]}]\n", SyncFlags.NONE)
                .takeOwnership())
        .isTrue();
    assertThat(
            settings("releases: [{name: a, chart: r/a, takeOwnership: true}]\n", SyncFlags.NONE)
                .takeOwnership())
        .isTrue();
    assertThat(settings("releases: [{name: a, chart: r/a}]\n", SyncFlags.NONE).takeOwnership())
        .isFalse();
  }

  @Test
  void whatExcludesEachOtherIsRefused() {
    assertThatThrownBy(() ->
            settings(
                "releases: [{name: a, chart: r/a, force: true, forceConflicts: true}]\n",
                SyncFlags.NONE))
        .hasMessageContaining("force and forceConflicts are mutually exclusive");
  }

  @Test
  void aFlagThatHelmUpgradeDoesNotHaveIsRefused() {
    assertThatThrownBy(
            () -> settings("releases: [{name: a, chart: r/a}]\n", args("--recreate-pod")))
        .hasMessageContaining("unknown flag: --recreate-pod");
  }
}
