package dev.slipway.compat;

import dev.slipway.sandbox.Sandbox;
import dev.slipway.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// Measures a sandbox: how long it takes to start three, how many writes a second it takes over
/// HTTPS, and how much memory 10,000 objects take.
final class SandboxFiguresMain {
  private static final int OBJECTS = 10_000;
  private static final int CLIENTS = 8;

  private SandboxFiguresMain() {}

  public static void main(String[] arguments) throws Exception {
    long start = System.nanoTime();
    List<Sandbox> sandboxes = new ArrayList<>();
    for (String name : List.of("staging", "codfw", "eqiad")) {
      sandboxes.add(Sandbox.start(SandboxOptions.of(name)));
    }
    System.out.printf("three sandboxes start in %d ms%n", millisSince(start));
    Sandbox sandbox = sandboxes.getFirst();
    long before = usedBytes();
    start = System.nanoTime();
    write(sandbox);
    long millis = millisSince(start);
    System.out.printf(
        "%d ConfigMaps over HTTPS with %d clients: %d writes/s%n",
        OBJECTS, CLIENTS, OBJECTS * 1000L / millis);
    System.out.printf("heap: %d MiB more than before%n", (usedBytes() - before) >> 20);
    sandboxes.forEach(Sandbox::close);
  }

  private static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }

  private static long usedBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static void write(Sandbox sandbox) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      threads.add(Thread.ofPlatform().start(() -> writeAll(sandbox, next)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /// One client with one connection that stays open, as simple as can be, so that it is the server
  /// that is measured.
  private static void writeAll(Sandbox sandbox, AtomicInteger next) {
    int port = Integer.parseInt(sandbox.url().substring(sandbox.url().lastIndexOf(':') + 1));
    String padding = "x".repeat(1000);
    try (Socket socket = trusting().getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.setTcpNoDelay(true);
      for (int i = next.getAndIncrement(); i < OBJECTS; i = next.getAndIncrement()) {
        String body =
            "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"object-"
                + i
                + "\"},\"data\":{\"text\":\""
                + padding
                + "\"}}";
        String request =
            "POST /api/v1/namespaces/default/configmaps HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/json\r\nAuthorization: Bearer "
                + sandbox.token()
                + "\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        skipAnswer(socket);
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void skipAnswer(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) socket.getInputStream().read());
    }
    if (!head.toString().startsWith("HTTP/1.1 201")) {
      throw new IOException("not created: " + head);
    }
    int at = head.indexOf("Content-Length: ") + "Content-Length: ".length();
    int length = Integer.parseInt(head.substring(at, head.indexOf("\r", at)));
    socket.getInputStream().readNBytes(length);
  }

  private static SSLContext trusting() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Anyone()}, new SecureRandom());
    return context;
  }

  /// Trusts the server of the same process.
  private static final class Anyone implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
