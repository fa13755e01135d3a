package dev.slipway.sandbox.http;

import dev.slipway.sandbox.access.AccessAttributes;
import dev.slipway.sandbox.access.Authorizer;
import dev.slipway.sandbox.access.UserInfo;
import dev.slipway.sandbox.api.ApiRequest;
import dev.slipway.sandbox.api.ApiResponse;
import dev.slipway.sandbox.api.ApiServer;
import dev.slipway.sandbox.api.JsonBody;
import dev.slipway.sandbox.api.WatchStream;
import dev.slipway.sandbox.auth.Users;
import dev.slipway.sandbox.fault.Fault;
import dev.slipway.sandbox.fault.Faults;
import dev.slipway.sandbox.status.ApiException;
import dev.slipway.sandbox.store.GroupResource;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.YamlException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What stands between HTTP and the API server: faults on request, who asks, and how answers are
/// written. Safe for use by several threads.
public final class ApiGate implements HttpHandler {
  private static final String JSON = "application/json";
  private static final Duration WAIT = Duration.ofMinutes(1);
  private static final int LOG_CHUNK = 8192;

  private final ApiServer server;
  private final Users users;
  private final Authorizer authorizer;
  private final Faults faults;
  private final List<ExtraPath> extras;

  /// @param server what answers
  /// @param users who may ask
  /// @param authorizer says who may act as someone else
  /// @param faults what goes wrong on the way
  /// @param extras paths that are answered here
  public ApiGate(
      ApiServer server, Users users, Authorizer authorizer, Faults faults, List<ExtraPath> extras) {
    this.server = server;
    this.users = users;
    this.authorizer = authorizer;
    this.faults = faults;
    this.extras = List.copyOf(extras);
  }

  /// A path, with all below it, that is not the API server's.
  public interface ExtraPath {
    /// The path, such as `/openapi`.
    String path();

    /// Answers a request.
    ///
    /// @throws ApiException to refuse it
    Answer answer(String method, String path, String accept, byte[] body);

    /// An answer.
    ///
    /// @param headers its headers with its content type
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(int status, Map<String, String> headers, byte[] body) {}
  }

  @Override
  public HttpReply handle(HttpRequest request) throws InterruptedException {
    boolean isAdministration = request.path().startsWith("/sandbox/");
    List<Fault> met =
        isAdministration
            ? List.of()
            : faults.meet(request.method(), request.path(), isWatch(request));
    if (met.isEmpty()) {
      return answer(request);
    }
    faults.await(met);
    for (Fault fault : met) {
      if (fault instanceof Fault.Refusal refusal) {
        return refusal(refusal);
      }
      if (fault instanceof Fault.Reset reset && !reset.afterwards()) {
        return new HttpReply.Reset();
      }
    }
    return spoilt(answer(request), met);
  }

  private static boolean isWatch(HttpRequest request) {
    List<String> watch = request.query().getOrDefault("watch", List.of("false"));
    return request.path().contains("/watch/")
        || (!watch.getFirst().equals("false") && !watch.getFirst().equals("0"));
  }

