package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/helmfile/helmfile/pkg/state"
)

// Graphs are drawn from these; the seed is fixed, so that both versions of helmfile get the same.
var (
	names      = []string{"a", "b", "c", "d", "e", "f", "g"}
	namespaces = []string{"", "", "one", "one", "two"}
	contexts   = []string{"", "", "", "", "", "x"}
	tiers      = []string{"", "front", "back"}
	charts     = []string{"./charts/c", "./charts/c", "r/d"}
	commands   = []string{"template", "template", "template", "sync", "diff", "destroy", "list", "show-dag"}
	needsFlags = [][]string{{}, {}, {"--skip-needs"}, {"--skip-needs=false"}, {"--include-needs"}, {"--include-needs"}, {"--include-transitive-needs"}, {"--include-transitive-needs"}, {"--include-needs", "--skip-needs"}}
)

type drawing struct{ *rand.Rand }

func one[T any](d drawing, from []T) T { return from[d.IntN(len(from))] }

func (d drawing) chance(percent int) bool { return d.IntN(100) < percent }

type node struct{ name, namespace, context, tier, chart, extra string }

func (n node) id() string {
	switch {
	case n.context != "":
		return n.context + "/" + n.namespace + "/" + n.name
	case n.namespace != "":
		return n.namespace + "/" + n.name
	}
	return n.name
}

// need is one way to write that a release needs another.
func (d drawing) need(from, to node) string {
	switch {
	case d.IntN(150) == 0:
		return "nowhere"
	case d.chance(1):
		return to.name
	case from.context == to.context && from.namespace == to.namespace && d.chance(50):
		return to.name
	case from.context == to.context && to.namespace != "" && d.chance(60):
		return to.namespace + "/" + to.name
	}
	return to.id()
}

// reaches tells whether there is a way to write it: a missing part means that of the release itself.
func reaches(from, to node) bool {
	return to.context != "" || from.context == "" && (to.namespace != "" || from.namespace == "")
}

// releases writes some releases, most of them needing others that stand before or after.
func (d drawing) releases() string {
	var nodes []node
	taken := map[string]bool{}
	for range 2 + d.IntN(6) {
		each := node{one(d, names), one(d, namespaces), one(d, contexts), one(d, tiers), one(d, charts), ""}
		if taken[each.id()] && !d.chance(5) {
			continue
		}
		taken[each.id()] = true
		switch d.IntN(12) {
		case 0, 1:
			each.extra = ", installed: false"
		case 2:
			each.extra = ", condition: down.enabled"
		case 3:
			each.extra = ", condition: up.enabled"
		case 4:
			if d.chance(8) {
				each.extra = ", condition: none.enabled"
			}
		}
		nodes = append(nodes, each)
	}
	// Needs point to those that come first in another order than that of the file, but for a few.
	order := d.Perm(len(nodes))
	var text strings.Builder
	text.WriteString("releases:\n")
	for i, each := range nodes {
		fmt.Fprintf(&text, "- {name: %s, chart: %s", each.name, each.chart)
		if each.namespace != "" {
			fmt.Fprintf(&text, ", namespace: %s", each.namespace)
		}
		if each.context != "" {
			fmt.Fprintf(&text, ", kubeContext: %s", each.context)
		}
		if each.tier != "" {
			fmt.Fprintf(&text, ", labels: {tier: %s}", each.tier)
		}
		text.WriteString(each.extra)
		var needs []string
		for j, other := range nodes {
			if i != j && (order[j] < order[i] && d.chance(45) || d.IntN(250) == 0) && (reaches(each, other) || d.chance(2)) {
				needs = append(needs, d.need(each, other))
			}
		}
		if needs != nil {
			fmt.Fprintf(&text, ", needs: [%s]", strings.Join(needs, ", "))
		}
		text.WriteString("}\n")
	}
	return text.String()
}

func (d drawing) term() string {
	switch d.IntN(13) {
	case 0, 1, 2, 3:
		return "name=" + one(d, names)
	case 4, 5:
		return "tier=" + one(d, []string{"front", "back", "none"})
	case 6:
		return "tier!=" + one(d, []string{"front", "back"})
	case 7:
		return "name!=" + one(d, names)
	case 8:
		return "namespace=" + one(d, []string{"one", "two"})
	case 9:
		return "namespace!=one"
	case 10, 11:
		return "chart=" + one(d, []string{"c", "d", "r/d"})
	}
	return one(d, []string{"kubeContext=x", "team=t", "team=t", "tier!=back", "namespace=one", "tier", "tier==front", "name="})
}

