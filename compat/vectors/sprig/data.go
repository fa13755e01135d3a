package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"time"
)

// A value of the data, in JSON: plain JSON values are what encoding/json makes of them; a map with
// one key that begins with $ stands for a value of another type, such as {"$int": "5"}.
type hint = map[string]interface{}

func h(kind string, value interface{}) hint { return hint{"$" + kind: value} }

func n(i int) hint     { return h("int", strconv.Itoa(i)) }
func n64(i int64) hint { return h("int64", strconv.FormatInt(i, 10)) }

// build makes the Go value that a typed JSON value stands for, a new one each time.
func build(v interface{}) interface{} {
	switch v := v.(type) {
	case []interface{}:
		out := make([]interface{}, len(v))
		for i := range v {
			out[i] = build(v[i])
		}
		return out
	case map[string]interface{}:
		if len(v) == 1 {
			for key, value := range v {
				if key[0:min(1, len(key))] == "$" {
					return typed(key[1:], value)
				}
			}
		}
		out := map[string]interface{}{}
		for key, value := range v {
			out[key] = build(value)
		}
		return out
	default:
		return v
	}
}

func typed(kind string, v interface{}) interface{} {
	parse := func(bits int) int64 {
		i, err := strconv.ParseInt(v.(string), 10, bits)
		check(err)
		return i
	}
	unsigned := func(bits int) uint64 {
		i, err := strconv.ParseUint(v.(string), 10, bits)
		check(err)
		return i
	}
	switch kind {
	case "int":
		return int(parse(64))
	case "int8":
		return int8(parse(8))
	case "int16":
		return int16(parse(16))
	case "int32":
		return int32(parse(32))
	case "int64":
		return parse(64)
	case "uint":
		return uint(unsigned(64))
	case "uint8":
		return uint8(unsigned(8))
	case "uint16":
		return uint16(unsigned(16))
	case "uint32":
		return uint32(unsigned(32))
	case "uint64":
		return unsigned(64)
	case "float32":
		f, err := strconv.ParseFloat(v.(string), 32)
		check(err)
		return float32(f)
	case "float64":
		if v == "NaN" {
			return math.NaN()
		}
		f, err := strconv.ParseFloat(v.(string), 64)
		check(err)
		return f
	case "bytes":
		b, err := base64.StdEncoding.DecodeString(v.(string))
		check(err)
		return b
	case "text":
		b, err := base64.StdEncoding.DecodeString(v.(string))
		check(err)
		return string(b)
	case "strings":
		out := []string{}
		for _, s := range v.([]interface{}) {
			out = append(out, s.(string))
		}
		return out
	case "ints":
		out := []int{}
		for _, s := range v.([]interface{}) {
			out = append(out, int(s.(float64)))
		}
		return out
	case "stringmap":
		out := map[string]string{}
		for k, s := range v.(map[string]interface{}) {
			out[k] = s.(string)
		}
		return out
	case "nil":
		switch v {
		case "list":
			return []interface{}(nil)
		case "strings":
			return []string(nil)
		case "map":
			return map[string]interface{}(nil)
		}
	case "time":
		t, err := time.Parse(time.RFC3339Nano, v.(string))
		check(err)
		return t.UTC()
	}
	panic(fmt.Sprint("no hint ", kind, v))
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

// normal takes a value through JSON, so that the recorder sees what the test will see.
func normal(v interface{}) interface{} {
	b, err := json.Marshal(v)
	check(err)
	var out interface{}
	check(json.Unmarshal(b, &out))
	return out
}

func base64Of(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }
