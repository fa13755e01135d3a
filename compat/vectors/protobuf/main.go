// Records how the built-in kinds are written in protobuf: kubectl sends some of them so, whatever a
// server says it can read. The field numbers are those of Kubernetes' own Go types.
//
//	go run . > sandbox/src/main/resources/dev/slipway/sandbox/http/protobuf.txt.gz
//
// Lines, with fields apart by spaces; types are numbered in the order of their lines:
//
//	K API-VERSION KIND TYPE
//	T                           starts a type; its fields follow
//	F NUMBER NAME FORM [TYPE]   NAME is the JSON name, or - for a part whose fields stand in the
//	                            object above it. FORM is a letter for the value, behind L for a
//	                            list or M for a map with text keys:
//	                            s text, b bool, i whole number, c and j the same but left out when
//	                            false or 0, f float, y bytes, m message TYPE,
//	                            q quantity, o number or text, t time, u time with microseconds,
//	                            d duration, r any JSON, x message with a list of texts
package main

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"log"
	"os"
	"reflect"
	"sort"
	"strings"

	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/client-go/kubernetes/scheme"
)

var special = map[reflect.Type]string{
	reflect.TypeOf(resource.Quantity{}):    "q",
	reflect.TypeOf(intstr.IntOrString{}):   "o",
	reflect.TypeOf(metav1.Time{}):          "t",
	reflect.TypeOf(metav1.MicroTime{}):     "u",
	reflect.TypeOf(metav1.Duration{}):      "d",
	reflect.TypeOf(runtime.RawExtension{}): "r",
	reflect.TypeOf(metav1.FieldsV1{}):      "r",
}

var numbers = map[reflect.Type]int{}
var queue []reflect.Type

func number(t reflect.Type) int {
	if n, ok := numbers[t]; ok {
		return n
	}
	numbers[t] = len(queue)
	queue = append(queue, t)
	return numbers[t]
}

func main() {
	var kinds []string
	types := scheme.Scheme.AllKnownTypes()
	for gvk, t := range types {
		if gvk.Version == runtime.APIVersionInternal || strings.Contains(gvk.Version, "alpha") ||
			strings.Contains(gvk.Version, "beta") || strings.HasSuffix(gvk.Kind, "List") {
			continue
		}
		kinds = append(kinds, gvk.GroupVersion().String()+" "+gvk.Kind+"\x00"+t.String())
	}
	sort.Strings(kinds)
	zip, err := gzip.NewWriterLevel(os.Stdout, gzip.BestCompression)
	check(err)
	out := bufio.NewWriter(zip)
	byName := map[string]reflect.Type{}
	for gvk, t := range types {
		byName[gvk.GroupVersion().String()+" "+gvk.Kind] = t
	}
	for _, line := range kinds {
		name := line[:strings.Index(line, "\x00")]
		fmt.Fprintf(out, "K %s %d\n", name, number(byName[name]))
	}
	for i := 0; i < len(queue); i++ {
		fmt.Fprintln(out, "T")
		fields(out, queue[i])
	}
	check(out.Flush())
	check(zip.Close())
}

func fields(out *bufio.Writer, t reflect.Type) {
	for i := 0; i < t.NumField(); i++ {
		field := t.Field(i)
		tag := field.Tag.Get("protobuf")
		if tag == "" {
			continue
		}
		name := strings.Split(field.Tag.Get("json"), ",")[0]
		if name == "" {
			name = "-"
		}
		letters := form(field.Type)
		if strings.Contains(field.Tag.Get("json"), ",omitempty") {
			switch letters {
			case "i":
				letters = omit(field.Type, "j", letters)
			case "b":
				letters = omit(field.Type, "c", letters)
			}
		}
		fmt.Fprintf(out, "F %s %s %s\n", strings.Split(tag, ",")[1], name, letters)
	}
}

func omit(t reflect.Type, omitted, kept string) string {
	if t.Kind() == reflect.Pointer {
		return kept
	}
	return omitted
}

func form(t reflect.Type) string {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if s, ok := special[t]; ok {
		return s
	}
	switch t.Kind() {
	case reflect.String:
		return "s"
	case reflect.Bool:
		return "b"
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint32, reflect.Uint64:
		return "i"
	case reflect.Float64:
		return "f"
	case reflect.Struct:
		return fmt.Sprintf("m %d", number(t))
	case reflect.Map:
		return "M" + form(t.Elem())
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return "y"
		}
		if t.Name() != "" && t.Elem().Kind() == reflect.String {
			return "x"
		}
		return "L" + form(t.Elem())
	}
	log.Fatalf("no form for %s", t)
	return ""
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
