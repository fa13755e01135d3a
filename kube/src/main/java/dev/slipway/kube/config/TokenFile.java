package dev.slipway.kube.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// A token in a file that something else keeps fresh, such as that of a pod's service account. The
/// file is read again each minute, as client-go does, and when the cluster refuses the token.
final class TokenFile implements Credentials {
  private static final long LIFE_MILLIS = 60_000;

  private final KubeHost host;
  private final String path;
  private final String fallback;
  private final InstantSource clock;
  private final String origin;
  private @Nullable Credential known;
  private long readAt;

  /// @param fallback the token to use as long as the file was never read, or empty
  TokenFile(KubeHost host, String path, String fallback, InstantSource clock, String origin) {
    this.host = host;
    this.path = path;
    this.fallback = fallback;
    this.clock = clock;
    this.origin = origin;
  }

  @Override
  public synchronized Credential current() {
    Credential last = known;
    if (last != null && clock.millis() - readAt < LIFE_MILLIS) {
      return last;
    }
    Credential fresh = read(last);
    known = fresh;
    readAt = clock.millis();
    return fresh;
  }

  /// The file's token; what was there before while the file cannot be read.
  private Credential read(@Nullable Credential last) {
    try {
      String token = new String(host.read(path), StandardCharsets.UTF_8).strip();
      if (!token.isEmpty()) {
        return Credential.bearer(token);
      }
      if (last == null && fallback.isEmpty()) {
        throw ConfigFaults.credential("the token file is empty", path, null, null);
      }
    } catch (IOException e) {
      if (last == null && fallback.isEmpty()) {
        throw ConfigFaults.credential("the token file cannot be read", path, null, e);
      }
    }
    return last == null ? Credential.bearer(fallback) : last;
  }

  @Override
  public synchronized boolean renew(Credential refused) {
    Credential fresh = read(known);
    known = fresh;
    readAt = clock.millis();
    return !fresh.equals(refused);
  }

  @Override
  public String origin() {
    return origin;
  }
}
