package dev.slipway.compat.contract;

import dev.slipway.compat.contract.Step.Check;
import dev.slipway.yaml.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One script against one target: what was answered, as text that can be compared, and what did not
/// hold.
final class ScriptRun {
  private static final Pattern VARIABLE = Pattern.compile("\\$([a-z][a-z0-9]*)");
  private static final Duration LONGEST = Duration.ofSeconds(40);

  private final Script script;
  private final Target target;
  private final Normaliser normaliser = new Normaliser();
  private final Map<String, String> variables = new LinkedHashMap<>();
  private final Map<String, WatchStream> watches = new LinkedHashMap<>();
  private final StringBuilder transcript = new StringBuilder();
  private final List<String> failures = new ArrayList<>();

  private ScriptRun(Script script, Target target) {
    this.script = script;
    this.target = target;
  }

  /// What a run gave.
  ///
  /// @param transcript the answers, comparable
  /// @param failures what did not hold
  record Outcome(String transcript, List<String> failures) {}

  static Outcome run(Script script, Target target, HookServer hooks) throws InterruptedException {
    ScriptRun run = new ScriptRun(script, target);
    run.variables.put("hook", hooks.url());
    run.variables.put("hookca", hooks.bundle());
    run.normaliser.name(hooks.url(), "hook");
    try {
      run.run();
    } catch (IOException e) {
      run.failures.add(script.name() + ": " + e);
    }
    return new Outcome(run.transcript.toString(), run.failures);
  }

  private void run() throws IOException, InterruptedException {
    String namespace = "case-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    variables.put("ns", namespace);
    normaliser.name(namespace, "ns");
    begin(namespace);
    try {
      for (Step step : script.steps()) {
        run(step);
      }
    } finally {
      for (WatchStream watch : watches.values()) {
        watch.close();
      }
      send("DELETE", "/api/v1/namespaces/" + namespace, Map.of(), null);
    }
  }

  /// Makes the namespace and waits for what controllers put into it.
  private void begin(String namespace) throws IOException, InterruptedException {
    String body = "{\"metadata\":{\"name\":\"" + namespace + "\"}}";
    Map<String, String> type = Map.of("Content-Type", "application/json");
    Answer answer = send("POST", "/api/v1/namespaces", type, body);
    if (answer.status() != 201) {
      throw new IOException("no namespace: " + answer.status() + " " + answer.text());
    }
    long end = System.nanoTime() + LONGEST.toNanos() / 8;
    for (String made : List.of("serviceaccounts/default", "configmaps/kube-root-ca.crt")) {
      String path = "/api/v1/namespaces/" + namespace + "/" + made;
      while (send("GET", path, Map.of(), null).status() != 200) {
        if (System.nanoTime() > end) {
          throw new IOException("the namespace never got its " + made);
        }
        Thread.sleep(20);
      }
    }
  }

  private void run(Step step) throws IOException, InterruptedException {
    switch (step) {
      case Step.Request request -> run(request);
      case Step.Watch watch -> start(watch);
      case Step.Take take -> take(take);
      case Step.End end -> {
        WatchStream watch = watches.remove(end.name());
        if (watch != null) {
          watch.close();
        }
      }
    }
  }