  private static HttpReply refusal(Fault.Refusal refusal) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    if (refusal.retryAfterSeconds() >= 0) {
      details.put("retryAfterSeconds", (long) refusal.retryAfterSeconds());
    }
    ApiException status =
        switch (refusal.code()) {
          case 429 ->
              ApiException.of(
                  429, "TooManyRequests", "Too many requests, please try again later.", details);
          case 503 ->
              ApiException.of(
                  503,
                  "ServiceUnavailable",
                  "the server is currently unable to handle the request",
                  details);
          case 504 -> ApiException.of(504, "Timeout", "Timeout: request did not complete", details);
          default ->
              ApiException.of(
                  refusal.code(),
                  "InternalError",
                  "Internal error occurred: etcdserver: request timed out",
                  details);
        };
    HttpReply.Whole whole = status(status);
    if (refusal.retryAfterSeconds() >= 0) {
      whole.headers().put("Retry-After", Integer.toString(refusal.retryAfterSeconds()));
    }
    return whole;
  }

  private static HttpReply spoilt(HttpReply reply, List<Fault> met) {
    for (Fault fault : met) {
      switch (fault) {
        case Fault.Reset _ -> {
          leave(reply);
          return new HttpReply.Reset();
        }
        case Fault.BrokenAnswer broken -> {
          if (reply instanceof HttpReply.Whole whole) {
            return new HttpReply.Broken(whole, broken.bytes());
          }
          leave(reply);
          return new HttpReply.Reset();
        }
        case Fault.DroppedWatch dropped -> {
          if (reply instanceof HttpReply.Stream stream) {
            dropLater(stream.source(), dropped.after());
          }
        }
        case Fault.Latency _, Fault.Refusal _, Fault.SlowStore _ -> {
          // These have happened already.
        }
      }
    }
    return reply;
  }

  private static void leave(HttpReply reply) {
    if (reply instanceof HttpReply.Stream stream) {
      stream.source().close();
    }
  }

  private static void dropLater(HttpReply.Source source, Duration after) {
    Thread.ofVirtual()
        .name("sandbox-drop")
        .start(() -> {
          try {
            Thread.sleep(after);
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
          source.close();
        });
  }

  private HttpReply answer(HttpRequest request) {
    Optional<UserInfo> known = users.find(request.header("authorization"), request.client());
    if (known.isEmpty()) {
      return status(ApiException.of(401, "Unauthorized", "Unauthorized", Map.of()));
    }
    try {
      UserInfo user = acting(request, known.get());
      for (ExtraPath extra : extras) {
        if (request.path().equals(extra.path()) || request.path().startsWith(extra.path() + "/")) {
          return extra(extra, request, user);
        }
      }
      return reply(server.handle(apiRequest(request, user)));
    } catch (ApiException refused) {
      return status(refused);
    } catch (RuntimeException failure) {
      // A fault of the sandbox itself must reach whoever tests with it, not end in a lost thread.
      return status(ApiException.internal(failure.toString()));
    }
  }

  private static ApiRequest apiRequest(HttpRequest request, UserInfo user) {
    String contentType = request.header("content-type");
    byte[] body = request.body();
    if (contentType.startsWith(ProtobufReader.TYPE)) {
      contentType = JSON;
      if (body.length > 0) {
        try {
          body = Json.writeRaw(ProtobufReader.read(body)).getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException | YamlException e) {
          throw ApiException.badRequest(String.valueOf(e.getMessage()));
        }
      }
    }
    return new ApiRequest(
        request.method(),
        request.path(),
        request.query(),
        contentType,
        request.header("accept"),
        request.header("user-agent"),
        body,
        user);
  }

  private HttpReply extra(ExtraPath extra, HttpRequest request, UserInfo user) {
    AccessAttributes wanted =
        new AccessAttributes(
            request.method().toLowerCase(Locale.ROOT), "", "", "", "", "", "", request.path());
    if (!authorizer.decide(user, wanted).allowed()) {
      throw ApiException.of(
          403,
          "Forbidden",
          "forbidden: User \""
              + user.name()
              + "\" cannot "
              + wanted.verb()
              + " path \""
              + request.path()
              + "\"",
          Map.of());
    }
    ExtraPath.Answer answer =
        extra.answer(request.method(), request.path(), request.header("accept"), request.body());
    return new HttpReply.Whole(answer.status(), answer.headers(), answer.body());
  }

  /// The user as whom the request is to be carried out: `Impersonate-User` and its kin.
  private UserInfo acting(HttpRequest request, UserInfo user) {
    String name = request.header("impersonate-user");
    if (name.isEmpty()) {
      return user;
    }
    demandImpersonation(user, "users", name);
    List<String> groups = new ArrayList<>();
    for (String group : request.header("impersonate-group").split(", ", -1)) {
      if (!group.isEmpty()) {
        demandImpersonation(user, "groups", group);
        groups.add(group);
      }
    }
    if (!groups.contains("system:authenticated") && !name.equals("system:anonymous")) {
      groups.add("system:authenticated");
    }
    return new UserInfo(name, "", groups, Map.of());
  }

  private void demandImpersonation(UserInfo user, String resource, String name) {
    AccessAttributes wanted =
        new AccessAttributes("impersonate", "", "v1", resource, "", "", name, "");
    if (!authorizer.decide(user, wanted).allowed()) {
      throw ApiException.forbidden(
          new GroupResource("", resource),
          name,
          "User \""
              + user.name()
              + "\" cannot impersonate resource \""
              + resource
              + "\" in API group \"\" at the cluster scope");
    }
  }

  private static HttpReply.Whole status(ApiException refused) {
    return new HttpReply.Whole(
        refused.code(), headers(JSON, List.of()), JsonBody.of(refused.tree()).json());
  }

  private static HttpReply reply(ApiResponse response) {
    return switch (response) {
      case ApiResponse.Document document ->
          new HttpReply.Whole(
              document.status(),
              headers(document.contentType(), document.warnings()),
              document.body().json());
      case ApiResponse.Bytes bytes ->
          new HttpReply.Stream(
              bytes.status(), headers(bytes.contentType(), List.of()), new Reading(bytes.stream()));
      case ApiResponse.Watching watching ->
          new HttpReply.Stream(
              200, headers(JSON, watching.warnings()), new Watched(watching.stream()));
    };
  }

  private static Map<String, String> headers(String contentType, List<String> warnings) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Audit-Id", UUID.randomUUID().toString());
    headers.put("Cache-Control", "no-cache, private");
    headers.put("Content-Type", contentType);
    if (!warnings.isEmpty()) {
      StringBuilder all = new StringBuilder();
      for (String warning : warnings) {
        all.append(all.isEmpty() ? "299 - \"" : ", 299 - \"");
        all.append(warning.replace("\\", "\\\\").replace("\"", "\\\"").replace('\n', ' '));
        all.append('"');
      }
      headers.put("Warning", all.toString());
    }
    return headers;
  }

  /// A watch's changes, a line each.
  private record Watched(WatchStream stream) implements HttpReply.Source {
    @Override
    public byte @Nullable [] next() throws InterruptedException {
      while (true) {
        WatchStream.WatchItem item = stream.next(WAIT);
        if (item != null) {
          ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
          line.writeBytes(
              ("{\"type\":\"" + item.type() + "\",\"object\":").getBytes(StandardCharsets.UTF_8));
          line.writeBytes(item.object().json());
          line.writeBytes("}\n".getBytes(StandardCharsets.UTF_8));
          return line.toByteArray();
        }
        if (stream.isDone()) {
          return null;
        }
      }
    }

    @Override
    public void close() {
      stream.close();
    }
  }

  /// Bytes of a log as they come.
  private record Reading(InputStream stream) implements HttpReply.Source {
    @Override
    public byte @Nullable [] next() {
      try {
        byte[] chunk = new byte[LOG_CHUNK];
        int length = stream.read(chunk);
        return length < 0 ? null : Arrays.copyOf(chunk, length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      try {
        stream.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
