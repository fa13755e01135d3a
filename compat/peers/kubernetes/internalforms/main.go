// Records how the API server's internal form of a pod template is written as JSON: refusals show it, with the names
// that Go's fields have.
//
//	go run ./internalforms > sandbox/src/main/resources/dev/slipway/sandbox/rule/internal-forms.txt
//
// Lines, with fields apart by tabs:
//
//	T  TYPE                       a struct; its fields follow in order
//	F  GO-NAME JSON-NAME FORM     a field, its name in what clients send, and its form
//
// A FORM is s (text), b (true or false), i (a number), a type's name (a struct), ?FORM (null if it is not there),
// [FORM (a list, or null), {FORM (a map, or null), or = (as clients send it, null if it is not there). An embedded
// struct has the name `.`.
package main

import (
	"fmt"
	"reflect"
	"strings"

	v1 "k8s.io/api/core/v1"
	"k8s.io/kubernetes/pkg/apis/core"
)

var done = map[reflect.Type]bool{}

func main() {
	write(reflect.TypeOf(core.PodTemplateSpec{}), reflect.TypeOf(v1.PodTemplateSpec{}))
}

func write(internal, versioned reflect.Type) {
	if done[internal] {
		return
	}
	done[internal] = true
	fmt.Printf("T\t%s\n", internal.Name())
	var next [][2]reflect.Type
	for i := range internal.NumField() {
		field := internal.Field(i)
		other, found := versioned.FieldByName(field.Name)
		name := strings.ToLower(field.Name[:1]) + field.Name[1:]
		if found {
			if tag, _, _ := strings.Cut(other.Tag.Get("json"), ","); tag != "" {
				name = tag
			}
		}
		if field.Anonymous {
			name = "."
		}
		if field.Name == "TypeMeta" {
			continue
		}
		fmt.Printf("F\t%s\t%s\t%s\n", field.Name, name, form(field.Type, other.Type, &next))
	}
	for _, pair := range next {
		write(pair[0], pair[1])
	}
}

func form(internal, versioned reflect.Type, next *[][2]reflect.Type) string {
	other := func() reflect.Type {
		if versioned == nil {
			return nil
		}
		return versioned.Elem()
	}
	switch internal.Kind() {
	case reflect.String:
		return "s"
	case reflect.Bool:
		return "b"
	case reflect.Int, reflect.Int32, reflect.Int64:
		return "i"
	case reflect.Pointer:
		return "?" + form(internal.Elem(), other(), next)
	case reflect.Slice:
		if internal.Elem().Kind() == reflect.Uint8 {
			return "="
		}
		return "[" + form(internal.Elem(), other(), next)
	case reflect.Map:
		return "{" + form(internal.Elem(), other(), next)
	case reflect.Struct:
		if internal.PkgPath() == "k8s.io/kubernetes/pkg/apis/core" && versioned != nil {
			*next = append(*next, [2]reflect.Type{internal, versioned})
			return internal.Name()
		}
		return "="
	}
	return "="
}
