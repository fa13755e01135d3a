package main

import str "strings"

// scalars are texts that some rule treats in its own way.
var scalars = []string{
	"", "~", "null", "Null", "NULL", "y", "Y", "yes", "Yes", "YES", "no", "NO", "on", "On", "off", "OFF", "true", "True",
	"TRUE", "false", "0", "1", "-1", "+1", "007", "08", "0o7", "0O7", "0b101", "0B1", "-0b11", "0b-1", "0x1F", "0X1f",
	"-0x1", "+0x1", "1_000", "1__0", "_1", "1_", "0_7", "0x_f", "1.5", "1.", ".5", "-.5", "+.5", ".", "..", "...",
	".5_0", "._5", ".5_", "1e3", "1E3", "1e+3", "1e-3", "1e", "e1", "1e400", "-1e400", "1e-400", "1.5e300", ".inf",
	".Inf", ".INF", "+.inf", "-.inf", "-.INF", ".nan", ".NaN", ".NAN", "+.nan", "inf", "nan", "Infinity", "NaN",
	"123456789", "1234567890123456789", "9223372036854775807", "9223372036854775808", "18446744073709551615",
	"18446744073709551616", "-9223372036854775808", "-9223372036854775809", "100000000000000000000", "1e21", "1e20",
	"123456.789", "1234567.5", "0.1", "0.00001", "1e-7", "2001-01-01", "2001-1-1", "2001-13-01", "2001-02-30",
	"2001-12-14t21:59:43.10-05:00", "2001-12-14 21:59:43.10", "2001-12-14 21:59:43.10 -5", "2001-12-15T02:59:43.1Z",
	"2001-12-15T2:59:43Z", "12:30", "12:30:45", "190:20:30", "1:60", "-1:20", "1:2.5", "1:2:3.4_5", "<<", "=", "*", "&",
	"!", "%", "@", "`", "-", "?", ":", "- a", "? a", ": a", "a: b", "a:b", "a :b", "a#b", "a #b", "#a", "a\nb", "a\n",
	"\na", "a\n\n", "\n", "\n\n", " a", "a ", "a\n b", "a \nb", "a\tb", "\ta", "a\t", "a\r\nb", "a\rb", "a\u2028b",
	"a\u2029b", "a\u0085b", "\u00a0", "a\u00a0b", "\ufeff", "\ufeffab", "a\ufeffb", "\U0001f600", "a\U0001f600b",
	"\u00e9", "\u65e5\u672c\u8a9e", "a\x00b", "\x01", "\x7f", "a\x7f", "\u0080", "\u0080", "\x1b", "a\\b", "a\"b", "a'b",
	"\"a\"", "'a'", "{a", "[a", "}", "a, b", "a]", "{}", "[]", "{{ .x }}", "---", "--- a", "---a", "...a", "\"", "'",
	"\\", "a: ", "a:", ":a", "::", "key: value: x", "http://x/y?z=1&q", "C:\\x", "<b>&</b>", "0777", "0o777", "1e5",
	"12e03", "-2E+05", "1,000", "$1", "%d", "!x", "!!str", "|", ">", "|-", "a|b", "a>b", "~a", "null ", "nulls", "Yes!",
	"yesno", "0.", "0.0", "-0", "-0.0", "+0", "00", "1 2", "+", "-+1", "1-2", "2001-01", "\xed\xa0\x80", "\xed\xbf\xbf",
	"\ufffe", "\uffff", "\ufffd",
}

func init() {
	scalars = append(scalars,
		str.Repeat("x", 90), str.Repeat("x", 30)+" "+str.Repeat("y", 60)+" "+str.Repeat("z", 40),
		str.Repeat("word ", 30), str.Repeat("word  two ", 20), str.Repeat("it's ", 30), str.Repeat("a: b ", 30),
		str.Repeat("q\" ", 40), str.Repeat("line one ", 12)+"\n"+str.Repeat("line two ", 12),
		" lead "+str.Repeat("w ", 60), str.Repeat("w ", 60)+" ", str.Repeat("\u00e9 ", 60), str.Repeat("\U0001f600 ", 60),
		str.Repeat("x", 1030), str.Repeat("k", 127), str.Repeat("k", 128), str.Repeat("k", 129),
		str.Repeat("\u00e9", 64), str.Repeat("\u00e9", 65))
}

