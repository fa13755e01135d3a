package dev.slipway.helmfile.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.gotemplate.TemplateException;
import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.document.HelmfileYaml;
import dev.slipway.helmfile.document.Trees;
import dev.slipway.helmfile.host.InMemoryHost;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HelmfileTemplatesTest {
  private final InMemoryHost host =
      new InMemoryHost()
          .file("dir/a.txt", "A")
          .file("dir/b.txt", "B")
          .file("dir/sub/c.txt", "C")
          .file("_names.tpl", "{{ define \"hi\" }}hi {{ . }}{{ end }}")
          .variable("NAME", "value")
          .program("echo", 0, "out\n", "")
          .program("fails", 3, "", "bad\n");

  private String render(String template) {
    return render(template, HelmfileRules.V1);
  }

  private String render(String template, HelmfileRules rules) {
    Map<String, @Nullable Object> data =
        HelmfileYaml.readMap("{a: {b: {c: 1}, z: ~}, list: [1], key.with: dot}", rules);
    SecretReferences secrets =
        values -> Trees.copy(Map.of("key", "secret of " + values.get("key")));
    return new HelmfileTemplates(host, rules, secrets).render(template, InMemoryHost.ROOT, data);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      value = {
        "{{ get \"a.b.c\" . }}                        ¦ 1",
        "{{ . | get \"a.b.d\" \"x\" }}                ¦ x",
        "{{ get \"a.z\" \"x\" . }}                    ¦ <no value>",
        "{{ get \"\" 1 }}                             ¦ 1",
        "{{ getOrNil \"a.x\" . | default \"none\" }}  ¦ none",
        "{{ getOrNil \"a.b.c.d\" . | empty }}         ¦ true",
        "{{ sprigGet .a \"zz\" | quote }}             ¦ \"\"",
        "{{ readFile \"dir/a.txt\" }}                 ¦ A",
        "{{ readFile \"/work/dir/b.txt\" }}           ¦ B",
        "{{ readDir \"dir\" }}                        ¦ [dir/a.txt dir/b.txt]",
        "{{ range readDirEntries \"dir\" }}{{ .Name }}{{ .IsDir }} {{ end }}. "
            + "¦ a.txtfalse b.txtfalse subtrue .",
        "{{ isFile \"dir/a.txt\" }}{{ isFile \"dir\" }}{{ isDir \"dir\" }}{{ isDir \"x\" }} "
            + "¦ truefalsetruefalse",
        "{{ env \"NAME\" }}{{ env \"NONE\" }}         ¦ value",
        "{{ requiredEnv \"NAME\" }}                   ¦ value",
        "{{ expandenv \"${NAME}-$NAME.\" }}           ¦ value-value.",
        "{{ exec \"echo\" (list \"x\") | trim }}      ¦ out",
        "{{ envExec (dict \"A\" \"b\") \"echo\" (list) \"in\" | trim }} ¦ out",
        "{{ toYaml .a.b | trim }}                     ¦ c: 1",
        "{{ (fromYaml \"x: {y: 2}\").x.y }}           ¦ 2",
        "{{ setValueAtPath \"a.b.c\" 5 . | get \"a.b.c\" }} ¦ 5",
        "{{ tpl \"{{ .x }}!\" (dict \"x\" 3) }}       ¦ 3!",
        "{{ include \"hi\" \"you\" }}                 ¦ hi you",
        "{{ required \"no\" 0 }}                      ¦ 0",
        "{{ fetchSecretValue \"ref+x\" }}             ¦ secret of ref+x",
        "{{ (expandSecretRefs (dict \"key\" \"y\")).key }} ¦ secret of y",
        "{{ hasKey .a \"b\" }}                        ¦ true",
      })
  void functionsDoWhatHelmfilesDo(String template, String text) {
    assertThat(render(template.strip())).isEqualTo(text.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      value = {
        "{{ get \"a.x\" . }}  ¦ no value exist for key \"x\" in map[b:map[c:1] z:<nil>]",
        "{{ get \"list.x\" . }} ¦ unexpected type([]interface {}) of value for key \"x\": it must",
        "{{ get \"a\" }}      ¦ expected 1 or 2, got 0",
        "{{ .missing }}       ¦ map has no entry for key \"missing\"",
        "{{ requiredEnv \"NONE\" }} ¦ required env var `NONE` is not set",
        "{{ readFile \"none\" }} ¦ open /work/none: no such file or directory",
        "{{ readDir \"none\" }} ¦ ReadDir \"/work/none\": open /work/none: no such file",
        "{{ exec \"fails\" (list) }} ¦ exit status 3",
        "{{ exec \"gone\" (list) }} ¦ unexpected error: executable file not found",
        "{{ exec \"echo\" (list 1) }} ¦ unexpected type of arg \"int\" in args [1] at index 0",
        "{{ envExec (dict \"A\" 1) \"echo\" (list) }} ¦ unexpected type of env \"int\"",
        "{{ required \"give it\" \"\" }} ¦ give it",
        "{{ setValueAtPath \"z.y\" 1 . }} ¦ value for key \"z\" does not exist",
        "{{ fromYaml \"a: [\" }} ¦ offending yaml: a: [",
        "{{ tpl \"{{ .y }}\" (dict \"x\" 3) }} ¦ map has no entry for key \"y\"",
        "{{ include \"none\" . }} ¦ no template \"none\" associated with template"
            + " \"stringTemplate\"",
      })
  void failuresSayWhatHelmfileSays(String template, String message) {
    assertThatThrownBy(() -> render(template.strip()))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(message.strip());
  }

  @Test
  void theFirstPassTouchesNothingAndKeepsWhatThereIs() {
    HelmfileTemplates templates =
        new HelmfileTemplates(host, HelmfileRules.V0, SecretReferences.none());

    HelmfileTemplates.PartialText partial =
        templates.renderFirstPass(
            "a{{ exec \"echo\" (list) }}{{ readFile \"none\" }}{{ .x }}b{{ fail \"stop\" }}c",
            InMemoryHost.ROOT,
            Map.of());

    assertThat(partial.text()).isEqualTo("a<no value>b");
    assertThat(partial.error()).hasMessageContaining("stop");
    assertThat(host.requests()).isEmpty();
  }

  @Test
  void variablesForbidFunctionsThatReachOut() {
    host.variable("HELMFILE_DISABLE_INSECURE_FEATURES", "true");

    assertThatThrownBy(() -> render("{{ exec \"echo\" (list) }}"))
        .hasMessageContaining(
            "HELMFILE_DISABLE_INSECURE_FEATURES or HELMFILE_DISABLE_INSECURE_TEMPLATE_FUNCTIONS is"
                + " active, insecure function calls are disabled");
    assertThat(render("{{ isFile \"dir/a.txt\" }}")).isEqualTo("true");
  }

  @Test
  void yamlIsThatOfTheRules() {
    String template = "{{ dict \"l\" (list 1) \"on\" true | toYaml }}";

    assertThat(render(template, HelmfileRules.V0)).isEqualTo("l:\n- 1\n\"on\": true\n");
    assertThat(render(template, HelmfileRules.V1)).isEqualTo("l:\n  - 1\n\"on\": true\n");
  }
}
