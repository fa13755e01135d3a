// Starts and stops a real cluster on loopback: etcd, kube-apiserver, kube-controller-manager,
// kube-scheduler, and kwok, which plays the nodes and makes their pods ready.
//
//	cluster [-audit] [-nodes N] start FOLDER   leaves FOLDER/kubeconfig; its programs go on by themselves
//	cluster stop FOLDER                        ends the programs of that folder, and no others
//	cluster kill FOLDER                        the same, at once
//
// The programs are taken from the folder BIN that -bin names. Whatever they write is in FOLDER.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

func main() {
	bin := flag.String("bin", "", "the folder of the programs")
	audit := flag.Bool("audit", false, "write each request's metadata to FOLDER/audit.log")
	nodes := flag.Int("nodes", 3, "how many nodes")
	flag.Parse()
	if flag.NArg() != 2 {
		fmt.Fprintln(os.Stderr, "usage: cluster [-bin BIN] [-audit] [-nodes N] start|stop|kill FOLDER")
		os.Exit(64)
	}
	folder, err := filepath.Abs(flag.Arg(1))
	if err == nil {
		switch flag.Arg(0) {
		case "start":
			err = start(cluster{bin: *bin, folder: folder, audit: *audit, nodes: *nodes})
		case "stop":
			err = stop(folder, false)
		case "kill":
			err = stop(folder, true)
		default:
			err = fmt.Errorf("no command %q", flag.Arg(0))
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "cluster:", err)
		os.Exit(1)
	}
}

func start(c cluster) error {
	began := time.Now()
	if err := c.prepare(); err != nil {
		return err
	}
	if err := c.run(); err != nil {
		_ = stop(c.folder, true)
		return fmt.Errorf("%w; the programs' logs are in %s", err, c.folder)
	}
	fmt.Printf("a cluster of Kubernetes %s is up after %.1f s: %s\n",
		version, time.Since(began).Seconds(), filepath.Join(c.folder, "kubeconfig"))
	return nil
}
