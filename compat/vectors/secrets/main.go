// Records what vals makes of texts and maps with references.
//
//	cd compat/vectors/secrets && go run -tags custom_providers . > …/resources/vectors/references.jsonl
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/helmfile/vals"
)

type record struct {
	Input  any    `json:"input"`
	Output any    `json:"output,omitempty"`
	Error  string `json:"error,omitempty"`
}

var files = map[string]string{
	"data.yaml": "ratio: 1.5\nneg: -2.5\nn: 42\nlarge: 1e21\nmillion: 1000000.0\ns: hello\nflag: true\n" +
		"yes: on\nempty: null\nobj: {a: 1, b: two}\nlist: [x, y]\n1: one\ntrue: t\n",
	"data.json": `{"key":123,"ratio":1.5,"obj":{"a":1}}`,
	"text.txt":  "content\n",
	"list.yaml": "- a\n- b\n",
	"more.yaml": "k1: v1\nk2: v2\n",
	"bad.yaml":  "a: [\n",
}

var texts = []string{
	"ref+echo://foo/bar", "secretref+echo://foo/bar", "ref+echo://foo/bar/", "ref+echo://foo/bar//",
	"ref+echo://aa+, ref+echo://bb+ ", "ref+echo://srv/foo+ + + ", `x ref+echo://srv/foo "quoted"`,
	`"ref+echo://srv/foo?a=b"`, "ref+echo://srv/foo, more", "user=ref+echo://uu+&password=ref+echo://pp",
	`"no-referrer" always; return 301 $scheme://$host:$server_port/remote.php/dav;`,
	"ref+echo://ref+echo://inner/value", "ref+echo://ref+echo://ref+echo://deep/value",
	"prefix ref+echo://ref+echo://inner/value suffix",
	"ref+echo://simple ref+echo://ref+echo://inner/value", "ref+echo://foo/bar/baz#/foo/bar",
	"ref+echo://foo/bar/baz#foo/bar", "ref+echo://foo/bar/baz#/foo", "ref+echo://foo/bar/baz#/foo/x",
	"ref+echo://foo/bar/baz#/foo/bar/x", "ref+echo://foo#/x", "x ref+echo://foo/bar/baz#/foo",
	"ref+echo://a%20b/c", "ref+echo://aa/b%20c", "ref+echo://aa/b%2Fc", "ref+echo://user@host/c",
	"ref+echo://user:pw@host/c", "ref+nothing", "ref+echo://foo/bar\nnext", "ref+echo://foo/x/cert#/foo/x\n",
	"ref+echo://aa:bb/c", "ref+echo://aa:80/c", "ref+echo://aa/%zz", "ref+echo://[::1]/c", "ref+echo://x",
	"ref+echo://xx", "ref+ECHO://xx/yy", "ref+e_cho://xx/yy", "ref+://xx/yy", "ref+1echo://xx/yy",
	"ref+echo:///abs/path", "ref+echo://./rel/path", "ref+echo://../rel/path", "ref+echo://a b", "ref+echo://aa/b;c",
	"ref+echo://aa/b,c", "ref+echo://aa/b,", "ref+echo://{aa}/b", "ref+echo://aa/{b}", "ref+echo://aa/b#/c#d",
	"ref+echo://aa/b?x=1&y=2", "ref+echo://aa/b?x=1#/aa", "ref+awsssm://foo/bar", "ref+nope://foo/bar#/x",
	"ref+file://data.yaml", "ref+file://./data.yaml#/n", "ref+file://data.yaml#/n", "ref+file://data.yaml#/ratio",
	"ref+file://data.yaml#/neg", "ref+file://data.yaml#/large", "x ref+file://data.yaml#/large",
	"x ref+file://data.yaml#/million", "x ref+file://data.yaml#/ratio", "ref+file://data.yaml#/s",
	"ref+file://data.yaml#/flag", "x=ref+file://data.yaml#/flag+y", "ref+file://data.yaml#/yes",
	"ref+file://data.yaml#/empty", "x ref+file://data.yaml#/empty", "ref+file://data.yaml#/obj",
	"ref+file://data.yaml#/obj/a", "ref+file://data.yaml#/obj/a/b", "ref+file://data.yaml#/obj/missing",
	"ref+file://data.yaml#/missing", "x ref+file://data.yaml#/missing", "ref+file://data.yaml#/missing/more",
	"ref+file://data.yaml#/list", "x ref+file://data.yaml#/list", "x ref+file://data.yaml#/obj",
	"ref+file://data.yaml#/list/0", "ref+file://data.yaml#/1", "ref+file://data.yaml#/true", "ref+file://data.json#/key",
	"ref+file://data.json#/obj", "ref+file://text.txt", "ref+file://text.txt?encode=base64",
	"ref+file://text.txt?encode=rot13", "ref+file://text.txt#/a", "ref+file://list.yaml#/a", "ref+file://bad.yaml#/a",
	"ref+file://gone.txt", "ref+file://gone.yaml#/a", "ref+echo://ref+file://data.yaml#/obj+",
	"ref+echo://ref+file://data.yaml#/missing+", "ref+echo://ref+file://data.yaml#/n+/x",
	"ref+envsubst://$NAME", "ref+envsubst://aa-$NAME-b", "ref+envsubst://${NAME}", "ref+envsubst:///${NAME}",
	"ref+envsubst://x/${GONE:-fallback}", "ref+envsubst://x/${GONE-fallback}", "ref+envsubst://x/${NAME:-fallback}",
	"ref+envsubst://x/${EMPTY:-fallback}", "ref+envsubst://x/${EMPTY-fallback}", "ref+envsubst://x/${GONE:=fallback}",
	"ref+envsubst://x/${GONE=fallback}", "ref+envsubst://x/${NAME:%2Bthere}", "ref+envsubst://x/${GONE:%2Bthere}",
	"ref+envsubst://x/${GONE:-$NAME}", "ref+envsubst://x/$$NAME", "ref+envsubst://x$GONE", "ref+envsubst://x/${NAME",
	"ref+envsubst://x/$_", "ref+envsubst://x/$", "ref+envsubst://x/${}", "ref+envsubst://x/$NAME$NAME",
	"ref+envsubst://x/${NAME?x}", "ref+envsubst://$YAML#/k", "ref+envsubst://$NAME/",
	"ref+exec://echo/hello", "ref+exec://echo/hello?args=a,b", "ref+exec://echo/hello?trim=false",
	"ref+exec://printenv/X?env_X=value", "ref+exec://false", "ref+exec:///bin/echo?args=k:%20v#/k",
	"text without any", "", "ref+", "secretref+", "ref+echo://",
}