// fragments are put together to strings.
var fragments = []string{
	"a", "b", "foo", "bar: baz", "x y", "1", "true", "null", "#", "- ", "\"", "'", "\\", "\n", "\n\n", " ", "  ", "\t",
	"\u00e9", "\U0001f600", "\u2028", ":", "{", "}", "[", "]", ",", "&", "*", "!", "|", ">", "%", "@", "`", "?", "-",
	".", "0", "9", "_", "e", "+", "~", "=", "<", "/", "\r", "\x7f", "\u0085", "\ufeff",
	"long text with many words that goes on and on ",
}

// atoms are put together to texts that are YAML or nearly so.
var atoms = []string{
	"a", "b", "key", "- ", "-", "? ", "?", ": ", ":", "\n", "\n", "\n  ", "\n    ", " ", "  ", "\t", "#", " #", "# c\n",
	"&x ", "*x", "&y ", "*y", "!", "!!str ", "!!int ", "!!float ", "!!binary ", "!!bool ", "!!null ", "!!map ", "!foo ",
	"!<tag:yaml.org,2002:str> ", "|\n", ">\n", "|-\n", ">+\n", "|2\n", "|+1\n", ">-\n", "'", "\"", "''", "\"\"", "\\n",
	"\\x41", "\\u263a", "\\", "{", "}", "[", "]", ",", "{}", "[]", "---\n", "...\n", "--- ", "%YAML 1.1\n",
	"%TAG ! tag:x,2000:\n", "<<: ", "<<", "*x", "1", "0x1f", "0o17", "017", "1e3", ".5", "-1", "1_000", "yes", "No",
	"on", "null", "~", ".inf", ".nan", "true", "2001-01-01", "\r\n", "\r", "\u00e9", "\u2028", "\u0085", "\ufeff",
	"\U0001f600", "@", "`", "%", "=", "text with words", "a: 1\n", "b:\n", "- x\n", "apiVersion: v1\n", "kind: Pod\n",
	"metadata:\n  name: n\n", "  annotations:\n    a: b\n",
}

// jsonAtoms are put together to texts that are JSON or nearly so.
var jsonAtoms = []string{
	"{", "}", "[", "]", ",", ":", "\"a\"", "\"b\"", "1", "-1", "0", "01", "1.5", "1e5", "1e400", "-", ".", "true",
	"false", "null", "tru", "nul", "\"", "\\", "\\n", "\\u0041", "\\ud83d\\ude00", "\\ud83d", "\\x", " ", "\n", "\t",
	"\x01", "\u00e9", "\U0001f600", "\"x\":1", "\"y\":[1,2]", "{}", "[]", "a", "'",
}

// tomlAtoms are put together to texts that are TOML or nearly so.
var tomlAtoms = []string{
	"a", "b", "c.d", "\"q k\"", "'r'", " = ", "=", ".", "\n", "\n", "\n", "[t]\n", "[[x]]\n", "[t.u]\n", "[ t . v ]\n",
	"{", "}", "{a = 1}", "{a = 1, b = {c = 2}}", "{ }", ", ", ",", "[1, 2]", "[1, \"a\", [2]]", "[]",
	"[\n 1,\n 2, # c\n]", "1", "-1", "+1", "0x1F", "0o17", "0b11", "1_000", "01", "1.5", "1e5", ".5", "5.", "1e999",
	"9223372036854775808", "inf", "-inf", "nan", "true", "false", "tru", "\"s\"", "'raw\\n'", "\"\"\"m\nl\"\"\"",
	"'''m\nl'''", "\"esc \\n \\u0041 \\x41 \\e\"", "\"\\q\"", "\"\"\"a\\\n   b\"\"\"", "1979-05-27T07:32:00Z",
	"1979-05-27 07:32:00.5-07:00", "1979-05-27T07:32:00", "1979-05-27", "07:32:00", "07:32", "1979-05-27T07:32Z",
	"1979-13-01", "# comment\n", "\t", " ", "\u00e9", "\x00", "\r\n", "\r", "\"unterminated", "'", "\"", "a = 1\n",
	"b = \"x\"\n", "a.b = 1\n", "x = [{a = 1}, {b = 2}]\n",
}

