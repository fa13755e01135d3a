package dev.slipway.kube.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How clients of clusters behave.
///
/// @param userAgent who they say they are, such as `slipway/1.0`
/// @param connectTimeout how long a connection may take
/// @param requestTimeout how long an answer may take
/// @param attempts how often a request is sent at most
/// @param patience after which time a request is not sent again
/// @param concurrency how many requests run at once at most; the cluster's pace may allow fewer
/// @param cacheFolder where the kinds of clusters are kept between runs, or null
/// @param cacheLife how long these are taken for right
/// @param warnings hears what clusters warn of, such as `policy/v1beta1 … is deprecated`
/// @param trace hears of each request
/// @param timing time and chance
public record ClientSettings(
    String userAgent,
    Duration connectTimeout,
    Duration requestTimeout,
    int attempts,
    Duration patience,
    int concurrency,
    @Nullable Path cacheFolder,
    Duration cacheLife,
    Consumer<String> warnings,
    Consumer<RequestTrace> trace,
    Timing timing) {
  /// What fits most clusters.
  ///
  /// @param version that of the program
  public static ClientSettings of(String version) {
    return new ClientSettings(
        "slipway/" + version,
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        10,
        Duration.ofMinutes(1),
        32,
        null,
        Duration.ofMinutes(5),
        warning -> {},
        trace -> {},
        Timing.SYSTEM);
  }

  /// A copy with that many requests at once at most.
  public ClientSettings withConcurrency(int most) {
    return copy(most, cacheFolder, warnings, trace, timing);
  }

  /// A copy that keeps what kinds clusters have in a folder.
  public ClientSettings withCacheFolder(@Nullable Path folder) {
    return copy(concurrency, folder, warnings, trace, timing);
  }

  /// A copy with someone who hears the warnings.
  public ClientSettings withWarnings(Consumer<String> listener) {
    return copy(concurrency, cacheFolder, listener, trace, timing);
  }

  /// A copy with someone who hears of each request.
  public ClientSettings withTrace(Consumer<RequestTrace> listener) {
    return copy(concurrency, cacheFolder, warnings, listener, timing);
  }

  /// A copy with other time and chance.
  public ClientSettings withTiming(Timing other) {
    return copy(concurrency, cacheFolder, warnings, trace, other);
  }

  /// A copy that gives up sooner or later.
  public ClientSettings withTimeouts(Duration connect, Duration request, Duration otherPatience) {
    return new ClientSettings(
        userAgent,
        connect,
        request,
        attempts,
        otherPatience,
        concurrency,
        cacheFolder,
        cacheLife,
        warnings,
        trace,
        timing);
  }

  private ClientSettings copy(
      int most,
      @Nullable Path folder,
      Consumer<String> warningListener,
      Consumer<RequestTrace> traceListener,
      Timing otherTiming) {
    return new ClientSettings(
        userAgent,
        connectTimeout,
        requestTimeout,
        attempts,
        patience,
        most,
        folder,
        cacheLife,
        warningListener,
        traceListener,
        otherTiming);
  }
}
