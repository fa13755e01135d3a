package dev.slipway.kube.client;

import dev.slipway.kube.KubeException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Sends requests until they are answered: as many at once as the cluster takes, again when it
/// fails or asks to wait, as long as that is safe. Safe for use by several threads at once.
final class Sender {
  private static final int FIRST_CONTACT_ATTEMPTS = 3;
  private static final int FAILURE_ATTEMPTS = 5;

  /// Trouble that lasts no longer than this is not worth a word.
  private static final long QUIET_NANOS = 3_000_000_000L;

  private static final long SILENCE_NANOS = 20_000_000_000L;

  private final Connection connection;
  private final ClientSettings settings;
  private final AdaptiveLimit limit;
  private final Backoff backoff;
  private final RequestCounter counter;
  private final Faults faults;
  private final AtomicLong toldAt = new AtomicLong();
  private volatile boolean reachedBefore;

  Sender(
      Connection connection,
      ClientSettings settings,
      AdaptiveLimit limit,
      RequestCounter counter,
      Faults faults) {
    this.connection = connection;
    this.settings = settings;
    this.limit = limit;
    this.backoff = new Backoff(settings.timing());
    this.counter = counter;
    this.faults = faults;
  }

  /// A request's end.
  ///
  /// @param answer the last answer
  /// @param unsure whether an attempt before it may have been carried out although its answer did
  ///   not come, or told of a failure
  /// @param attempts how often it was sent
  record Sent(ApiAnswer answer, boolean unsure, int attempts) {}

  /// What came of one attempt.
  private record Attempt(@Nullable ApiAnswer answer, @Nullable IOException failure) {
    Trouble trouble() {
      return failure == null ? Trouble.BROKEN : Trouble.of(failure);
    }

    boolean isUndone() {
      return answer == null ? trouble().isUndone() : answer.status() == 429;
    }

    /// Whether it can go better next time.
    boolean isPassing() {
      if (answer == null) {
        return trouble() != Trouble.NOT_TRUSTED;
      }
      return switch (answer.status()) {
        case 500 -> !answer.isAboutContent();
        case 429, 502, 503, 504 -> true;
        default -> false;
      };
    }

    /// Why it did not go well.
    String reason() {
      if (answer != null) {
        return "it answers " + answer.status();
      }
      return failure == null ? "no answer" : Trouble.reason(failure);
    }

    AdaptiveLimit.Signal signal() {
      if (answer == null) {
        return trouble().isUndone()
            ? AdaptiveLimit.Signal.UNRELATED
            : AdaptiveLimit.Signal.OVERLOADED;
      }
      return isPassing() ? AdaptiveLimit.Signal.OVERLOADED : AdaptiveLimit.Signal.ANSWERED;
    }

    String retryAfter() {
      return answer == null ? "" : answer.header("retry-after");
    }
  }

  /// Sends a request.
  ///
  /// @return the last answer, also when it tells of an error
  /// @throws KubeException if no answer came
  Sent send(ApiRequest request, Subject subject) {
    try {
      return repeat(request, subject);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw faults.interrupted(subject, e);
    }
  }

  private Sent repeat(ApiRequest request, Subject subject) throws InterruptedException {
    long start = settings.timing().nanos();
    boolean unsure = false;
    for (int number = 1; ; number++) {
      Attempt attempt = attempt(request, number);
      long wait = backoff.nanos(number, attempt.retryAfter());
      long spent = settings.timing().nanos() - start + wait;
      if (!attempt.isPassing()
          || number >= most(attempt)
          || spent > settings.patience().toNanos()
          || (request.repeat() == Repeat.IF_UNDONE && !attempt.isUndone())) {
        return end(attempt, subject, unsure, number);
      }
      unsure |= !attempt.isUndone();
      tell(attempt, spent);
      settings.timing().pause(wait);
    }
  }

  /// Says why nothing goes on, once for all requests that wait at the same time.
  private void tell(Attempt attempt, long spent) {
    long now = settings.timing().nanos();
    long last = toldAt.get();
    if (spent >= QUIET_NANOS
        && (last == 0 || now - last >= SILENCE_NANOS)
        && toldAt.compareAndSet(last, now)) {
      settings.warnings().accept(faults.waiting(attempt.reason(), settings.patience()));
    }
  }

  private Sent end(Attempt attempt, Subject subject, boolean unsure, int number) {
    ApiAnswer answer = attempt.answer();
    if (answer != null) {
      warn(answer.headers().allValues("warning"));
      return new Sent(answer, unsure, number);
    }
    IOException failure = attempt.failure();
    throw faults.unreachable(
        subject, failure == null ? new IOException("no answer") : failure, number);
  }

  /// How often a request is sent at most, given what came of it: a cluster that was never reached
  /// is likely not there, and a failure of its own may last.
  private int most(Attempt attempt) {
    ApiAnswer answer = attempt.answer();
    if (answer != null) {
      return answer.status() == 500
          ? Math.min(FAILURE_ATTEMPTS, settings.attempts())
          : settings.attempts();
    }
    if (reachedBefore) {
      return settings.attempts();
    }
    return switch (attempt.trouble()) {
      case NOT_REACHED_IN_TIME -> 1;
      case NOT_REACHED, NOT_TRUSTED, TOO_LATE, BROKEN ->
          Math.min(FIRST_CONTACT_ATTEMPTS, settings.attempts());
    };
  }

  private Attempt attempt(ApiRequest request, int number) throws InterruptedException {
    long since = limit.acquire();
    AdaptiveLimit.Signal signal = AdaptiveLimit.Signal.UNRELATED;
    int status = 0;
    try {
      counter.sent(request.work(), number);
      Attempt attempt = once(request);
      signal = attempt.signal();
      ApiAnswer answer = attempt.answer();
      status = answer == null ? 0 : answer.status();
      return attempt;
    } finally {
      limit.release(since, request.work(), signal);
      settings
          .trace()
          .accept(
              new RequestTrace(
                  request.method(),
                  request.path(),
                  status,
                  settings.timing().nanos() - since,
                  number));
    }
  }

  private Attempt once(ApiRequest request) throws InterruptedException {
    try {
      ApiAnswer answer = connection.send(request);
      reachedBefore = true;
      return new Attempt(answer, null);
    } catch (IOException e) {
      return new Attempt(null, e);
    }
  }

  /// Passes on what the cluster warns of: `299 - "the text"`.
  void warn(List<String> warnings) {
    for (String warning : warnings) {
      int start = warning.indexOf('"');
      int end = warning.lastIndexOf('"');
      if (warning.startsWith("299") && end > start) {
        settings.warnings().accept(warning.substring(start + 1, end).replace("\\\"", "\""));
      }
    }
  }
}
