// Command zones records the abbreviations of all time zones, which the JDK's own zone
// data lacks: for each zone, offset in seconds, 1 for daylight saving time, abbreviation; the
// latest abbreviation of an offset wins. Usage: go run ./zones > zone-names.txt
package main

import (
	"archive/zip"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
	"time"
)

type key struct {
	offset int
	dst    bool
}

func main() {
	data := filepath.Join(runtime.GOROOT(), "lib", "time", "zoneinfo.zip")
	if err := os.Setenv("ZONEINFO", data); err != nil {
		panic(err)
	}
	archive, err := zip.OpenReader(data)
	if err != nil {
		panic(err)
	}
	groups := map[string][]string{}
	for _, file := range archive.File {
		if strings.HasSuffix(file.Name, "/") {
			continue
		}
		location, err := time.LoadLocation(file.Name)
		if err != nil {
			panic(err)
		}
		text := describe(location)
		groups[text] = append(groups[text], file.Name)
	}
	lines := []string{}
	for text, zones := range groups {
		sort.Strings(zones)
		lines = append(lines, strings.Join(zones, ",")+" "+text)
	}
	sort.Strings(lines)
	fmt.Println(strings.Join(lines, "\n"))
}

func describe(location *time.Location) string {
	names := map[key]string{}
	order := []key{}
	at := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC).In(location)
	for {
		name, offset := at.Zone()
		k := key{offset, at.IsDST()}
		if _, known := names[k]; !known {
			order = append(order, k)
		}
		names[k] = name
		_, end := at.ZoneBounds()
		if end.IsZero() || end.Year() > 2037 || !end.After(at) {
			break
		}
		at = end
	}
	parts := []string{}
	for _, k := range order {
		dst := 0
		if k.dst {
			dst = 1
		}
		parts = append(parts, fmt.Sprintf("%d/%d/%s", k.offset, dst, names[k]))
	}
	return strings.Join(parts, " ")
}