func (d drawing) arguments() []string {
	var all []string
	for range one(d, []int{0, 1, 1, 1, 1, 2, 3}) {
		term := d.term()
		if d.chance(25) {
			term += "," + d.term()
		}
		all = append(all, "-l", term)
	}
	if d.chance(5) {
		all = append(all, "-n", "one")
	}
	if d.chance(4) {
		all = append(all, "--kube-context", "x")
	}
	command := one(d, commands)
	all = append(all, command)
	switch command {
	case "template", "sync", "diff":
		all = append(all, "--skip-deps", "--concurrency", "1")
		all = append(all, one(d, needsFlags)...)
	case "destroy":
		all = append(all, "--skip-deps", "--concurrency", "1")
	case "list":
		all = append(all, "--output", "json")
	}
	return all
}

const environment = "environments: {default: {values: [{up: {enabled: true}, down: {enabled: false}}]}}\n---\n"

// graphs are the made-up states with their command lines.
func graphs() []desired {
	d := drawing{rand.New(rand.NewPCG(3, 171))}
	var all []desired
	for i := range 320 {
		made := desired{Name: fmt.Sprintf("graph %d", i), Files: map[string]string{"charts/c/Chart.yaml": "{apiVersion: v2, name: c, version: 1.0.0}\n"}}
		common := ""
		if d.chance(15) {
			common = "commonLabels: {team: t}\n"
		}
		made.Files["helmfile.yaml"] = environment + common + d.releases()
		if i%8 == 7 {
			delete(made.Files, "helmfile.yaml")
			d.nested(made.Files)
		}
		for range 4 {
			made.Runs = append(made.Runs, run{Args: d.arguments()})
		}
		all = append(all, made)
	}
	return all
}

// nested are two helmfiles below one, with selectors.
func (d drawing) nested(files map[string]string) {
	var top strings.Builder
	top.WriteString("helmfiles:\n")
	for i := range 2 {
		fmt.Fprintf(&top, "- path: sub%d/helmfile.yaml\n", i)
		files[fmt.Sprintf("sub%d/helmfile.yaml", i)] = environment + d.releases()
		files[fmt.Sprintf("sub%d/charts/c/Chart.yaml", i)] = files["charts/c/Chart.yaml"]
		switch d.IntN(4) {
		case 0:
			fmt.Fprintf(&top, "  selectors: [%q]\n", d.term())
		case 1:
			fmt.Fprintf(&top, "  selectorsInherited: true\n")
		case 2:
			fmt.Fprintf(&top, "  selectors: [%q, %q]\n", d.term(), d.term())
		}
	}
	if d.chance(50) {
		top.WriteString(d.releases())
		files["helmfile.yaml"] = environment + top.String()
	} else {
		files["helmfile.yaml"] = top.String()
	}
}

// selectors records whether selectors fit labels.
func selectors(encoder *json.Encoder) {
	d := drawing{rand.New(rand.NewPCG(4, 171))}
	words := []string{"a", "b", "tier", "x.y/z", "app_1", "a+b", "-", "9", "", " a", "é", "a:b", "*", "a\"b", "A", "a,", "a@"}
	operators := []string{"=", "=", "=", "!=", "!=", "!=", "==", "", "!", "=!", "<", " = ", "===", "!=="}
	for i := range 400 {
		var terms []string
		for range 1 + d.IntN(3) {
			left, right := one(d, words[:7]), one(d, words[:8])
			if d.chance(15) {
				left = one(d, words)
			}
			if d.chance(15) {
				right = one(d, words)
			}
			operator := one(d, operators[:6])
			if i%4 == 0 {
				operator = one(d, operators)
			}
			terms = append(terms, left+operator+right)
		}
		labels := map[string]string{}
		for range d.IntN(5) {
			labels[one(d, words[:7])] = one(d, words[:8])
		}
		selector := strings.Join(terms, ",")
		row := map[string]any{"selector": selector, "labels": labels}
		if filter, err := state.ParseLabels(selector); err != nil {
			row = map[string]any{"selector": selector, "error": err.Error()}
		} else {
			row["matches"] = filter.Match(state.ReleaseSpec{Labels: labels})
		}
		check(encoder.Encode(row))
	}
}
