// Package batch runs render jobs in process and records what came out.
//
// A job list is JSON lines. The results are a folder: results.jsonl (one line
// a job, in the order of the list) and out.bin (the outputs, back to back).
package batch

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Job is one call of the template command.
type Job struct {
	ID          string   `json:"id"`
	Chart       string   `json:"chart"`
	Values      []string `json:"values,omitempty"`
	Set         []string `json:"set,omitempty"`
	SetString   []string `json:"setString,omitempty"`
	SetJSON     []string `json:"setJson,omitempty"`
	SetFile     []string `json:"setFile,omitempty"`
	SetLiteral  []string `json:"setLiteral,omitempty"`
	Name        string   `json:"name,omitempty"`
	Namespace   string   `json:"namespace,omitempty"`
	KubeVersion string   `json:"kubeVersion,omitempty"`
	APIVersions []string `json:"apiVersions,omitempty"`
	IncludeCRDs bool     `json:"includeCrds,omitempty"`
	IsUpgrade   bool     `json:"isUpgrade,omitempty"`
	NoHooks     bool     `json:"noHooks,omitempty"`
	SkipTests   bool     `json:"skipTests,omitempty"`
}

// Result is what a job gave. Offset2 and Length2 say where the second run's
// output is when it differs from the first one's; Length2 is -1 otherwise.
type Result struct {
	ID      string `json:"id"`
	OK      bool   `json:"ok"`
	Error   string `json:"error,omitempty"`
	Error2  string `json:"error2,omitempty"`
	Offset  int64  `json:"offset"`
	Length  int64  `json:"length"`
	Offset2 int64  `json:"offset2"`
	Length2 int64  `json:"length2"`
	Millis  int64  `json:"millis"`
}

// Prepared measures one job without the loading of its chart.
type Prepared interface {
	// Engine loads everything anew and returns what renders the templates only.
	Engine() (func() error, error)
	// Whole loads the chart and returns what makes it into the bytes to print.
	Whole() (func() error, error)
}

// Renderer is one version of Helm.
type Renderer interface {
	Render(Job) (string, error)
	Prepare(Job) (Prepared, error)
	Answerer
}

type outcome struct {
	out    string
	err    error
	millis int64
}

// Main is the command line: "render JOBS FOLDER [PASSES]" or
// "bench JOBS REPORT ROUNDS" or "pass JOBS" (one pass, for its memory).
func Main(r Renderer) {
	log.SetOutput(io.Discard)
	slog.SetDefault(slog.New(slog.DiscardHandler))
	if err := run(r, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "batch:", err)
		os.Exit(1)
	}
}

func run(r Renderer, args []string) error {
	if len(args) < 2 {
		return fmt.Errorf("usage: render JOBS FOLDER [PASSES] | bench JOBS REPORT ROUNDS | pass JOBS | cases IN OUT")
	}
	if args[0] == "cases" && len(args) == 3 {
		return cases(r, args[1], args[2])
	}
	jobs, err := readJobs(args[1])
	if err != nil {
		return err
	}
	switch {
	case args[0] == "render" && len(args) >= 3:
		passes := 2
		if len(args) > 3 {
			if passes, err = strconv.Atoi(args[3]); err != nil {
				return err
			}
		}
		return render(r, jobs, args[2], passes)
	case args[0] == "bench" && len(args) == 4:
		rounds, err := strconv.Atoi(args[3])
		if err != nil {
			return err
		}
		return bench(r, jobs, args[2], rounds)
	case args[0] == "pass":
		for _, job := range jobs {
			if o := once(r, job); o.err != nil {
				fmt.Fprintln(os.Stderr, job.ID, o.err)
			}
		}
		return printPeak()
	}
	return fmt.Errorf("unknown arguments %q", args)
}

func readJobs(path string) ([]Job, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var jobs []Job
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<24)
	for in.Scan() {
		if len(in.Bytes()) == 0 {
			continue
		}
		var j Job
		if err := json.Unmarshal(in.Bytes(), &j); err != nil {
			return nil, err
		}
		jobs = append(jobs, j)
	}
	return jobs, in.Err()
}

func once(r Renderer, job Job) (o outcome) {
	start := time.Now()
	o.millis = start.UnixMilli()
	defer func() {
		if p := recover(); p != nil {
			o.out, o.err = "", fmt.Errorf("panic: %v", p)
		}
	}()
	o.out, o.err = r.Render(job)
	return o
}