  private void run(Step.Request request) throws IOException, InterruptedException {
    String path = filled(request.path());
    String body = request.body() == null ? null : filled(request.body());
    Answer answer = send(request.method(), path, request.headers(), body);
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!hold(request.until(), answer)) {
      if (System.nanoTime() > end) {
        fail(request.line(), "waited too long for " + request.until() + ": " + answer.text());
        break;
      }
      Thread.sleep(50);
      answer = send(request.method(), path, request.headers(), body);
    }
    for (Check check : request.checks()) {
      check(request.line(), check, answer);
    }
    transcript
        .append("== ")
        .append(request.line())
        .append(' ')
        .append(request.method())
        .append(' ')
        .append(normaliser.path(path))
        .append('\n')
        .append(answer.status())
        .append('\n');
    show(answer.tree(), answer.text(), request.shown());
  }

  private boolean hold(List<Check> checks, Answer answer) {
    return checks.stream().allMatch(check -> failure(check, answer) == null);
  }

  private void start(Step.Watch watch) throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        target
            .client()
            .send(
                request("GET", filled(watch.path()), watch.headers(), null).build(),
                HttpResponse.BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      String text = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
      fail(watch.line(), "no watch: " + response.statusCode() + " " + text);
      return;
    }
    watches.put(watch.name(), new WatchStream(response));
  }

  private void take(Step.Take take) throws IOException, InterruptedException {
    transcript.append("== ").append(take.line()).append(" events of ").append(take.name());
    transcript.append('\n');
    WatchStream watch = watches.get(take.name());
    if (watch == null) {
      fail(take.line(), "there is no watch " + take.name());
      return;
    }
    int taken = 0;
    while (taken != take.count()) {
      Object event = watch.next();
      if (event == null) {
        if (take.count() >= 0) {
          fail(take.line(), "the watch ended after " + taken + " events");
        }
        return;
      }
      if (WatchStream.isBookmark(event)) {
        continue;
      }
      taken++;
      String text = Json.writeRaw(event);
      for (Check check : take.checks()) {
        check(take.line(), check, new Answer(200, text, event));
      }
      show(event, text, take.shown());
    }
  }

  private void show(@Nullable Object tree, String text, Step.Shown shown) {
    if (!shown.only().isEmpty()) {
      for (FieldPath path : shown.only()) {
        for (Object value : path.values(tree)) {
          transcript.append(path.text()).append(" = ");
          transcript.append(pretty(normaliser.normal(value))).append('\n');
        }
      }
      return;
    }
    Object normal = normaliser.normal(tree);
    for (FieldPath path : shown.hidden()) {
      path.remove(normal);
    }
    transcript.append(tree == null ? normaliser.path(text) : pretty(normal)).append('\n');
  }

  private static String pretty(@Nullable Object value) {
    return Json.writePretty(value);
  }

  private void check(int line, Check check, Answer answer) {
    if (check instanceof Check.Save(String name, FieldPath path)) {
      List<@Nullable Object> values = path.values(answer.tree());
      String value = values.isEmpty() ? "" : String.valueOf(values.getFirst());
      variables.put(name, value);
      if (!path.text().endsWith("resourceVersion")) {
        normaliser.name(value, name);
      }
    }
    String failure = failure(check, answer);
    if (failure != null) {
      fail(line, failure);
    }
  }

  private @Nullable String failure(Check check, Answer answer) {
    return switch (check) {
      case Check.Status(int status) when answer.status() != status ->
          "status " + answer.status() + ", not " + status + ": " + answer.text();
      case Check.Is(FieldPath path, String json) -> {
        List<@Nullable Object> values = path.values(answer.tree());
        String found = Json.writeRaw(values.size() == 1 ? values.getFirst() : values);
        String wanted = filled(json);
        yield found.equals(wanted)
            ? null
            : path.text() + " is " + found + ", not " + wanted + statusText(answer);
      }
      case Check.Contains(FieldPath path, String part) -> {
        String found = String.valueOf(path.values(answer.tree()));
        yield found.contains(filled(part)) ? null : path.text() + " is " + found;
      }
      case Check.Exists(FieldPath path, boolean wanted)
          when path.values(answer.tree()).isEmpty() == wanted ->
          path.text() + (wanted ? " is missing" : " is there: " + path.values(answer.tree()));
      case Check.Save(_, FieldPath path) when path.values(answer.tree()).isEmpty() ->
          path.text() + " is missing" + statusText(answer);
      case Check.Status _, Check.Exists _, Check.Save _ -> null;
    };
  }

  private static String statusText(Answer answer) {
    return answer.status() < 300 ? "" : " (" + answer.status() + ": " + answer.text() + ")";
  }

  private void fail(int line, String text) {
    failures.add(script.name() + ".txt:" + line + ": " + text);
  }

  private String filled(String text) {
    Matcher matcher = VARIABLE.matcher(text);
    return matcher.replaceAll(match ->
        Matcher.quoteReplacement(variables.getOrDefault(match.group(1), "$" + match.group(1))));
  }

  /// An answer.
  ///
  /// @param tree the body, if it is JSON
  private record Answer(int status, String text, @Nullable Object tree) {}

  private Answer send(
      String method, String path, Map<String, String> headers, @Nullable String body)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        target
            .client()
            .send(
                request(method, path, headers, body).timeout(LONGEST).build(),
                HttpResponse.BodyHandlers.ofString());
    String text = response.body();
    return new Answer(response.statusCode(), text, tree(text));
  }

  /// The body as JSON, or as a list of what stands in its lines; null if it is something else.
  private static @Nullable Object tree(String text) {
    if (!text.startsWith("{") && !text.startsWith("[")) {
      return null;
    }
    List<String> lines = text.lines().toList();
    if (lines.size() == 1 || !lines.get(1).startsWith("{")) {
      return Json.readExact(text);
    }
    List<@Nullable Object> events = new ArrayList<>();
    for (String line : lines) {
      events.add(Json.readExact(line));
    }
    return events;
  }

  private HttpRequest.Builder request(
      String method, String path, Map<String, String> headers, @Nullable String body) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("Authorization", "Bearer " + target.token());
    all.put("User-Agent", "contract/1");
    all.putAll(headers);
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(target.server() + path.replace(" ", "%20")))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    all.forEach((name, value) -> {
      if (!value.isEmpty()) {
        builder.header(name, filled(value));
      }
    });
    return builder;
  }
}
