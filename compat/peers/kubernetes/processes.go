package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// A process that was started for a folder: its number, and the moment of its start by which
// another process of the same number is told from it.
type process struct {
	name  string
	pid   int
	began string
}

// spawn starts a program that outlives this one, with its output in FOLDER/NAME.log.
func (c *cluster) spawn(name string, arguments ...string) error {
	log, err := os.Create(c.path(name + ".log"))
	if err != nil {
		return err
	}
	defer log.Close()
	command := exec.Command(filepath.Join(c.bin, name), arguments...)
	command.Dir = c.folder
	command.Stdout = log
	command.Stderr = log
	command.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := command.Start(); err != nil {
		return err
	}
	go func() { _ = command.Wait() }() // so that an early end is seen, and not kept as a zombie
	pids, err := os.OpenFile(c.path("pids"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer pids.Close()
	_, err = fmt.Fprintf(pids, "%s %d %s\n", name, command.Process.Pid, beginning(command.Process.Pid))
	return err
}

// beginning is the moment at which a process started, in the kernel's ticks; empty when it is gone.
func beginning(pid int) string {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return ""
	}
	// The name in brackets may hold anything; the state is the first field after it.
	fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
	if len(fields) < 20 || fields[0] == "Z" {
		return ""
	}
	return fields[19]
}

func (p process) alive() bool { return p.began != "" && beginning(p.pid) == p.began }

func processes(folder string) []process {
	text, err := os.ReadFile(filepath.Join(folder, "pids"))
	if err != nil {
		return nil
	}
	var found []process
	for line := range strings.Lines(string(text)) {
		fields := append(strings.Fields(line), "")
		pid, err := strconv.Atoi(fields[1])
		if err == nil {
			found = append(found, process{name: fields[0], pid: pid, began: fields[2]})
		}
	}
	return found
}

func firstEnded(folder string) string {
	for _, p := range processes(folder) {
		if !p.alive() {
			return p.name
		}
	}
	return ""
}

// stop ends the processes of a folder, the last started first, and waits for each.
func stop(folder string, atOnce bool) error {
	all := processes(folder)
	slices.Reverse(all)
	for _, p := range all {
		if !p.alive() {
			continue
		}
		signal := syscall.SIGTERM
		// The API server waits for its watches to end; nobody minds here.
		if atOnce || p.name == "kube-apiserver" {
			signal = syscall.SIGKILL
		}
		_ = syscall.Kill(p.pid, signal)
		for waited := 0; p.alive(); waited++ {
			if waited == 200 {
				_ = syscall.Kill(p.pid, syscall.SIGKILL)
			}
			time.Sleep(25 * time.Millisecond)
		}
	}
	return os.RemoveAll(filepath.Join(folder, "pids"))
}
