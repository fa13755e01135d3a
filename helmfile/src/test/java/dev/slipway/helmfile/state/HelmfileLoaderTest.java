package dev.slipway.helmfile.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.core.Diagnostic;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.host.InMemoryHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class HelmfileLoaderTest {
  private final InMemoryHost host = new InMemoryHost();

  private DesiredState load(LoadOptions options) {
    return new HelmfileLoader(host).load(options).getLast();
  }

  private DesiredState load(HelmfileRules rules) {
    return load(LoadOptions.defaults().withRules(rules));
  }

  private Diagnostic failure(LoadOptions options) {
    HelmfileException error = catchThrowableOfType(HelmfileException.class, () -> load(options));
    assertThat(error).isNotNull();
    return error.diagnostic();
  }

  private Diagnostic failure(HelmfileRules rules) {
    return failure(LoadOptions.defaults().withRules(rules));
  }

  private static String place(Diagnostic diagnostic) {
    return String.valueOf(diagnostic.location());
  }

  @Test
  void aPartSeesTheDefaultsOfItsOwnThroughTheFirstRendering() {
    host.file(
        "helmfile.yaml",
        """
        values:
        - backfill: true
        releases:
        {{ if .Values.backfill }}
        - name: back
          chart: repo/app
        {{ end }}
        """);

    assertThat(load(HelmfileRules.V0).releases()).extracting(Release::name).containsExactly("back");
  }

  @Test
  void basesAreFirstWinsOrLastWinsByTheRules() {
    host.file("base.yaml", "helmBinary: one\nhelmDefaults: {args: [a]}\n")
        .file("more.yaml", "helmBinary: two\nhelmDefaults: {args: [b]}\n")
        .file(
            "helmfile.yaml",
            "bases: [base.yaml, more.yaml]\nhelmDefaults: {args: [c]}\nreleases: []\n");

    assertThat(load(HelmfileRules.V0).helmBinary()).isEqualTo("one");
    assertThat(load(HelmfileRules.V1).helmBinary()).isEqualTo("two");
    assertThat(load(HelmfileRules.V0).helmDefaults().args()).containsExactly("a", "b", "c");
  }

  @Test
  void aBaseIsRenderedWithTheEnvironmentOfItsParent() {
    host.file("base.yaml", "kubeVersion: \"{{ .Values.version }}\"\n")
        .file(
            "helmfile.yaml",
            """
            environments:
              prod: {values: [{version: 1.31.2}]}
            ---
            bases: [base.yaml]
            releases: [{name: a, chart: repo/a}]
            """);

    DesiredState state =
        load(LoadOptions.defaults().withRules(HelmfileRules.V0).withEnvironment("prod"));

    assertThat(state.kubeVersion()).isEqualTo("1.31.2");
    assertThat(state.releases().getFirst().kubeVersion()).isEqualTo("1.31.2");
  }

  @Test
  void releaseTemplatesAreRenderedToTheFixpoint() {
    host.file(
        "helmfile.yaml",
        """
        releases:
        - name: web
          namespace: "{{ .Release.Name }}-ns"
          chart: repo/app
          labels: {place: "{{ .Release.Namespace }}"}
          values:
          - "values-{{ .Release.Labels.place }}.yaml"
          - inline: "{{ not rendered }}"
          setTemplate:
          - {name: who, value: "{{ .Release.Name }}"}
          set:
          - {name: x, value: y}
          installedTemplate: "{{ eq .Environment.Name \\"default\\" }}"
        """);

    Release release = load(HelmfileRules.V1).releases().getFirst();

    assertThat(release.namespace()).isEqualTo("web-ns");
    assertThat(release.values().getFirst()).isEqualTo("values-web-ns.yaml");
    assertThat(release.values().getLast()).hasToString("{inline={{ not rendered }}}");
    assertThat(release.set()).extracting(SetValue::value).containsExactly("web", "y");
    assertThat(release.installed()).isTrue();
    assertThat(release.raw()).doesNotContainKey("installedTemplate");
    assertThat(release.location()).map(Object::toString).contains("helmfile.yaml:2");
  }

  @Test
  void referencesThatNeverSettleFail() {
    host.file("helmfile.yaml", "releases:\n- name: \"{{ .Release.Name }}x\"\n  chart: repo/app\n");

    Diagnostic failure = failure(HelmfileRules.V1);

    assertThat(failure.message()).contains("recursive references can't be resolved");
    assertThat(place(failure)).isEqualTo("helmfile.yaml:2");
  }

  @Test
  void overridesOfTheCommandLineReachReleases() {
    host.file(
        "helmfile.yaml",
        "releases:\n- {name: a, chart: r/a, namespace: x}\n- {name: b, chart: r/b, needs: [a]}\n");

    DesiredState state =
        load(LoadOptions.defaults().withNamespace("forced").withKubeContext("cluster"));

    assertThat(state.releases()).extracting(Release::namespace).containsOnly("forced");
    assertThat(state.releases()).extracting(Release::id).contains("cluster/forced/a");
    assertThat(state.releases().getLast().needs()).containsExactly("cluster/forced/a");
  }

  @Test
  void nestedHelmfilesComeFirstWithTheirSelectorsAndValues() {
    host.file(
            "helmfile.yaml.gotmpl",
            """
            helmfiles:
            - path: sub/*.yaml.gotmpl
              selectors: [tier=front]
              values: [{color: red}, over.yaml]
            - {path: plain.yaml, selectorsInherited: true}
            ---
            releases: [{name: own, chart: r/own}]
            """)
        .file("over.yaml", "size: 3\n")
        .file("plain.yaml", "releases: [{name: plain, chart: r/p}]\n")
        .file(
            "sub/x.yaml.gotmpl",
            "releases: [{name: \"{{ .Values.color }}{{ .Values.size }}\", chart: r/x}]\n");

    List<DesiredState> states = new HelmfileLoader(host).load(LoadOptions.defaults());

    assertThat(states)
        .extracting(state -> state.releases().getFirst().name())
        .containsExactly("red3", "plain", "own");
    assertThat(states.getFirst().selectors()).isEqualTo(Optional.of(List.of("tier=front")));
    assertThat(states.get(1).selectors()).isEmpty();
    assertThat(states.getFirst().directory()).isEqualTo("/work/sub");
  }

  @Test
  void filesOfAFolderComeInOrder() {
    host.file("helmfile.d/20.yaml", "releases: [{name: b, chart: r/b}]\n")
        .file("helmfile.d/10.yaml.gotmpl", "releases: [{name: a, chart: r/a}]\n")
        .file("helmfile.d/notes.txt", "x");

    assertThat(new HelmfileLoader(host).load(LoadOptions.defaults()))
        .extracting(DesiredState::file)
        .containsExactly("/work/helmfile.d/10.yaml.gotmpl", "/work/helmfile.d/20.yaml");
  }

  @Test
  void missingValuesFilesAreWarnedAbout() {
    host.file(
        "helmfile.yaml",
        """
        environments:
          default: {missingFileHandler: Warn, values: [none.yaml]}
        ---
        releases: []
        """);

    assertThat(load(HelmfileRules.V1).warnings())
        .containsExactly("skipping missing environment values file matching \"none.yaml\"");
  }

  @Test
  void secretsOfAnEnvironmentAreDecryptedAndGoBeforeItsValues() {
    host.file("secrets.yaml", "encrypted")
        .file(
            "helmfile.yaml",
            """
            environments:
              default: {values: [{a: 1, b: 2}], secrets: [secrets.yaml]}
            ---
            releases: []
            """);

    DesiredState state =
        load(LoadOptions.defaults().withSecretFiles((_, path) -> "a: from " + path + "\n"));

    assertThat(state.environment().values())
        .containsEntry("a", "from /work/secrets.yaml")
        .hasSize(2);
  }

  @Test
  void theRulesComeFromTheSettingElseVariablesElseFiles() {
    host.file("helmfile.yaml", "releases:\n{{ if true }}\n- {name: a, chart: r/a}\n{{ end }}\n");
    RulesChoice found = load(LoadOptions.defaults()).rules();
    assertThat(found.rules()).isEqualTo(HelmfileRules.V0);
    assertThat(found.reason()).contains("helmfile.yaml is YAML only when rendered");

    host.variable("HELMFILE_RENDER_YAML", "true");
    RulesChoice told = load(LoadOptions.defaults()).rules();
    assertThat(told.rules()).isEqualTo(HelmfileRules.V1);
    assertThat(told.renderAll()).isTrue();

    assertThat(load(HelmfileRules.V0).rules().reason()).isEqualTo("the setting says so");
  }

  @Test
  void plainFilesAreMeantForOldHelmfilesWhereOnlyTheseRenderThem() {
    host.file(
        "helmfile.yaml",
        "releases:\n- {name: \"{{`{{ .Release.Namespace }}`}}\", chart: r/a, namespace: x}\n");
    assertThat(load(LoadOptions.defaults()).rules().rules()).isEqualTo(HelmfileRules.V0);

    host.file("helmfile.yaml", "kubeVersion: \"{{ 1.31 }}\"\nreleases: []\n");
    assertThat(load(LoadOptions.defaults()).rules().reason())
        .endsWith("has a template in `kubeVersion`, which helmfile 1.x does not render");

    host.file("helmfile.yaml", "releases:\n- {name: \"{{ 1 }}a\", chart: r/a}\n");
    assertThat(load(LoadOptions.defaults()).rules().rules()).isEqualTo(HelmfileRules.V1);
  }

  @Test
  void recordsWhatItHasRead() {
    host.file("v.yaml", "a: 1\n")
        .file("helmfile.yaml", "environments:\n  default: {values: [v.yaml]}\n---\nreleases: []\n");

    assertThat(load(HelmfileRules.V1).recorded().files())
        .containsExactlyInAnyOrder("/work/helmfile.yaml", "/work/v.yaml");
  }

  @Test
  void manyLoadAtOnce() throws Exception {
    host.file(
        "helmfile.yaml",
        """
        environments:
          default: {values: [{a: {b: 1}}]}
        ---
        releases:
        - name: {{ (set .Values.a "b" 2).b }}x
          chart: repo/app
        """);
    HelmfileLoader loader = new HelmfileLoader(host);
    List<Callable<String>> tasks = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      tasks.add(() -> {
        DesiredState state =
            loader.load(LoadOptions.defaults().withRules(HelmfileRules.V0)).getFirst();
        return state.releases().getFirst().name() + state.environment().values();
      });
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<String> result : threads.invokeAll(tasks)) {
        assertThat(result.get()).isEqualTo("2x{a={b=1}}");
      }
    }
  }

  @Test
  void anUnknownKeyIsShownWithTheNearestOne() {
    host.file(
        "helmfile.yaml.gotmpl",
        """
        environments:
          default: {}
        ---
        {{ $x := 1 }}
        releases:
        {{ range list "a" "b" }}
        - name: {{ . }}
          chart: r/a
          namespce: x
        {{ end }}
        """);

    Diagnostic failure = failure(HelmfileRules.V1);

    assertThat(failure.code()).isEqualTo(HelmfileErrorCode.UNKNOWN_KEY);
    assertThat(failure.message()).contains("unknown key \"namespce\" in releases[0]");
    assertThat(place(failure)).isEqualTo("helmfile.yaml.gotmpl:9");
    assertThat(failure.snippet()).isEqualTo("  namespce: x");
    assertThat(failure.hint()).isEqualTo("did you mean \"namespace\"?");
  }

  @Test
  void aKeyOfTheOtherHelmfileIsSaidToBeSo() {
    host.file("helmfile.yaml", "releases:\n- {name: a, chart: r/a, takeOwnership: true}\n");

    assertThat(failure(HelmfileRules.V0).hint()).isEqualTo("helmfile 0.171 does not have this key");
    assertThat(load(HelmfileRules.V1).releases().getFirst().optionalFlag("takeOwnership"))
        .contains(true);
  }

  @Test
  void aFailureOfTheSecondRenderingNamesTheSource() {
    host.file("helmfile.yaml", "values: [{a: 1}]\n---\nreleases:\n- name: {{ .Values.gone }}\n");

    Diagnostic failure = failure(HelmfileRules.V0);

    assertThat(failure.message())
        .startsWith("error during helmfile.yaml.part.1 parsing: template: stringTemplate:2:18:")
        .endsWith("map has no entry for key \"gone\"");
    assertThat(place(failure)).isEqualTo("helmfile.yaml:4:19");
    assertThat(failure.snippet()).isEqualTo("- name: {{ .Values.gone }}");
  }

  @Test
  void aMissingEnvironmentListsThoseThatAreThere() {
    host.file("helmfile.yaml", "environments: {prod: {}, staging: {}}\n---\nreleases: []\n");

    Diagnostic failure = failure(LoadOptions.defaults().withEnvironment("prd"));

    assertThat(failure.code()).isEqualTo(HelmfileErrorCode.UNDEFINED_ENVIRONMENT);
    assertThat(failure.message()).contains("environment \"prd\" is not defined");
    assertThat(failure.hint()).isEqualTo("did you mean \"prod\"? defined are: prod, staging");
  }

  @Test
  void nestedBasesAndMissingOnesAreRefused() {
    host.file("a.yaml", "bases: [b.yaml]\n").file("helmfile.yaml", "bases:\n- a.yaml\n");
    Diagnostic nested = failure(HelmfileRules.V1);
    assertThat(nested.message()).startsWith("nested `base` helmfile is unsupported");
    assertThat(place(nested)).isEqualTo("a.yaml:1");

    host.file("helmfile.yaml", "values: []\n---\nbases: [none.yaml]\n");
    Diagnostic missing = failure(HelmfileRules.V1);
    assertThat(missing.code()).isEqualTo(HelmfileErrorCode.MISSING_FILE);
    assertThat(place(missing)).isEqualTo("helmfile.yaml:3");
  }

  @Test
  void helmfilesThatNestEachOtherAreRefused() {
    host.file("helmfile.yaml", "helmfiles: [other.yaml]\n")
        .file("other.yaml", "helmfiles: [helmfile.yaml]\n");

    Diagnostic failure = failure(HelmfileRules.V1);

    assertThat(failure.code()).isEqualTo(HelmfileErrorCode.CYCLE);
    assertThat(failure.message())
        .isEqualTo("helmfiles nest each other: helmfile.yaml -> other.yaml -> helmfile.yaml");
  }

  @Test
  void templatesInheritEachOtherButNotInACircle() {
    host.file(
        "helmfile.yaml",
        """
        templates:
          one: {chart: r/a, values: [one.yaml], inherit: [{template: two}]}
          two: {namespace: ns, values: [two.yaml]}
        releases:
        - name: x
          values: [own.yaml]
          inherit: [{template: one}]
        """);
    Release release = load(HelmfileRules.V1).releases().getFirst();
    assertThat(release.namespace()).isEqualTo("ns");
    assertThat(release.values()).hasToString("[two.yaml, one.yaml, own.yaml]");

    host.file(
        "helmfile.yaml",
        """
        templates:
          one: {chart: r/a, inherit: [{template: one}]}
        releases:
        - name: x
          inherit: [{template: one}]
        """);
    Diagnostic failure = failure(HelmfileRules.V1);
    assertThat(failure.code()).isEqualTo(HelmfileErrorCode.CYCLE);
    assertThat(failure.message()).contains("cyclic inheritance detected: one->one");
    assertThat(place(failure)).isEqualTo("helmfile.yaml:5");
  }

  @Test
  void conditionsAreTakenFromTheValues() {
    host.file(
        "helmfile.yaml",
        """
        values: [{web: {enabled: false}}]
        releases:
        - {name: a, chart: r/a, condition: web.enabled}
        - {name: b, chart: r/b}
        """);

    assertThat(load(HelmfileRules.V1).releases())
        .extracting(Release::enabled)
        .containsExactly(false, true);
  }

  @Test
  void hooksAndValuesFilesAreRenderedWithTheRelease() {
    host.file("v.yaml.gotmpl", "name: {{ .Release.Name }} in {{ .Values.place }}\n")
        .file(
            "helmfile.yaml",
            "values: [{place: here}]\nreleases:\n- {name: a, chart: r/a, version: 1.10}\n");
    DesiredState state = load(HelmfileRules.V1);
    Release release = state.releases().getFirst();

    assertThat(state.templates().valuesFile(release, "/work/v.yaml.gotmpl"))
        .isEqualTo("name: a in here\n");
    assertThat(
            state
                .templates()
                .hook(
                    release,
                    "{{ .HelmfileCommand }} {{ .Event.Name }} {{ .Release.Version }} {{"
                        + " .Environment.Name }}: {{ .Event.Error }}",
                    "postsync",
                    "sync",
                    "no such chart"))
        .isEqualTo("sync postsync 1.10 default: no such chart");
  }
}
