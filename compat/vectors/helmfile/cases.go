package main

var files = map[string]string{
	"dir/a.txt": "A", "dir/b.txt": "B\n", "dir/sub/c.txt": "C", "map.yaml": "a: 1\nb: [x, y]\nc: {d: yes}\n", "bad.yaml": "a: [\n",
	"empty.txt": "", "_names.tpl": `{{ define "hi" }}hi {{ . }}{{ end }}{{ define "nested" }}{{ include "hi" . }}!{{ end }}`,
}

func data() map[string]any {
	return map[string]any{
		"a":     map[string]any{"b": map[string]any{"c": 1, "s": "text"}, "z": nil, "e": "", "f": false, "list": []any{1, "two", map[string]any{"k": "v"}}},
		"list":  []any{3, 1, 2}, "text": "some: yaml", "num": 1.5, "key.with": "dot", "deep": map[string]any{"x-y": map[string]any{"0": "zero"}},
	}
}

var templates = []string{
	// get and getOrNil
	`{{ get "a.b.c" . }}`, `{{ . | get "a.b.c" }}`, `{{ get "a.b.x" . }}`, `{{ get "a.b.x" "def" . }}`, `{{ get "a.b.x" 7 . }}`, `{{ get "x.y.z" "def" . }}`,
	`{{ get "a.z" . }}`, `{{ get "a.z" "def" . }}`, `{{ get "a.e" "def" . }}`, `{{ get "a.f" "def" . }}`, `{{ get "a.list" . }}`, `{{ get "a.list.0" . }}`, `{{ get "a.list[0]" . }}`,
	`{{ get "key.with" . }}`, `{{ get "key\\.with" . }}`, `{{ get "" . }}`, `{{ get "" 1 }}`, `{{ get "a" 1 }}`, `{{ get "a" "s" }}`, `{{ get "a" nil }}`, `{{ get "a" "def" nil }}`, `{{ get "a" }}`, `{{ get }}`,
	`{{ get "a" 1 2 3 }}`, `{{ get 1 . }}`, `{{ get "deep.x-y.0" . }}`, `{{ get "text.x" . }}`, `{{ get "text.x" "def" . }}`, `{{ get "num.x" "def" . }}`, `{{ get "a.b" . | toYaml }}`,
	`{{ getOrNil "a.b.c" . }}`, `{{ getOrNil "a.x" . }}`, `{{ getOrNil "a.x.y" . }}`, `{{ getOrNil "a.x" . | default "none" }}`, `{{ getOrNil "a.z" . }}`, `{{ getOrNil "text.x" . }}`, `{{ getOrNil "" . | len }}`,
	`{{ getOrNil "a.b.c.d" . | empty }}`, `{{ getOrNil "a" nil }}`, `{{ getOrNil "a" 1 }}`, `{{ if getOrNil "a.f" . }}y{{ else }}n{{ end }}`, `{{ getOrNil "deep.x-y" . }}`,
	`{{ sprigGet .a "zz" | quote }}`, `{{ sprigGet .a "e" | quote }}`, `{{ sprigGet .deep "x-y" }}`, `{{ dig "a" "b" "c" 0 . }}`, `{{ dig "a" "x" "def" . }}`, `{{ hasKey .a "z" }}`, `{{ hasKey .a "zz" }}`,
	`{{ .a.b.s }}`, `{{ .a.b.x }}`, `{{ .x }}`, `{{ .x.y }}`, `{{ index . "key.with" }}`, `{{ index .a "zz" }}`, `{{ index .a.list 5 }}`, `{{ (index .a.list 2).k }}`,
	// files
	`{{ readFile "dir/a.txt" }}`, `{{ readFile "dir/b.txt" }}`, `{{ readFile "empty.txt" }}`, `{{ readFile "none.txt" }}`, `{{ readFile "dir" }}`, `{{ readFile "./dir/../dir/a.txt" }}`, `{{ readFile "map.yaml" | fromYaml }}`,
	`{{ readDir "dir" }}`, `{{ readDir "none" }}`, `{{ readDir "dir/a.txt" }}`, `{{ range readDir "dir" }}[{{ . }}]{{ end }}`, `{{ range readDirEntries "dir" }}{{ .Name }}:{{ .IsDir }} {{ end }}`, `{{ readDirEntries "none" }}`,
	`{{ isFile "dir/a.txt" }}`, `{{ isFile "dir" }}`, `{{ isFile "none" }}`, `{{ isDir "dir" }}`, `{{ isDir "dir/a.txt" }}`, `{{ isDir "none" }}`, `{{ readFile "" }}`,
	// yaml
	`{{ toYaml .a }}`, `{{ .list | toYaml }}`, `{{ toYaml "text" }}`, `{{ toYaml "yes" }}`, `{{ toYaml "1" }}`, `{{ toYaml nil }}`, `{{ toYaml 1.0 }}`, `{{ toYaml (dict "b" 1 "a" (list 1 "two" (dict "x" nil))) }}`, `{{ toYaml (dict) }}`, `{{ toYaml (list) }}`,
	`{{ toYaml "a\nb\n" }}`, `{{ toYaml (dict "text" "line 1\nline 2\n  indented\n") }}`, `{{ toYaml (dict "t" "true" "n" "null" "d" "1.5" "e" "" "s" " x " "c" "a: b" "h" "# no") }}`, `{{ toYaml (dict "long" (repeat 30 "word ")) }}`,
	`{{ fromYaml "a: 1" }}`, `{{ (fromYaml "a: {b: [1, 2]}").a.b }}`, `{{ fromYaml "- 1" }}`, `{{ fromYaml "a: [" }}`, `{{ fromYaml "" }}`, `{{ fromYaml "x" }}`, 
	`{{ fromYaml "a: 1\na: 2" }}`, `{{ fromYaml "a: &x {b: 1}\nc: *x\nd: {<<: *x, e: 2}" }}`, `{{ readFile "bad.yaml" | fromYaml }}`, `{{ fromYaml .text }}`, `{{ fromYaml (toYaml .a) | toYaml }}`,
	`{{ toJson .a }}`, `{{ fromJson "{\"a\": [1, 2.5]}" }}`, `{{ .text | fromYaml | setValueAtPath "x" 1 | toYaml }}`,
	// setValueAtPath
	`{{ setValueAtPath "a.b.c" 2 . | get "a.b.c" }}`, `{{ setValueAtPath "a.b.new" "x" . | get "a.b" | toYaml }}`, `{{ setValueAtPath "x.y" 1 . }}`, `{{ setValueAtPath "x" 1 (dict) | toYaml }}`, `{{ setValueAtPath "" 1 . }}`,
	`{{ setValueAtPath "text.x" 1 . }}`, `{{ dict "a" (dict "b" 1) | setValueAtPath "a.b" 2 | toYaml }}`, `{{ setValueAtPath "a.list" (list 1) . | get "a.list" }}`,
	// environment and programs
	`{{ env "SET" }}`, `{{ env "EMPTY" | quote }}`, `{{ env "UNSET" | quote }}`, `{{ requiredEnv "SET" }}`, `{{ requiredEnv "EMPTY" }}`, `{{ requiredEnv "UNSET" }}`, `{{ expandenv "x $SET y" }}`, `{{ expandenv "x ${UNSET} y" | quote }}`,
	`{{ exec "echo" (list "a" "b") }}`, `{{ exec "echo" (list "-n" "x") | quote }}`, `{{ exec "cat" (list) "input" }}`, `{{ exec "sh" (list "-c" "echo $SET") }}`, `{{ exec "sh" (list "-c" "cat dir/a.txt") }}`, `{{ exec "sh" (list "-c" "exit 3") }}`,
	`{{ exec "none-such-program" (list) }}`, `{{ exec "echo" (list 1 2) }}`, `{{ exec "echo" (list nil) }}`, `{{ exec "echo" "x" }}`, `{{ exec "sh" (list "-c" "echo bad >&2") | quote }}`,
	`{{ envExec (dict "X" "1") "sh" (list "-c" "echo $X$SET") }}`, `{{ envExec (dict "X" 1) "sh" (list "-c" "echo $X") }}`, `{{ envExec nil "echo" (list "a") }}`, `{{ envExec (dict "X" "y") "cat" (list) "in" }}`, `{{ execWithEnv "a" }}`,
	// required, fail, tpl, include
	`{{ required "needed" .text }}`, `{{ required "needed" .a.e }}`, `{{ required "needed" .a.z }}`, `{{ required "needed" nil }}`, `{{ required "needed" 0 }}`, `{{ required "needed" false }}`, `{{ required "needed" .x }}`, `{{ .a.e | required "needed" }}`,
	`{{ fail "no" }}`, `{{ tpl "{{ .a.b.c }}" . }}`, `{{ tpl "{{ .x }}" . }}`, `{{ tpl "{{" . }}`, `{{ tpl "{{ readFile \"dir/a.txt\" }}" . }}`, `{{ tpl "{{ include \"hi\" 1 }}" . }}`, `{{ tpl .text . }}`, `{{ tpl "{{ . }}" 1 }}`,
	`{{ include "hi" "you" }}`, `{{ include "nested" "you" }}`, `{{ include "none" . }}`, `{{ template "hi" "you" }}`, `{{ include "hi" (dict "a" 1) | upper }}`,
	// secrets
	`{{ fetchSecretValue "plain" }}`, `{{ fetchSecretValue "ref+file://dir/a.txt" }}`, `{{ fetchSecretValue "ref+file://none.txt" }}`, `{{ fetchSecretValue "ref+nothing://a" }}`, `{{ expandSecretRefs (dict "a" "plain" "b" (list 1)) | toYaml }}`,
	`{{ expandSecretRefs (dict "a" "ref+file://dir/a.txt") | toYaml }}`, `{{ dict "a" (dict "b" "ref+file://dir/a.txt") | expandSecretRefs | toYaml }}`,
	// sprig as helmfile has it, and errors
	`{{ list 1 2 | join "," }}`, `{{ dict "a" 1 | merge (dict "b" 2) | toYaml }}`, `{{ "a" | upper | quote }}`, `{{ until 3 }}`, `{{ ternary 1 2 true }}`, `{{ cat "a" "b" }}`, `{{ .list | sortAlpha }}`, `{{ default "x" .a.e }}`, `{{ coalesce nil "" "c" }}`, `{{ now | date "2006" | len }}`,
	`{{ printf "%v %s %d" .list "x" 1 }}`, `{{ .a }}`, `{{ .list }}`, `{{ .num }}`, `{{ nofunction }}`, `{{ .a.b.c.d }}`, `{{ len .x }}`, `{{`, `{{ end }}`, `{{ if }}`, `{{ "unclosed }}`, `{{- " trimmed " -}} x`, `{{/* comment */}}x`, `{{ $x := 1 }}{{ $x }}`, `{{ $y }}`,
	`{{ range $k, $v := .a.b }}{{ $k }}={{ $v }};{{ end }}`, `{{ with .a.b }}{{ .c }}{{ end }}`, `{{ with .x }}y{{ else }}n{{ end }}`, `{{ if .x }}y{{ end }}`, `{{ and .a.e .text }}`, `{{ eq .a.b.c 1 }}`, `{{ eq .a.b.c "1" }}`, `{{ semverCompare ">=1" "1.2" }}`,
	`{{ regexReplaceAll "a(b)" "xabx" "${1}" }}`, `{{ b64enc "a" }}`, `{{ sha256sum "a" }}`, `{{ toPrettyJson .list }}`, `{{ indent 2 "a\nb" }}`, `{{ nindent 2 "a" }}`, `{{ trimSuffix "b" "ab" }}`, `{{ splitList "," "a,b" }}`, `{{ (split "." "a.b")._1 }}`, `{{ int64 "0x10" }}`, `{{ atoi "x" }}`,
}
