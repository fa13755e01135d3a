// Serves a folder as a chart repository, and a registry that is kept in memory, on loopback. It ends when its
// input ends, so it never outlives the script that started it, and after -limit at the latest.
package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"flag"
	"fmt"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/google/go-containerregistry/pkg/registry"
)

func main() {
	folder := flag.String("folder", "", "the folder with index.yaml and archives; no chart repository without it")
	port := flag.Int("port", 0, "the chart repository's port; any free one without it")
	withRegistry := flag.Bool("registry", false, "serve a registry, too")
	user := flag.String("user", "", "who may come in; everyone without it")
	password := flag.String("password", "", "the user's password")
	certificates := flag.String("certificates", "", "serve TLS, and write ca.pem, client.pem and client.key there")
	mutual := flag.Bool("mutual", false, "let in clients only that have the certificate")
	ports := flag.String("ports", "", "the file to write REPOSITORY-PORT REGISTRY-PORT to, once both answer")
	requests := flag.String("requests", "", "the file that gets a line for each request")
	limit := flag.Duration("limit", 10*time.Minute, "how long to run at most")
	flag.Parse()

	var settings *tls.Config
	if *certificates != "" {
		settings = secured(*certificates, *mutual)
	}
	lines := io.Discard
	if *requests != "" {
		file, err := os.OpenFile(*requests, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
		check(err)
		lines = file
	}
	guard := func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			name, given, _ := r.BasicAuth()
			fmt.Fprintf(lines, "%s %s %s\n", r.Method, r.URL.Path, name)
			if *user != "" && (name != *user || given != *password) {
				w.Header().Set("WWW-Authenticate", `Basic realm="test"`)
				http.Error(w, `{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}`, http.StatusUnauthorized)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
	charts, images := 0, 0
	if *folder != "" {
		charts = serve(*port, guard(http.FileServer(http.Dir(*folder))), settings)
	}
	if *withRegistry {
		images = serve(0, guard(registry.New(registry.Logger(log.New(io.Discard, "", 0)))), settings)
	}
	if *ports != "" {
		check(os.WriteFile(*ports+".new", []byte(fmt.Sprintf("%d %d\n", charts, images)), 0o644))
		check(os.Rename(*ports+".new", *ports))
	}
	go func() {
		time.Sleep(*limit)
		os.Exit(0)
	}()
	_, _ = io.Copy(io.Discard, os.Stdin)
}

func serve(port int, handler http.Handler, settings *tls.Config) int {
	listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
	check(err)
	used := listener.Addr().(*net.TCPAddr).Port
	if settings != nil {
		listener = tls.NewListener(listener, settings)
	}
	server := &http.Server{Handler: handler, ErrorLog: log.New(io.Discard, "", 0)}
	go func() { check(server.Serve(listener)) }()
	return used
}

// secured makes an authority, a certificate for localhost and one for a client.
func secured(folder string, mutual bool) *tls.Config {
	check(os.MkdirAll(folder, 0o755))
	authority, authorityKey := certificate("authority", nil, nil)
	server, serverKey := certificate("localhost", authority, authorityKey)
	client, clientKey := certificate("client", authority, authorityKey)
	write(filepath.Join(folder, "ca.pem"), "CERTIFICATE", authority.Raw)
	write(filepath.Join(folder, "client.pem"), "CERTIFICATE", client.Raw)
	key, err := x509.MarshalPKCS8PrivateKey(clientKey)
	check(err)
	write(filepath.Join(folder, "client.key"), "PRIVATE KEY", key)
	pool := x509.NewCertPool()
	pool.AddCert(authority)
	settings := &tls.Config{
		Certificates: []tls.Certificate{{Certificate: [][]byte{server.Raw}, PrivateKey: serverKey}},
		ClientCAs:    pool,
		NextProtos:   []string{"http/1.1"},
	}
	if mutual {
		settings.ClientAuth = tls.RequireAndVerifyClientCert
	}
	return settings
}

func certificate(name string, authority *x509.Certificate, authorityKey *ecdsa.PrivateKey) (*x509.Certificate, *ecdsa.PrivateKey) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	check(err)
	serial, err := rand.Int(rand.Reader, big.NewInt(1<<62))
	check(err)
	template := &x509.Certificate{
		SerialNumber:          serial,
		Subject:               pkix.Name{CommonName: name},
		NotBefore:             time.Now().Add(-time.Hour),
		NotAfter:              time.Now().Add(24 * time.Hour),
		BasicConstraintsValid: true,
		IsCA:                  authority == nil,
		KeyUsage:              x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
		DNSNames:              []string{"localhost"},
		IPAddresses:           []net.IP{net.IPv4(127, 0, 0, 1)},
	}
	signer, signerKey := authority, authorityKey
	if signer == nil {
		signer, signerKey = template, key
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, signer, &key.PublicKey, signerKey)
	check(err)
	parsed, err := x509.ParseCertificate(raw)
	check(err)
	return parsed, key
}

func write(file, kind string, content []byte) {
	check(os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: content}), 0o600))
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "repositories:", err)
		os.Exit(1)
	}
}
