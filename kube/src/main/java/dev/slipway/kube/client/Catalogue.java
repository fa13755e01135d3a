package dev.slipway.kube.client;

import dev.slipway.core.AtomicFile;
import dev.slipway.core.GoStrings;
import dev.slipway.kube.ApiResource;
import dev.slipway.kube.ApiResources;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.YamlException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a cluster is like, kept in a file between runs. A file that cannot be read or written does
/// no harm: the cluster is asked.
final class Catalogue {
  private static final String FORMAT = "1";

  private final Path file;
  private final String server;
  private final long lifeMillis;

  /// @param server the cluster's address, by which the file is known to be of this cluster
  Catalogue(Path folder, String server, long lifeMillis) {
    this.file = folder.resolve(fileName(server));
    this.server = server;
    this.lifeMillis = lifeMillis;
  }

  /// What is kept.
  record Content(String version, ApiResources resources) {}

  private static String fileName(String server) {
    StringBuilder name = new StringBuilder();
    for (byte b : server.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
      name.append(plain ? c : '_');
    }
    return name.append(".json").toString();
  }

  /// The file's content, if it is of that cluster and young enough.
  Optional<Content> read(long nowMillis) {
    try {
      KubeObject content = KubeObject.parse(GoStrings.fromBytes(Files.readAllBytes(file)));
      long age = nowMillis - content.number(0, "time");
      if (!content.text("format").equals(FORMAT)
          || !content.text("server").equals(server)
          || age < 0
          || age > lifeMillis) {
        return Optional.empty();
      }
      List<ApiResource> resources = new ArrayList<>();
      for (Map<String, @Nullable Object> entry : content.maps("resources")) {
        resources.add(read(KubeObject.of(entry)));
      }
      return Optional.of(new Content(content.text("version"), new ApiResources(resources)));
    } catch (IOException | YamlException _) {
      return Optional.empty();
    }
  }

  private static ApiResource read(KubeObject entry) {
    return new ApiResource(
        GroupVersionKind.of(entry.text("apiVersion"), entry.text("kind")),
        entry.text("plural"),
        entry.flag("namespaced"),
        texts(entry.list("verbs")),
        texts(entry.list("subresources")));
  }

  private static Set<String> texts(List<@Nullable Object> list) {
    Set<String> texts = new LinkedHashSet<>();
    list.forEach(item -> texts.add(String.valueOf(item)));
    return texts;
  }

  /// Keeps what the cluster said.
  void write(Content content, long nowMillis) {
    List<Object> resources = new ArrayList<>();
    for (ApiResource resource : content.resources().all()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("apiVersion", resource.type().apiVersion());
      entry.put("kind", resource.type().kind());
      entry.put("plural", resource.plural());
      entry.put("namespaced", resource.namespaced());
      entry.put("verbs", List.copyOf(resource.verbs()));
      entry.put("subresources", List.copyOf(resource.subresources()));
      resources.add(entry);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("format", FORMAT);
    all.put("server", server);
    all.put("time", nowMillis);
    all.put("version", content.version());
    all.put("resources", resources);
    try {
      AtomicFile.write(file, Json.writeRaw(all).getBytes(StandardCharsets.UTF_8));
    } catch (IOException _) {
      // The next run asks the cluster again.
      return;
    }
  }
}
