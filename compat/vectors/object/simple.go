package main

import (
	"fmt"
	"math/rand"
	"strings"

	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/apimachinery/pkg/labels"
)

var labelSets = []labels.Set{
	{},
	{"app": "web"},
	{"app": "web", "tier": "front", "n": "5"},
	{"app": "db", "tier": "", "n": "-3"},
	{"x/y": "z", "app": "in", "n": "abc"},
}

func selectors(r *recorder) {
	texts := []string{
		"", "app", "!app", "app=web", "app==web", "app!=web", "app=", "app!=", "app in (web,db)", "app notin (web)",
		"app in (web),tier", "tier,app=web", "n>4", "n<4", "n>x", "n>", "app in ()", "app in (,)", "app in (a,,b)",
		"app in (", "app in", "app in web", "in in (in)", "notin notin (notin)", "app=web,", ",app=web", "app=web,,tier",
		"app web", "=web", "app=web=db", "app=!web", "!app=web", "! app", "app = web", " app\t=\nweb ", "app in(web)",
		"x/y=z", "x/y/z=z", "/y=z", "x/=z", "X/y=z", "a b=c", "app=we b", "app=-web", "app=web-", "-app", "app=wéb",
		strings.Repeat("a", 64), "app=" + strings.Repeat("a", 64), strings.Repeat("a", 254) + "/b", "app in (web)x",
		"app in (web) tier", "app===web", "app=!=web", "app<>1", "()", "app,!tier,n notin (5)", "app in (db,web,app)",
		"a.b-c_d/e.f=g.h", "app>=4", "n=5,n!=6", "!", "!!app", "app in (a b)", "app in (=)", "app in (a,=)", "app==", "app in (a),",
	}
	rng := rand.New(rand.NewSource(1))
	pieces := []string{"app", "tier", "n", "web", "5", "=", "==", "!=", ",", "in", "notin", "(", ")", "!", ">", "<", " ", "x/y", ""}
	for range 600 {
		var out strings.Builder
		for range rng.Intn(8) {
			out.WriteString(pieces[rng.Intn(len(pieces))])
			if rng.Intn(3) == 0 {
				out.WriteByte(' ')
			}
		}
		texts = append(texts, out.String())
	}
	for _, text := range texts {
		f := map[string]any{"kind": "labels", "in": text}
		selector, err := labels.Parse(text)
		if err != nil {
			f["error"] = err.Error()
		} else {
			f["text"] = selector.String()
			f["matches"] = matching(selector)
		}
		r.add(f)
	}
	trees := []metav1.LabelSelector{
		{}, {MatchLabels: map[string]string{"app": "web"}}, {MatchLabels: map[string]string{"app": "web", "tier": "front"}},
	}
	for _, operator := range []string{"In", "NotIn", "Exists", "DoesNotExist", "Gt", "in", ""} {
		for _, values := range [][]string{nil, {"web"}, {"web", "db"}, {""}, {"a b"}} {
			trees = append(trees, metav1.LabelSelector{MatchExpressions: []metav1.LabelSelectorRequirement{
				{Key: "app", Operator: metav1.LabelSelectorOperator(operator), Values: values},
			}}, metav1.LabelSelector{MatchLabels: map[string]string{"n": "5"}, MatchExpressions: []metav1.LabelSelectorRequirement{
				{Key: "tier", Operator: metav1.LabelSelectorOperator(operator), Values: values},
			}})
		}
	}
	for _, tree := range trees {
		f := map[string]any{"kind": "tree", "in": raw(tree)}
		selector, err := metav1.LabelSelectorAsSelector(&tree)
		if err != nil {
			f["error"] = err.Error()
		} else {
			f["text"] = selector.String()
			f["matches"] = matching(selector)
		}
		r.add(f)
	}
	fieldTexts := []string{
		"", "a=b", "a==b", "a!=b", "a=b,c=d", "c=d,a=b", "a", "a,b=c", "a=b\\,c", "a=b\\=c", "a=b\\\\", "a=b\\", "a=b\\x",
		"a=b=c", "a=", "=b", "=", "!=", "metadata.name=web,metadata.namespace!=x", "a=b,,c=d", ",", "a!b=c", "a=!b", " a = b ",
	}
	for range 300 {
		var out strings.Builder
		for range rng.Intn(7) {
			out.WriteString([]string{"a", "b.c", "=", "==", "!=", ",", "\\", "x", " "}[rng.Intn(9)])
		}
		fieldTexts = append(fieldTexts, out.String())
	}
	for _, text := range fieldTexts {
		f := map[string]any{"kind": "fields", "in": text}
		selector, err := fields.ParseSelector(text)
		if err != nil {
			f["error"] = err.Error()
		} else {
			f["text"] = selector.String()
			var matches []bool
			for _, set := range []fields.Set{{}, {"a": "b"}, {"a": "b", "b.c": "x"}, {"a": "", "b.c": "a"}} {
				matches = append(matches, selector.Matches(set))
			}
			f["matches"] = matches
		}
		r.add(f)
	}
}

