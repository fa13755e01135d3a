package dev.slipway.sandbox.http;

import dev.slipway.sandbox.fault.FaultJson;
import dev.slipway.sandbox.fault.Faults;
import dev.slipway.sandbox.status.ApiException;
import dev.slipway.sandbox.store.GroupResource;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.YamlException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Faults on request from other processes: `GET /sandbox/faults` lists the rules in force, `POST`
/// adds one, `DELETE /sandbox/faults/ID` removes one and `DELETE /sandbox/faults` all of them.
public final class FaultPath implements ApiGate.ExtraPath {
  private final Faults faults;

  /// The path to those faults.
  public FaultPath(Faults faults) {
    this.faults = faults;
  }

  @Override
  public String path() {
    return "/sandbox/faults";
  }

  @Override
  public Answer answer(String method, String path, String accept, byte[] body) {
    String id = path.length() > path().length() ? path.substring(path().length() + 1) : "";
    switch (method) {
      case "GET" -> {
        // The list is what every method answers with.
      }
      case "POST" -> add(body);
      case "DELETE" -> remove(id);
      default -> throw ApiException.methodNotAllowed();
    }
    List<Map<String, @Nullable Object>> rules = new ArrayList<>();
    for (Faults.Listed listed : faults.list()) {
      rules.add(FaultJson.write(listed));
    }
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("faults", rules);
    return new Answer(
        200,
        new LinkedHashMap<>(Map.of("Content-Type", "application/json")),
        Json.writeRaw(answer).getBytes(StandardCharsets.UTF_8));
  }

  private void add(byte[] body) {
    try {
      Object tree = Json.readExact(new String(body, StandardCharsets.UTF_8));
      Map<String, @Nullable Object> rule = new LinkedHashMap<>();
      if (tree instanceof Map<?, ?> map) {
        map.forEach((key, value) -> rule.put((String) key, value));
      }
      faults.add(FaultJson.read(rule));
    } catch (IllegalArgumentException | YamlException e) {
      throw ApiException.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private void remove(String id) {
    if (id.isEmpty()) {
      faults.clear();
    } else if (!faults.remove(id)) {
      throw ApiException.notFound(new GroupResource("sandbox.slipway.dev", "faults"), id);
    }
  }
}