func try(input any, f func() (any, error)) record {
	output, err := f()
	if err != nil {
		return record{Input: input, Error: err.Error()}
	}
	return record{Input: input, Output: output}
}

func main() {
	folder, err := os.MkdirTemp("", "references")
	check(err)
	defer os.RemoveAll(folder)
	for name, text := range files {
		check(os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600))
	}
	check(os.Chdir(folder))
	os.Setenv("NAME", "value")
	os.Setenv("EMPTY", "")
	os.Setenv("YAML", "k: v")
	os.Unsetenv("GONE")
	var records []record
	eval := func(strict bool, values map[string]any) {
		input, err := json.Marshal(values)
		check(err)
		records = append(records, try(json.RawMessage(input), func() (any, error) {
			runtime, err := vals.New(vals.Options{FailOnMissingKeyInMap: strict})
			check(err)
			return runtime.Eval(values)
		}))
	}
	for _, text := range texts {
		eval(false, map[string]any{"v": text})
	}
	eval(false, map[string]any{"a": []any{"ref+echo://xx", 1, map[string]any{"b": "ref+echo://yy"}}, "none": nil})
	eval(false, map[string]any{"ref+file://more.yaml": map[string]any{}})
	eval(false, map[string]any{"ref+file://more.yaml": map[string]any{"x": "y"}, "k3": "v3"})
	eval(false, map[string]any{"ref+echo://kept": "text"})
	eval(false, map[string]any{"ref+file://text.txt": map[string]any{}})
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	fmt.Fprintln(os.Stderr, len(records), "records")
	for _, r := range records {
		check(encoder.Encode(r))
	}
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