func matching(selector labels.Selector) []bool {
	var matches []bool
	for _, set := range labelSets {
		matches = append(matches, selector.Matches(set))
	}
	return matches
}

func quantities(r *recorder) {
	texts := []string{
		"", "0", "00", "-", "+", ".", "-0", "1", "+1", "01", "1.", ".5", "0.5", "1.5", "1.500", "1000", "1000m", "1500m", "100m", "1k", "1K",
		"1Ki", "1ki", "1024", "1024Ki", "2048Mi", "1.5Gi", "0.1Ki", "0.5Mi", "1e3", "1E3", "1e-3", "1e", "1E", "1Ei", "16Ei", "-16Ei",
		"9223372036854775807", "9223372036854775808", "10000000000000000000000", "1n", "0.5n", "0.1u", "1.0000000001", "12345678901234567890.5",
		"1P", "1E6", "1000E", "999999E", "100Pi", "8Ei", "7Ei", "1 ", " 1", "1.2.3", "1Ki5", "1mm", "abc", "1x", "--1", "1-", "1e+3", "1e++3",
		"-1.5Gi", "-1500m", "3.", "1.0Gi", "1023.9", "0.0001", "1u", "1e9", "1e-9", "1e-10", "5e18", "0Ki", "0.0", "+0.25", "1500Mi", "1536Mi",
		"0e5", "00.50", "1e1000", "123456789012345678", "1234567890123456789", "0.000000001", "100000000000000000Ki", "3Ti", "1.25Ti",
	}
	rng := rand.New(rand.NewSource(2))
	for range 700 {
		var out strings.Builder
		out.WriteString([]string{"", "", "", "-", "+"}[rng.Intn(5)])
		for range 1 + rng.Intn(6) {
			out.WriteByte("0123456789"[rng.Intn(10)])
		}
		if rng.Intn(3) == 0 {
			out.WriteByte('.')
			for range rng.Intn(5) {
				out.WriteByte("0123456789"[rng.Intn(10)])
			}
		}
		out.WriteString([]string{"", "", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "e3", "e-3", "E2", "e7"}[rng.Intn(21)])
		texts = append(texts, out.String())
	}
	type parsedText struct {
		text     string
		quantity resource.Quantity
	}
	var parsed []parsedText
	for _, text := range texts {
		f := map[string]any{"kind": "parse", "in": text}
		q, err := resource.ParseQuantity(text)
		if err != nil {
			f["error"] = err.Error()
		} else {
			copied := q.DeepCopy()
			f["text"] = copied.String()
			number, suffix := copied.CanonicalizeBytes(nil)
			f["canonical"] = string(number) + string(suffix)
			f["value"] = fmt.Sprint(copied.Value())
			f["milli"] = fmt.Sprint(copied.MilliValue())
			f["sign"] = copied.Sign()
			parsed = append(parsed, parsedText{text, q})
		}
		r.add(f)
	}
	for range 1200 {
		a, b := parsed[rng.Intn(len(parsed))], parsed[rng.Intn(len(parsed))]
		sum, difference := a.quantity.DeepCopy(), a.quantity.DeepCopy()
		sum.Add(b.quantity.DeepCopy())
		difference.Sub(b.quantity.DeepCopy())
		x, y := a.quantity.DeepCopy(), b.quantity.DeepCopy()
		r.add(map[string]any{
			"kind": "pair", "a": a.text, "b": b.text, "sum": sum.String(), "difference": difference.String(),
			"order": x.Cmp(y),
		})
	}
}
