package dev.slipway.kube.client;

import dev.slipway.core.GoStrings;
import dev.slipway.kube.ApiResource;
import dev.slipway.kube.KubeException;
import dev.slipway.kube.ListOptions;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;

/// Opens the stream of a watch and reads its lines.
final class WatchStream {
  private static final long LIFE_SECONDS = 300;

  private final Connection connection;
  private final ClientSettings settings;
  private final RequestCounter counter;
  private final Faults faults;
  private final ApiResource resource;
  private final String namespace;
  private final ListOptions options;

  WatchStream(
      Connection connection,
      ClientSettings settings,
      RequestCounter counter,
      Faults faults,
      ApiResource resource,
      String namespace,
      ListOptions options) {
    this.connection = connection;
    this.settings = settings;
    this.counter = counter;
    this.faults = faults;
    this.resource = resource;
    this.namespace = namespace;
    this.options = options;
  }

  Subject subject() {
    return new Subject("watch", resource.plural(), namespace);
  }

  KubeException fault(IOException failure, int attempts) {
    return faults.unreachable(subject(), failure, attempts);
  }

  /// An answer that is no stream.
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final KubeException fault;
    private final int status;
    private final String retryAfter;

    Refused(KubeException fault, int status, String retryAfter) {
      super(fault);
      this.fault = fault;
      this.status = status;
      this.retryAfter = retryAfter;
    }

    int status() {
      return status;
    }

    String retryAfter() {
      return retryAfter;
    }

    KubeException fault() {
      return fault;
    }
  }

  /// Opens it.
  ///
  /// @param from the resource version from when on
  /// @throws IOException if no answer came
  /// @throws Refused if the cluster does not want to
  Lines open(String from, int attempt) throws IOException, InterruptedException, Refused {
    // As client-go does: lives of different length, so that not all are renewed at once.
    long seconds = LIFE_SECONDS + (long) (LIFE_SECONDS * settings.timing().random());
    Paths.Query query =
        new Paths.Query()
            .with(options)
            .with("watch", "true")
            .with("allowWatchBookmarks", "true")
            .with("resourceVersion", from)
            .with("timeoutSeconds", Long.toString(seconds));
    String path = Paths.collection(resource, namespace) + query;
    counter.sent(Work.WATCH, attempt);
    HttpResponse<InputStream> response = connection.open(ApiRequest.get(path, Work.WATCH));
    settings.trace().accept(new RequestTrace("GET", path, response.statusCode(), 0, attempt));
    if (response.statusCode() == 200) {
      return new Lines(response.body(), seconds);
    }
    try (InputStream body = response.body()) {
      ApiAnswer answer =
          new ApiAnswer(response.statusCode(), response.headers(), body.readAllBytes());
      throw new Refused(
          faults.answered(subject(), answer, attempt),
          answer.status(),
          answer.header("retry-after"));
    }
  }

  /// The lines of an open stream.
  static final class Lines implements AutoCloseable {
    private final InputStream in;
    private final long lifeSeconds;
    private byte[] buffer = new byte[8192];

    Lines(InputStream in, long lifeSeconds) {
      this.in = new BufferedInputStream(in, 16384);
      this.lifeSeconds = lifeSeconds;
    }

    /// After how many seconds the cluster ends the stream.
    long lifeSeconds() {
      return lifeSeconds;
    }

    /// The next line; empty at the end.
    String next() throws IOException {
      int length = 0;
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '\n') {
          if (length > 0) {
            return GoStrings.fromBytes(buffer, 0, length);
          }
          continue;
        }
        if (length == buffer.length) {
          buffer = java.util.Arrays.copyOf(buffer, 2 * length);
        }
        buffer[length++] = (byte) b;
      }
      // A line that was cut off is no event: the next stream brings it again.
      return "";
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