// tomlValues are values of TOML keys, right and wrong.
var tomlValues = []string{
	"{a = 1}", "{a = 1, b = {c = 2}}", "{ }", ", ", ",", "[1, 2]", "[1, \"a\", [2]]", "[]", "[\n 1,\n 2, # c\n]", "1",
	"-1", "+1", "0x1F", "0o17", "0b11", "1_000", "01", "1.5", "1e5", ".5", "5.", "1e999", "9223372036854775808", "inf",
	"-inf", "nan", "true", "false", "tru", "\"s\"", "'raw\\n'", "\"\"\"m\nl\"\"\"", "'''m\nl'''",
	"\"esc \\n \\u0041 \\x41 \\e\"", "\"\\q\"", "\"\"\"a\\\n   b\"\"\"", "1979-05-27T07:32:00Z",
	"1979-05-27 07:32:00.5-07:00", "1979-05-27T07:32:00", "1979-05-27", "07:32:00", "07:32", "1979-05-27T07:32Z",
	"1979-13-01",
}

// manifests are read for their head; the other texts are too.
var manifests = []string{
	"apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\n  namespace: y\n  annotations:\n    a: b\n    \"helm.sh/hook\": pre-install\n    c: 5\n    d: true\n    e: 1.50\n    f: ~\n    g:\n    h: >-\n      folded\n      text\n    i: |\n      literal\n    j: \"esc\\tape\"\n    k: plain\n      text\n",
	"kind: [a]\n", "kind: {a: b}\n", "kind: 1\napiVersion: 2.50\n", "kind: true\n", "kind:\n",
	"kind: ~\napiVersion: v1\n", "Kind: Pod\n", "KIND: a\nkind: b\n", "kind: a\nKind: b\n", "metadata: []\n",
	"metadata: x\n", "metadata: 1\n", "metadata: ~\n", "metadata:\n  name: [x]\n", "metadata:\n  name: {}\n",
	"metadata:\n  annotations: []\n", "metadata:\n  annotations: x\n", "metadata:\n  annotations: {a: [1]}\n",
	"metadata:\n  annotations: {a: {b: c}}\n", "metadata:\n  annotations: {a: 1, b: 1.0, c: 1e30, d: .inf, e: no}\n",
	"metadata: {name: 1, annotations: {1: 2}}\n", "Metadata:\n  name: a\nmetadata:\n  annotations: {x: y}\n",
	"metadata:\n  Name: a\n  ANNOTATIONS: {k: v}\n", "[]\n", "- a\n", "x\n", "1\n", "true\n", "~\n", "", "# c\n",
	"---\n", "---\nkind: a\n", "kind: a\n---\nkind: b\n", "kind: a\n...\nrubbish: [\n", "--- kind: a\n",
	"kind: a\nkind: b\n", "metadata:\n  name: a\nmetadata:\n  annotations: {b: c}\n", "meta\u017fdata: 1\n",
	"\u212aind: Pod\n", "kind: Pod\nspec:\n  x: .nan\n", "kind: Pod\n~: x\n", "kind: Pod\nspec: {null: 1}\n",
	"kind: Pod\nspec:\n  ? [a]\n  : b\n", "kind: Pod\nspec:\n  18446744073709551615: x\n", "kind: !!binary aGVsbG8=\n",
	"kind: !!binary /w==\n", "kind: &k Pod\nmetadata:\n  name: *k\n", "metadata:\n  annotations: &a {x: 1}\nspec: *a\n",
	"metadata:\n  annotations:\n    <<: {a: 1}\n    b: 2\n", "kind: Pod\nspec:\n\tx: y\n", "kind: \"a\n  b\"\n",
	"kind: 'it''s'\n", "\ufeffkind: Pod\n",
}
