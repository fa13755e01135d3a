package main

import (
	"bytes"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// The version that `go.mod` names.
const version = "1.34.3"

const (
	adminToken = "admin-token"
	patience   = 3 * time.Minute
)

// tokens are the users that tests act as: `nobody` has no permission at all.
const tokens = `admin-token,admin,admin,"system:masters"
helm-token,helm,helm,"system:masters"
slipway-token,slipway,slipway,"system:masters"
viewer-token,viewer,viewer
nobody-token,nobody,nobody
`

type cluster struct {
	bin    string
	folder string
	audit  bool
	nodes  int

	server string
	client *http.Client
}

func (c *cluster) path(name string) string { return filepath.Join(c.folder, name) }

func (c *cluster) write(name, text string) error {
	return os.WriteFile(c.path(name), []byte(text), 0o600)
}

// prepare lays certificates, keys, tokens and configuration into the folder.
func (c *cluster) prepare() error {
	if pids, _ := os.ReadFile(c.path("pids")); len(pids) > 0 {
		return fmt.Errorf("%s has a cluster already", c.folder)
	}
	if err := os.RemoveAll(c.path("etcd")); err != nil {
		return err
	}
	if err := os.MkdirAll(c.folder, 0o700); err != nil {
		return err
	}
	if err := writeCertificates(c.folder); err != nil {
		return err
	}
	if err := c.write("tokens.csv", tokens); err != nil {
		return err
	}
	if err := c.write("audit.yaml", auditPolicy); err != nil {
		return err
	}
	// In the form in which a runtime keeps it.
	log := "2026-01-01T00:00:00.000000000Z stdout F the first line\n2026-01-01T00:00:01.000000000Z stdout F the second line\n"
	if err := c.write("pod.log", log); err != nil {
		return err
	}
	return c.write("kwok.yaml", kwokConfig(c.path("pod.log")))
}

// run starts the programs in their order, each once what it needs is there.
func (c *cluster) run() error {
	ports, err := freePorts(5)
	if err != nil {
		return err
	}
	etcd := "http://127.0.0.1:" + ports[0]
	peer := "http://127.0.0.1:" + ports[1]
	c.server = "https://127.0.0.1:" + ports[2]
	if err := c.writeKubeconfigs(); err != nil {
		return err
	}
	if err := c.connect(); err != nil {
		return err
	}
	if err := c.spawn("etcd", "--data-dir", c.path("etcd"), "--unsafe-no-fsync", "--log-level", "warn",
		"--quota-backend-bytes", "8589934592",
		"--listen-client-urls", etcd, "--advertise-client-urls", etcd,
		"--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer,
		"--initial-cluster", "default="+peer); err != nil {
		return err
	}
	if err := c.await("etcd", func() error { return answers(etcd + "/health") }); err != nil {
		return err
	}
	if err := c.spawn("kube-apiserver", c.apiServer(etcd, ports[2])...); err != nil {
		return err
	}
	if err := c.await("the API server", func() error { return c.get("/readyz", nil) }); err != nil {
		return err
	}
	if err := c.programs(ports[3], ports[4]); err != nil {
		return err
	}
	return c.settle()
}

// programs starts what works on the API's objects.
func (c *cluster) programs(kubelet, metrics string) error {
	if err := c.spawn("kube-controller-manager", "--kubeconfig", c.path("admin.kubeconfig"),
		"--leader-elect=false", "--bind-address", "127.0.0.1", "--secure-port", "0",
		"--service-account-private-key-file", c.path("accounts.key"), "--root-ca-file", c.path("ca.crt"),
		"--enable-hostpath-provisioner", "--kube-api-qps", "500", "--kube-api-burst", "1000",
		"--controllers", "*,-nodeipam,-node-route-controller,-cloud-node-lifecycle-controller"); err != nil {
		return err
	}
	if err := c.write("scheduler.yaml", schedulerConfig(c.path("admin.kubeconfig"))); err != nil {
		return err
	}
	if err := c.spawn("kube-scheduler", "--config", c.path("scheduler.yaml"), "--secure-port", "0"); err != nil {
		return err
	}
	return c.spawn("kwok", "--kubeconfig", c.path("admin.kubeconfig"), "--config", c.path("kwok.yaml"),
		"--manage-all-nodes=true", "--cidr", "10.88.0.0/16", "--node-ip", "127.0.0.1",
		"--node-lease-duration-seconds", "40",
		"--node-port", kubelet, "--server-address", "127.0.0.1:"+kubelet,
		"--tls-cert-file", c.path("server.crt"), "--tls-private-key-file", c.path("server.key"))
}

func (c *cluster) apiServer(etcd, port string) []string {
	flags := []string{
		"--etcd-servers", etcd,
		"--bind-address", "127.0.0.1", "--advertise-address", "127.0.0.1", "--secure-port", port,
		"--endpoint-reconciler-type", "none",
		"--tls-cert-file", c.path("server.crt"), "--tls-private-key-file", c.path("server.key"),
		"--client-ca-file", c.path("ca.crt"), "--token-auth-file", c.path("tokens.csv"),
		"--authorization-mode", "RBAC", "--anonymous-auth=true",
		"--service-account-issuer", "https://kubernetes.default.svc",
		"--service-account-key-file", c.path("accounts.key"),
		"--service-account-signing-key-file", c.path("accounts.key"),
		"--service-cluster-ip-range", "10.96.0.0/16",
		"--kubelet-preferred-address-types", "InternalIP",
		"--profiling=false",
		// So that a test can meet a version that is gone.
		"--etcd-compaction-interval", "30s",
	}
	if c.audit {
		flags = append(flags, "--audit-policy-file", c.path("audit.yaml"), "--audit-log-path", c.path("audit.log"))
	}
	return flags
}

// settle makes the nodes and the class of storage, and waits until pods can run.
func (c *cluster) settle() error {
	for node := range c.nodes {
		body := fmt.Sprintf(`{"apiVersion":"v1","kind":"Node","metadata":{"name":"node-%d",
			"labels":{"kubernetes.io/hostname":"node-%d","kubernetes.io/os":"linux","kubernetes.io/arch":"amd64"}}}`, node+1, node+1)
		if err := c.post("/api/v1/nodes", body); err != nil {
			return err
		}
	}
	class := `{"apiVersion":"storage.k8s.io/v1","kind":"StorageClass","provisioner":"kubernetes.io/host-path",
		"metadata":{"name":"standard","annotations":{"storageclass.kubernetes.io/is-default-class":"true"}}}`
	if err := c.post("/apis/storage.k8s.io/v1/storageclasses", class); err != nil {
		return err
	}
	err := c.await("the first service account", func() error {
		return c.get("/api/v1/namespaces/default/serviceaccounts/default", nil)
	})
	if err != nil {
		return err
	}
	return c.await("the nodes", c.nodesReady)
}

func (c *cluster) nodesReady() error {
	var list struct {
		Items []struct {
			Spec   struct{ Taints []any }
			Status struct {
				Conditions []struct{ Type, Status string }
			}
		}
	}
	if err := c.get("/api/v1/nodes", &list); err != nil {
		return err
	}
	ready := 0
	for _, node := range list.Items {
		for _, condition := range node.Status.Conditions {
			if condition.Type == "Ready" && condition.Status == "True" && len(node.Spec.Taints) == 0 {
				ready++
			}
		}
	}
	if ready < c.nodes {
		return fmt.Errorf("%d of %d nodes are ready", ready, c.nodes)
	}
	return nil
}

func (c *cluster) connect() error {
	pool, err := authorities(c.folder)
	if err != nil {
		return err
	}
	c.client = &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}}
	return nil
}

