package main

import (
	"bufio"
	hexadecimal "encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"sort"
	"strconv"
	"unicode/utf8"
)

// encode writes a value as JSON that keeps its Go type; what has no counterpart in Java becomes
// {"t":"unsupported"}.
func encode(value any) any {
	if value == nil {
		return map[string]any{"t": "nil"}
	}
	return encodeValue(reflect.ValueOf(value))
}

func encodeValue(v reflect.Value) any {
	if v.Kind() == reflect.Interface {
		if v.IsNil() {
			return map[string]any{"t": "nil"}
		}
		return encodeValue(v.Elem())
	}
	unsupported := map[string]any{"t": "unsupported", "v": v.Type().String()}
	if v.Type().PkgPath() != "" {
		return unsupported
	}
	name := v.Type().String()
	switch v.Kind() {
	case reflect.Bool:
		return map[string]any{"t": name, "v": strconv.FormatBool(v.Bool())}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return map[string]any{"t": name, "v": strconv.FormatInt(v.Int(), 10)}
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return map[string]any{"t": name, "v": strconv.FormatUint(v.Uint(), 10)}
	case reflect.Float32, reflect.Float64:
		return map[string]any{"t": name, "v": strconv.FormatFloat(v.Float(), 'g', -1, v.Type().Bits())}
	case reflect.String:
		return map[string]any{"t": name, "v": text(v.String())}
	case reflect.Slice:
		if name == "[]uint8" {
			return map[string]any{"t": name, "v": hexadecimal.EncodeToString(v.Bytes())}
		}
		if v.IsNil() {
			return map[string]any{"t": "nil of " + name}
		}
		elements := []any{}
		for i := range v.Len() {
			elements = append(elements, encodeValue(v.Index(i)))
		}
		return map[string]any{"t": name, "v": elements}
	case reflect.Map:
		if v.Type().Key().Kind() != reflect.String {
			return unsupported
		}
		if v.IsNil() {
			return map[string]any{"t": "nil of " + name}
		}
		keys := []string{}
		for _, key := range v.MapKeys() {
			keys = append(keys, key.String())
		}
		sort.Strings(keys)
		entries := []any{}
		for _, key := range keys {
			entries = append(entries, []any{text(key), encodeValue(v.MapIndex(reflect.ValueOf(key)))})
		}
		return map[string]any{"t": name, "v": entries}
	}
	return unsupported
}

// text keeps bytes that are not UTF-8.
func text(s string) any {
	if utf8.ValidString(s) {
		return s
	}
	return map[string]any{"hex": hexadecimal.EncodeToString([]byte(s))}
}

// recorder writes one JSON object a line.
type recorder struct {
	file *os.File
	out  *bufio.Writer
	n    int
}

func newRecorder(path string) *recorder {
	file, err := os.Create(path)
	if err != nil {
		panic(err)
	}
	return &recorder{file: file, out: bufio.NewWriter(file)}
}

func (r *recorder) add(object map[string]any) {
	encoder := json.NewEncoder(r.out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(object); err != nil {
		panic(err)
	}
	r.n++
}

func (r *recorder) close() {
	if err := r.out.Flush(); err != nil {
		panic(err)
	}
	if err := r.file.Close(); err != nil {
		panic(err)
	}
	fmt.Println(r.n, r.file.Name())
}