func pass(r Renderer, jobs []Job) []outcome {
	all := make([]outcome, len(jobs))
	next := make(chan int)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range next {
				all[i] = once(r, jobs[i])
			}
		}()
	}
	for i := range jobs {
		next <- i
	}
	close(next)
	wg.Wait()
	return all
}

func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func render(r Renderer, jobs []Job, folder string, passes int) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	first := pass(r, jobs)
	second := first
	if passes > 1 {
		time.Sleep(time.Second) // so that a clock shows itself
		second = pass(r, jobs)
	}
	out, err := os.Create(filepath.Join(folder, "out.bin"))
	if err != nil {
		return err
	}
	defer out.Close()
	list, err := os.Create(filepath.Join(folder, "results.jsonl.part"))
	if err != nil {
		return err
	}
	defer list.Close()
	blob, enc := bufio.NewWriterSize(out, 1<<20), json.NewEncoder(list)
	var at int64
	write := func(s string) (int64, int64) {
		_, _ = blob.WriteString(s)
		from := at
		at += int64(len(s))
		return from, int64(len(s))
	}
	for i, job := range jobs {
		a, b := first[i], second[i]
		res := Result{ID: job.ID, OK: a.err == nil, Error: text(a.err), Millis: a.millis, Length2: -1}
		res.Offset, res.Length = write(a.out)
		if a.out != b.out {
			res.Offset2, res.Length2 = write(b.out)
		}
		if t := text(b.err); t != res.Error {
			res.Error2 = t
		}
		if err := enc.Encode(res); err != nil {
			return err
		}
	}
	if err := blob.Flush(); err != nil {
		return err
	}
	return os.Rename(list.Name(), filepath.Join(folder, "results.jsonl"))
}

// Figure is one job's measured time, in nanoseconds an operation.
type Figure struct {
	ID     string `json:"id"`
	Engine int64  `json:"engineNanos"`
	Whole  int64  `json:"wholeNanos"`
	// The processor time of the thread that does it, which a busy machine does not distort.
	EngineCPU int64  `json:"engineCpuNanos"`
	WholeCPU  int64  `json:"wholeCpuNanos"`
	Error     string `json:"error,omitempty"`
}

func bench(r Renderer, jobs []Job, report string, rounds int) error {
	f, err := os.Create(report)
	if err != nil {
		return err
	}
	defer f.Close()
	enc := json.NewEncoder(f)
	for _, job := range jobs {
		fig := measure(r, job, rounds)
		if err := enc.Encode(fig); err != nil {
			return err
		}
	}
	return nil
}

func measure(r Renderer, job Job, rounds int) Figure {
	p, err := r.Prepare(job)
	if err != nil {
		return Figure{ID: job.ID, Error: err.Error()}
	}
	fig := Figure{ID: job.ID}
	if fig.Engine, fig.EngineCPU, err = mean(p.Engine, rounds); err != nil {
		return Figure{ID: job.ID, Error: err.Error()}
	}
	if fig.Whole, fig.WholeCPU, err = mean(p.Whole, rounds); err != nil {
		return Figure{ID: job.ID, Error: err.Error()}
	}
	return fig
}

func mean(prepare func() (func() error, error), rounds int) (wall, cpu int64, err error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	for round := -1; round < rounds; round++ { // the first one warms up
		op, err := prepare()
		if err != nil {
			return 0, 0, err
		}
		start, spent := time.Now(), threadTime()
		if err := op(); err != nil {
			return 0, 0, err
		}
		if round >= 0 {
			wall += time.Since(start).Nanoseconds()
			cpu += threadTime() - spent
		}
	}
	return wall / int64(rounds), cpu / int64(rounds), nil
}

func threadTime() int64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(1, &usage); err != nil { // RUSAGE_THREAD
		return 0
	}
	return usage.Utime.Nano() + usage.Stime.Nano()
}

// printPeak prints the most memory that this process has held, in KiB.
func printPeak() error {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return err
	}
	for _, line := range strings.Split(string(status), "\n") {
		if rest, found := strings.CutPrefix(line, "VmHWM:"); found {
			fmt.Println(strings.Fields(rest)[0])
		}
	}
	return nil
}