func (c *cluster) get(path string, into any) error { return c.call(http.MethodGet, path, "", into) }

func (c *cluster) post(path, body string) error {
	return c.await("POST "+path, func() error { return c.call(http.MethodPost, path, body, nil) })
}

func (c *cluster) call(method, path, body string, into any) error {
	request, err := http.NewRequest(method, c.server+path, bytes.NewBufferString(body))
	if err != nil {
		return err
	}
	request.Header.Set("Authorization", "Bearer "+adminToken)
	request.Header.Set("Content-Type", "application/json")
	response, err := c.client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode == http.StatusConflict && method == http.MethodPost {
		return nil // there already: a call before this one was answered too late
	}
	if response.StatusCode >= 300 {
		return fmt.Errorf("%s %s: %s: %s", method, path, response.Status, text)
	}
	if into == nil {
		return nil
	}
	return json.Unmarshal(text, into)
}

func answers(url string) error {
	response, err := http.Get(url)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return errors.New(response.Status)
	}
	return nil
}

// await asks until there is no error, and fails when a program has ended or patience is over.
func (c *cluster) await(what string, check func() error) error {
	until := time.Now().Add(patience)
	for {
		err := check()
		if err == nil {
			return nil
		}
		if ended := firstEnded(c.folder); ended != "" {
			return fmt.Errorf("%s ended while waiting for %s", ended, what)
		}
		if time.Now().After(until) {
			return fmt.Errorf("%s not there after %s: %w", what, patience, err)
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// freePorts finds ports that nothing listens on; all are held until the last is found, so that they differ.
func freePorts(count int) ([]string, error) {
	var ports []string
	for range count {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		defer listener.Close()
		ports = append(ports, strconv.Itoa(listener.Addr().(*net.TCPAddr).Port))
	}
	return ports, nil
}

func (c *cluster) writeKubeconfigs() error {
	users := []string{"admin", "helm", "slipway", "viewer", "nobody"}
	var text strings.Builder
	fmt.Fprintf(&text, "apiVersion: v1\nkind: Config\ncurrent-context: admin\nclusters:\n- name: real\n  cluster:\n"+
		"    server: %s\n    certificate-authority: %s\nusers:\n", c.server, c.path("ca.crt"))
	for _, user := range users {
		fmt.Fprintf(&text, "- name: %s\n  user: {token: %s-token}\n", user, user)
	}
	fmt.Fprintf(&text, "- name: certificate\n  user: {client-certificate: %s, client-key: %s}\ncontexts:\n",
		c.path("client.crt"), c.path("client.key"))
	for _, user := range append(users, "certificate") {
		fmt.Fprintf(&text, "- name: %s\n  context: {cluster: real, user: %s}\n", user, user)
	}
	if err := c.write("admin.kubeconfig", text.String()); err != nil {
		return err
	}
	return c.write("kubeconfig", text.String())
}
