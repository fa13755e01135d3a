package main

import (
	"fmt"
	"math/rand"
	"reflect"
	"sort"
	"strings"

	"github.com/Masterminds/sprig/v3"
)

const casesPerFunction = 40

// Functions of dates read the clock when the argument is no date: they have written cases only.
var dateFunctions = map[string]bool{
	"date": true, "date_in_zone": true, "dateInZone": true, "htmlDate": true, "htmlDateInZone": true, "durationRound": true,
}

// generated calls each function with random arguments of fitting and, at times, other types.
func generated(record func(string, interface{})) {
	functions := sprig.TxtFuncMap()
	names := []string{}
	for name := range functions {
		if !isUnstable(name) && !dateFunctions[name] {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	for i, name := range names {
		random := rand.New(rand.NewSource(int64(i)))
		for k := 0; k < casesPerFunction; k++ {
			generate(record, name, reflect.TypeOf(functions[name]), random)
		}
	}
}

func generate(record func(string, interface{}), name string, function reflect.Type, random *rand.Rand) {
	data := map[string]interface{}{}
	call := name
	count := function.NumIn()
	if function.IsVariadic() {
		count += random.Intn(5) - 1
	} else if random.Intn(25) == 0 {
		count += random.Intn(3) - 1
	}
	for i := 0; i < count; i++ {
		key := fmt.Sprintf("a%d", i)
		data[key] = argument(name, parameter(function, i), random)
		call += " ." + key
	}
	pipe := ""
	if name == "keys" || name == "values" {
		pipe = " | sortAlpha"
	}
	record(fmt.Sprintf("{{ $r := %s%s }}{{ printf \"%%v|%%T|%%#v\" $r $r $r }}|{{ . }}", call, pipe), data)
}

func parameter(function reflect.Type, i int) reflect.Type {
	last := function.NumIn() - 1
	if function.IsVariadic() && i >= last {
		return function.In(last).Elem()
	}
	if i > last {
		return reflect.TypeOf("")
	}
	return function.In(i)
}

var integers = []int{-5, -1, 0, 1, 2, 3, 4, 5, 7, 10, 25}

var texts = []string{
	"", "a", "b", "x y", "foo", "Foo Bar", "fooBarBaz", "HTTPServer2x", "snake_case-and kebab", " padded \t\n", "line1\nline2\n", "ünïcödé", "日本語 text",
	"1", "12", "010", "0x1F", "1e3", "-4.50", "3.14", "5.0", "true", "null", "[1,2,{\"a\":null}]", "{\"b\":2,\"a\":\"<&>\"}", "{\"a\":", "aGVsbG8=", "NBSWY3DP", "aGVsbG8",
	"a,b,c", "a/b/c.txt", "/a/../b/./c//d", "https://user:pw@example.com:8080/p/a?q=1#f", "1.2.3", "v1.2.3-beta.1+meta", ">=1.2.0 <2", "^1.2 || ~3.1", "latest",
	"\\d+", "[a-z]+", "(a)(b)?", "(", "$1-${2}", "2006-01-02", "2024-02-29", "1h30m", "\"quoted\" 'text' \\", "tab\there", "$0 $", "%d%s%!", "<no value>", "\x00\x7f",
}

func text(random *rand.Rand) interface{} { return texts[random.Intn(len(texts))] }

func list(random *rand.Rand, depth int) interface{} {
	out := []interface{}{}
	for i := random.Intn(5); i > 0; i-- {
		out = append(out, anything(random, depth+1))
	}
	return out
}

func dict(random *rand.Rand, depth int) interface{} {
	out := map[string]interface{}{}
	keys := []string{"a", "b", "c", "foo", "scheme", "host", "path", "1", "é"}
	for i := random.Intn(5); i > 0; i-- {
		out[keys[random.Intn(len(keys))]] = anything(random, depth+1)
	}
	return out
}

func anything(random *rand.Rand, depth int) interface{} {
	limit := 24
	if depth > 2 {
		limit = 16
	}
	switch random.Intn(limit) {
	case 0:
		return nil
	case 1:
		return random.Intn(2) == 0
	case 2, 3:
		return n(integers[random.Intn(len(integers))])
	case 4:
		return n64([]int64{0, 1, 2, -7, 100, 1 << 40, -1 << 63, 1<<63 - 1}[random.Intn(8)])
	case 5, 6:
		return []interface{}{0.0, 1.0, 2.0, 2.5, -3.7, 1e6, 1e21, 123456789.0, 0.1, 1e-7, 3.999}[random.Intn(11)]
	case 7:
		return []interface{}{h("int8", "-8"), h("int16", "300"), h("int32", "70000"), h("uint", "5"), h("uint8", "200"), h("uint64", "18446744073709551615"), h("float32", "2.5"), h("float32", "0.1")}[random.Intn(8)]
	case 8, 9, 10, 11, 12:
		return text(random)
	case 13:
		return h("bytes", "aGVsbG8=")
	case 14:
		return []interface{}{h("nil", "list"), h("nil", "strings"), h("nil", "map"), h("float64", "NaN"), h("float64", "+Inf")}[random.Intn(5)]
	case 15:
		return []interface{}{h("strings", []interface{}{"b", "a", "c"}), h("strings", []interface{}{}), h("ints", []interface{}{3, 1, 2}), h("stringmap", hint{"a": "x", "b": "y"}), h("time", "2024-02-29T12:30:45.5Z")}[random.Intn(5)]
	case 16, 17, 18, 19:
		return list(random, depth)
	default:
		return dict(random, depth)
	}
}

func argument(name string, wanted reflect.Type, random *rand.Rand) interface{} {
	if random.Intn(20) == 0 {
		return anything(random, 0)
	}
	switch wanted.Kind() {
	case reflect.String:
		return text(random)
	case reflect.Int:
		return n(integers[random.Intn(len(integers))])
	case reflect.Bool:
		return random.Intn(2) == 0
	case reflect.Float64:
		return []interface{}{0.0, 0.3, 0.5, 0.7, 1.0}[random.Intn(5)]
	case reflect.Map:
		if random.Intn(12) == 0 {
			return h("nil", "map")
		}
		return dict(random, 0)
	case reflect.Slice:
		return list(random, 0)
	case reflect.Struct:
		return h("time", []string{"2024-02-29T12:30:45.5Z", "1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "2038-07-19T03:14:07.000000001Z"}[random.Intn(4)])
	}
	if takesLists(name) && random.Intn(6) != 0 {
		if random.Intn(4) == 0 {
			return h("strings", []interface{}{"b", "a", "", "b"})
		}
		return list(random, 0)
	}
	return anything(random, 0)
}

func takesLists(name string) bool {
	lower := strings.ToLower(strings.TrimPrefix(name, "must"))
	for _, each := range []string{"append", "push", "prepend", "first", "rest", "last", "initial", "reverse", "uniq", "compact", "has", "chunk", "without", "slice", "concat", "sortalpha", "join", "tostrings"} {
		if lower == each {
			return true
		}
	}
	return false
}
