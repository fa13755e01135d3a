package dev.slipway.chart.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnreadValuesTest {
  /// Each row: a template, and the one key of `{a: {b: {c: 1}, x: {c: 2}}, k: b, z: 3}` and its
  /// like that it leaves unread.
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      textBlock =
          """
          {{ .Values.a.b.c }} => a.x z
          {{ .Values.a | toYaml }} => z
          {{ toJson .Values.a.x }} => a.b z
          {{ if .Values.z }}{{ .Values.a.b.c }}{{ else }}{{ .Values.a.x.c }}{{ end }} => nothing
          {{ with .Values.a }}{{ .b.c }}{{ $.Values.z }}{{ end }} => a.x
          {{ with .Values.a.b }}{{ .c }}{{ else }}{{ .Values.z }}{{ end }} => a.x
          {{ range $k, $v := .Values.a }}{{ $v.c }}{{ end }} => z
          {{ range .Values.a }}{{ .c }}{{ end }}{{ .Values.z }} => nothing
          {{ range $k, $v := .Values.a }}{{ $k }}{{ end }} => a.b.c z
          {{ $v := .Values }}{{ $v.a.b.c }} => a.x z
          {{ $v := 1 }}{{ if .Values.z }}{{ $v = .Values.a.b }}{{ end }}{{ $v.c }} => a.x
          {{ index .Values "a" "b" "c" }} => a.x z
          {{ index .Values.a .Values.z }} => nothing
          {{ get .Values "z" }} => a
          {{ hasKey .Values.a "b" }} => a.b.c a.x z
          {{ dig "a" "b" "c" "none" .Values }} => a.x z
          {{ dig "a" "b" "c" "none" (.Values | merge (dict)) }} => a.x z
          {{ pluck "b" .Values.a | first | toYaml }} => a.x z
          {{ pick .Values.a "x" | toYaml }} => a.b z
          {{ (omit .Values.a "x").b | toYaml }} => a.x z
          {{ default 1 .Values.z }} => a
          {{ .Values.z | default .Values.a.b.c }} => a.x
          {{ coalesce .Values.z .Values.a.b.c }} => a.x
          {{ ternary .Values.z .Values.a.b .Values.a.x }} => a.x.c
          {{ and .Values.z .Values.a.b.c }} => a.x
          {{ required "z is needed" .Values.z }} => a
          {{ (deepCopy .Values.a).b.c }} => a.x z
          {{ (mergeOverwrite (deepCopy .Values.a.b) .Values.a.x).c }} => z
          {{ (merge (dict "m" 1) .Values.a).b.c }} => a.x z
          {{ (dict "v" .Values.a).v.b.c }} => a.x z
          {{ $d := dict }}{{ $_ := set $d "v" .Values.a.b }}{{ $d.v.c }} => a.x z
          {{ $_ := set .Values "n" .Values.a }}{{ .Values.n.b.c }} => a.x z
          {{ .Values.n.b.c }}{{ $_ := set .Values "n" .Values.a }} => a.x z
          {{ (list .Values.a.b .Values.z | first).c }} => a.x
          {{ (list .Values.z .Values.a.x | last).c }} => a.b
          {{ (index (list 1 .Values.a.x) 1).c }} => a.b z
          {{ range append (list .Values.a.x) .Values.a.b }}{{ .c }}{{ end }} => z
          {{ range concat (list .Values.a.x) (list 1) }}{{ .c }}{{ end }} => a.b z
          {{ range list "b" "x" }}{{ (get $.Values.a .).c }}{{ end }} => z
          {{ range list "b" }}{{ (index $.Values.a .).c }}{{ end }} => a.x z
          {{ range $k, $v := dict "z" 1 }}{{ index $.Values $k }}{{ end }} => a
          {{ fromYaml (toYaml .Values.a.b) | dig "c" 1 }} => a.x z
          {{ (fromYaml (toYaml .Values.a)).b.c }} => a.x z
          {{ $d := fromYaml "m: {}" }}{{ $_ := set $d.m "n" .Values.a }}{{ toYaml $d }} => z
          {{ .Values.a.b | quote }} => a.x z
          {{ printf "%v" .Values.a.b }} => a.x z
          {{ index .Values (printf "%s" "z") }} => a
          {{ keys .Values.a | sortAlpha | join "," }} => a.b.c z
          {{ values .Values.a | toYaml }} => z
          {{ tpl "{{ .Values.z }}" . }} => a
          {{ tpl (printf "{{ .Values.%s }}" "z") . }} => a
          {{ sha256sum .Values.a.x }} => a.b z
          {{ $w := .Values.a }}{{ range $i := until 3 }}{{ $w = index $w "b" }}{{ end }}{{ $w }} => z
          """)
  void followsWhatTemplatesDo(String template, String unread) {
    List<String> expected = unread.equals("nothing") ? List.of() : List.of(unread.split(" "));

    List<String> found =
        InlineChart.of(template).unread("a: {b: {c: 1}, x: {c: 2}}\nz: 3\n").stream()
            .map(line -> line.replaceAll(" ->.*", ""))
            .toList();

    assertThat(found).as(template).isEqualTo(expected);
  }

  @Test
  void followsIncludesWithTheirArguments() {
    InlineChart chart =
        InlineChart.of("{{ include \"port\" (dict \"ctx\" $ \"of\" .Values.web) }}")
            .with(
                "templates/_h.tpl",
                "{{ define \"port\" }}{{ .of.port }}{{ .ctx.Values.host }}{{ end }}");

    assertThat(chart.unread("web: {port: 1, prot: 2}\nhost: h\nport: 3\n"))
        .containsExactly("web.prot -> web.port", "port -> web.port");
  }

  @Test
  void followsNamesOfTemplatesThatAreComputed() {
    InlineChart chart =
        InlineChart.of(
                "{{ include (printf \"show.%s\" .Values.kind) .Values.web }}"
                    + "{{ include (print $.Template.BasePath \"/b.yaml\") . }}")
            .with("templates/b.yaml", "{{ .Values.b }}")
            .with(
                "templates/_h.tpl",
                "{{ define \"show.a\" }}{{ .port }}{{ end }}"
                    + "{{ define \"show.b\" }}{{ .host }}{{ end }}"
                    + "{{ define \"hide\" }}{{ .other }}{{ end }}");

    assertThat(chart.unread("kind: a\nb: 1\nweb: {port: 1, host: 2, other: 3}\n"))
        .containsExactly("web.other");
  }

  @Test
  void comesToAnEndWithTemplatesThatCallThemselves() {
    InlineChart chart =
        InlineChart.of("{{ include \"tree\" .Values.tree }}{{ include \"loop\" . }}")
            .with(
                "templates/_h.tpl",
                "{{ define \"tree\" }}{{ .name }}{{ range .children }}{{ include \"tree\" . }}"
                    + "{{ end }}{{ end }}{{ define \"loop\" }}{{ include \"loop\" . }}{{ end }}");

    assertThat(
            chart.unread("tree: {name: a, nmae: b, children: [{name: c, children: []}]}\nx: 1\n"))
        .containsExactly("tree.nmae -> tree.name", "x");
  }

  @Test
  void followsAPathThatAHelperSplits() {
    InlineChart chart =
        InlineChart.of("{{ include \"at\" (dict \"key\" \"auth.password\" \"context\" $) }}")
            .with(
                "templates/_h.tpl",
                "{{ define \"at\" }}{{ $at := .context.Values }}{{ range splitList \".\" .key }}"
                    + "{{ $at = index $at . }}{{ end }}{{ $at }}{{ end }}");

    assertThat(chart.unread("auth: {password: p, pasword: q}\n"))
        .containsExactly("auth.pasword -> auth.password");
  }

  @Test
  void evaluatesTextsInValuesThatTplMayGet() {
    InlineChart chart =
        InlineChart.of("{{ tpl .Values.text . }}")
            .with("values.yaml", "text: '{{ .Values.inner.a }}'\n");

    assertThat(chart.unread("inner: {a: 1, b: 2}\n")).containsExactly("inner.b");
    assertThat(chart.unread("text: '{{ .Values.inner.b }}'\ninner: {a: 1, b: 2, c: 3}\n"))
        .containsExactly("inner.c");
  }

  @Test
  void evaluatesValuesWrappedAsBitnamiDoes() {
    InlineChart chart =
        InlineChart.of(
                "{{ include \"common.render\" (dict \"value\" .Values.labels \"scope\" .Values.s"
                    + " \"context\" $) }}")
            .with(
                "templates/_h.tpl",
                """
                {{- define "common.render" -}}
                {{- $value := typeIs "string" .value | ternary .value (.value | toYaml) }}
                {{- if contains "{{" (toJson .value) }}
                  {{- if .scope }}
                    {{- tpl (cat "{{- with $.RelativeScope -}}" $value "{{- end }}") (merge (dict "RelativeScope" .scope) .context) }}
                  {{- else }}{{ tpl $value .context }}{{- end }}
                {{- else }}{{ $value }}{{ end }}
                {{- end -}}
                """);

    assertThat(
            chart.unread(
                """
                labels: {app: '{{ .inScope }}-{{ $.Values.name }}'}
                s: {inScope: 1, notInScope: 2}
                name: n
                nmae: m
                """))
        .containsExactly("s.notInScope -> s.inScope", "nmae -> name");
  }

  @Test
  void evaluatesFilesThatTplGets() {
    InlineChart chart =
        InlineChart.of(
                "{{ tpl (.Files.Get \"conf/a.conf\") . }}"
                    + "{{ range $path, $_ := .Files.Glob \"more/*\" }}"
                    + "{{ tpl ($.Files.Get $path) $ }}{{ end }}")
            .with("conf/a.conf", "{{ .Values.a }}")
            .with("more/b.conf", "{{ .Values.b }}");

    assertThat(chart.unread("a: 1\nb: 2\nc: 3\n")).containsExactly("c");
  }

  @Test
  void sharesValuesAndGlobalsWithSubcharts() {
    InlineChart chart =
        InlineChart.of("{{ .Values.global.site }}{{ .Subcharts.db.Values.name }}")
            .with(
                "Chart.yaml",
                """
                apiVersion: v2
                name: web
                version: 1.0.0
                dependencies:
                  - {name: db, version: 1.0.0, alias: store, condition: store.use, tags: [data]}
                  - {name: gone, version: 1.0.0, condition: gone.use}
                """)
            .with("charts/db/Chart.yaml", "apiVersion: v2\nname: db\nversion: 1.0.0\n")
            .with("charts/db/templates/a.yaml", "{{ .Values.size }}{{ .Values.global.zone }}");

    assertThat(
            chart.unread(
                """
                global: {site: a, zone: b, zoen: c}
                store: {use: true, size: 1, sise: 2, global: {zone: d}}
                gone: {anything: 1}
                tags: {data: true, date: true}
                size: 3
                """))
        .containsExactly(
            "global.zoen -> global.zone",
            "store.sise -> store.size",
            "tags.date -> tags.data",
            "size -> store.size");
  }

  @Test
  void followsValuesThatAParentImports() {
    InlineChart chart =
        InlineChart.of("{{ .Values.got.size }}{{ .Values.name }}")
            .with(
                "Chart.yaml",
                """
                apiVersion: v2
                name: web
                version: 1.0.0
                dependencies:
                  - name: db
                    version: 1.0.0
                    import-values: [names, {child: sizes, parent: got}]
                """)
            .with("charts/db/Chart.yaml", "apiVersion: v2\nname: db\nversion: 1.0.0\n")
            .with("charts/db/values.yaml", "exports: {names: {name: n}}\nsizes: {size: 1}\n");

    assertThat(
            chart.unread("db: {exports: {names: {name: m, nam: o}}, sizes: {size: 2, other: 3}}\n"))
        .containsExactly("db.exports.names.nam -> db.exports.names.name", "db.sizes.other");
  }

  @Test
  void takesKeysOfTheSchemaForKnown() {
    InlineChart chart =
        InlineChart.of("{{ .Values.a }}")
            .with(
                "values.schema.json",
                """
                {"properties": {"a": {}, "o": {"$ref": "#/$defs/o"}},
                 "$defs": {"o": {"properties": {"p": {}}}}}
                """);

    assertThat(chart.unread("a: 1\no: {p: 1}\nq: 2\n")).containsExactly("q");
  }

  @Test
  void readsEverythingWhereItLosesTrack() {
    assertThat(InlineChart.of("{{ toYaml .Values }}").unread("a: {b: 1}\n")).isEmpty();
    assertThat(InlineChart.of("{{ . }}").unread("a: {b: 1}\n")).isEmpty();
    assertThat(InlineChart.of("{{ range $k, $v := .Values }}{{ $v }}{{ end }}").unread("a: 1\n"))
        .isEmpty();
  }

  @Test
  void reportsEachKeyOfAListsItemsOnce() {
    InlineChart chart = InlineChart.of("{{ range .Values.hosts }}{{ .name }}{{ end }}");

    assertThat(chart.unread("hosts: [{name: a, nam: 1}, {name: b, nam: 2}]\n"))
        .containsExactly("hosts[0].nam -> hosts[0].name");
  }

  @Test
  void tellsWhereInTheFilesTheValuesAre() {
    InlineChart chart =
        InlineChart.of("{{ .Values.image.tag }}")
            .withValues("a.yaml", "image:\n  tagg: 1\n")
            .withValues("b.yaml", "---\n# more\nimage: {tag: 2}\n---\nimag:\n  tag: 3\n");

    assertThat(chart.warnings())
        .containsExactly(
            "a.yaml:2:3: no template reads the value image.tagg",
            "b.yaml:5:1: no template reads the value imag");
  }

  @Test
  void leavesOutKeysThatHoldAnchors() {
    InlineChart chart =
        InlineChart.of("{{ .Values.a }}{{ .Values.b }}")
            .withValues("a.yaml", "_shared:\n  - &one {x: 1}\nnone: &two 2\na: *one\nb: 3\n");

    assertThat(chart.warnings()).containsExactly("a.yaml:3:1: no template reads the value none");
  }
}
