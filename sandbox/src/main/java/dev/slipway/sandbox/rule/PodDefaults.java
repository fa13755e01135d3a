package dev.slipway.sandbox.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The defaults of pods and of templates of pods: `pkg/apis/core/v1/defaults.go`.
final class PodDefaults {
  private static final long FILE_MODE = 420;
  private static final List<String> CONTAINERS =
      List.of("initContainers", "containers", "ephemeralContainers");

  private PodDefaults() {}

  /// Fills in the spec of a pod or of a template.
  static void spec(Map<String, @Nullable Object> spec) {
    Fields.initText(spec, "dnsPolicy", "ClusterFirst");
    Fields.initText(spec, "restartPolicy", "Always");
    Fields.init(spec, "securityContext", new LinkedHashMap<>());
    Fields.init(spec, "terminationGracePeriodSeconds", 30L);
    Fields.initText(spec, "schedulerName", "default-scheduler");
    String account = Fields.text(spec, "serviceAccountName");
    if (account.isEmpty()) {
      account = Fields.text(spec, "serviceAccount");
    }
    if (!account.isEmpty()) {
      spec.put("serviceAccountName", account);
      spec.put("serviceAccount", account);
    }
    boolean hostNetwork = Boolean.TRUE.equals(spec.get("hostNetwork"));
    for (String list : CONTAINERS) {
      for (Map<String, @Nullable Object> container : Fields.maps(spec, list)) {
        container(container, hostNetwork, list.equals("ephemeralContainers"));
      }
    }
    Fields.maps(spec, "volumes").forEach(PodDefaults::volume);
  }

  /// Fills in what a pod has besides its spec as a template has it.
  static void pod(Map<String, @Nullable Object> spec) {
    Fields.init(spec, "enableServiceLinks", true);
    for (String list : List.of("initContainers", "containers")) {
      for (Map<String, @Nullable Object> container : Fields.maps(spec, list)) {
        Map<String, @Nullable Object> limits = Fields.find(container, "resources", "limits");
        if (limits != null) {
          Map<String, @Nullable Object> requests = Fields.map(container, "resources", "requests");
          limits.forEach((name, value) -> {
            if (value != null) {
              Fields.init(requests, name, value);
            }
          });
        }
      }
    }
  }

  private static void container(
      Map<String, @Nullable Object> container, boolean hostNetwork, boolean ephemeral) {
    Fields.initText(container, "terminationMessagePath", "/dev/termination-log");
    Fields.initText(container, "terminationMessagePolicy", "File");
    Fields.initText(container, "imagePullPolicy", pullPolicy(Fields.text(container, "image")));
    if (!ephemeral || container.get("resources") == null) {
      Fields.init(container, "resources", new LinkedHashMap<>());
    }
    for (Map<String, @Nullable Object> port : Fields.maps(container, "ports")) {
      Fields.initText(port, "protocol", "TCP");
      Object number = port.get("containerPort");
      if (hostNetwork && number != null) {
        Fields.init(port, "hostPort", number);
      }
    }
    for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
      Map<String, @Nullable Object> known = Fields.find(container, probe);
      if (known != null) {
        probe(known);
      }
    }
    for (String hook : List.of("postStart", "preStop")) {
      Map<String, @Nullable Object> get = Fields.find(container, "lifecycle", hook, "httpGet");
      if (get != null) {
        httpGet(get);
      }
    }
    for (Map<String, @Nullable Object> variable : Fields.maps(container, "env")) {
      fieldReference(Fields.find(variable, "valueFrom", "fieldRef"));
    }
  }

  /// `Always` for images that move: those with the tag `latest`, or with none.
  private static String pullPolicy(String image) {
    int digest = image.indexOf('@');
    if (digest >= 0) {
      return "IfNotPresent";
    }
    int colon = image.lastIndexOf(':');
    boolean tagged = colon > image.lastIndexOf('/');
    return !tagged || image.substring(colon + 1).equals("latest") ? "Always" : "IfNotPresent";
  }

  private static void probe(Map<String, @Nullable Object> probe) {
    positive(probe, "timeoutSeconds", 1);
    positive(probe, "periodSeconds", 10);
    positive(probe, "successThreshold", 1);
    positive(probe, "failureThreshold", 3);
    Map<String, @Nullable Object> get = Fields.find(probe, "httpGet");
    if (get != null) {
      httpGet(get);
    }
    Map<String, @Nullable Object> grpc = Fields.find(probe, "grpc");
    if (grpc != null) {
      Fields.init(grpc, "service", "");
    }
    if (Long.valueOf(0).equals(probe.get("initialDelaySeconds"))) {
      probe.remove("initialDelaySeconds");
    }
  }

  private static void positive(Map<String, @Nullable Object> map, String key, long value) {
    Object known = map.get(key);
    if (known == null || known.equals(0L)) {
      map.put(key, value);
    }
  }

  private static void httpGet(Map<String, @Nullable Object> get) {
    Fields.initText(get, "path", "/");
    Fields.initText(get, "scheme", "HTTP");
  }

  private static void fieldReference(@Nullable Map<String, @Nullable Object> reference) {
    if (reference != null) {
      Fields.initText(reference, "apiVersion", "v1");
    }
  }

  private static void volume(Map<String, @Nullable Object> volume) {
    if (volume.size() == 1 && volume.containsKey("name")) {
      volume.put("emptyDir", new LinkedHashMap<>());
    }
    for (String source : List.of("secret", "configMap", "downwardAPI", "projected")) {
      Map<String, @Nullable Object> known = Fields.find(volume, source);
      if (known != null) {
        Fields.init(known, "defaultMode", FILE_MODE);
      }
    }
    downward(Fields.find(volume, "downwardAPI"));
    for (Map<String, @Nullable Object> source : Fields.maps(volume, "projected", "sources")) {
      downward(Fields.find(source, "downwardAPI"));
      Map<String, @Nullable Object> token = Fields.find(source, "serviceAccountToken");
      if (token != null) {
        Fields.init(token, "expirationSeconds", 3600L);
      }
    }
    Map<String, @Nullable Object> host = Fields.find(volume, "hostPath");
    if (host != null) {
      Fields.init(host, "type", "");
    }
    Map<String, @Nullable Object> claim =
        Fields.find(volume, "ephemeral", "volumeClaimTemplate", "spec");
    if (claim != null) {
      Fields.initText(claim, "volumeMode", "Filesystem");
    }
  }

  private static void downward(@Nullable Map<String, @Nullable Object> source) {
    if (source != null) {
      for (Map<String, @Nullable Object> item : Fields.maps(source, "items")) {
        fieldReference(Fields.find(item, "fieldRef"));
      }
    }
  }

  /// The quality of service of a pod, by what its containers ask for and may have.
  static String quality(Map<String, @Nullable Object> spec) {
    boolean any = false;
    boolean all = true;
    List<Map<String, @Nullable Object>> containers = new ArrayList<>();
    containers.addAll(Fields.maps(spec, "initContainers"));
    containers.addAll(Fields.maps(spec, "containers"));
    for (Map<String, @Nullable Object> container : containers) {
      for (String resource : List.of("cpu", "memory")) {
        Object limit = Fields.value(container, "resources", "limits", resource);
        Object request = Fields.value(container, "resources", "requests", resource);
        any |= limit != null || request != null;
        all &= limit != null && (request == null || request.equals(limit));
      }
    }
    return !any ? "BestEffort" : all ? "Guaranteed" : "Burstable";
  }
}
