package dev.slipway.compat.contract;

import dev.slipway.yaml.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The events of a watch that goes on in the background. For one reader.
final class WatchStream implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;
  private static final Object ENDED = new Object();

  private final InputStream body;
  private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();

  WatchStream(HttpResponse<InputStream> response) {
    body = response.body();
    Thread.ofVirtual().name("watch").start(this::read);
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Object event = Json.readExact(line);
        if (event != null) {
          events.add(event);
        }
      }
    } catch (IOException e) {
      // Closed from this side, or cut off: both end it.
      events.add(ENDED);
      return;
    }
    events.add(ENDED);
  }

  /// The next event; null at the end.
  ///
  /// @throws IOException if none comes in a long time
  @Nullable Object next() throws IOException, InterruptedException {
    Object event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (event == null) {
      throw new IOException("no event in " + PATIENCE_SECONDS + " s");
    }
    return event == ENDED ? null : event;
  }

  static boolean isBookmark(Object event) {
    return event instanceof Map<?, ?> map && "BOOKMARK".equals(map.get("type"));
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
