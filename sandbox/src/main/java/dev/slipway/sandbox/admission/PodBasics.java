package dev.slipway.sandbox.admission;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.rule.Fields;
import dev.slipway.sandbox.status.ApiException;
import dev.slipway.sandbox.store.GroupResource;
import dev.slipway.sandbox.store.ObjectStore;
import dev.slipway.sandbox.store.StoreKey;
import dev.slipway.sandbox.store.StoredObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gives pods what they have without asking: a service account with its token, a priority, and
/// patience with nodes that are not ready. Gives claims the default storage class.
public final class PodBasics implements Admission {
  private static final GroupResource ACCOUNTS = new GroupResource("", "serviceaccounts");
  private static final GroupResource PRIORITIES =
      new GroupResource("scheduling.k8s.io", "priorityclasses");
  private static final GroupResource CLASSES =
      new GroupResource("storage.k8s.io", "storageclasses");
  private static final String TOKENS = "/var/run/secrets/kubernetes.io/serviceaccount";
  private static final String DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";

  private final ObjectStore store;

  /// Looks up accounts and classes in a store.
  public PodBasics(ObjectStore store) {
    this.store = store;
  }

  @Override
  public void change(AdmissionRequest request) {
    if (request.is(Operation.CREATE, "", "pods")) {
      Map<String, @Nullable Object> spec = Fields.map(request.object(), "spec");
      priority(request, spec);
      account(request, spec);
      tolerations(spec);
    } else if (request.is(Operation.CREATE, "", "persistentvolumeclaims")) {
      storageClass(Fields.map(request.object(), "spec"));
    }
  }

  private void account(AdmissionRequest request, Map<String, @Nullable Object> spec) {
    Fields.initText(spec, "serviceAccountName", "default");
    String name = Fields.text(spec, "serviceAccountName");
    spec.put("serviceAccount", name);
    StoredObject stored = store.get(new StoreKey(ACCOUNTS, request.namespace(), name));
    if (stored == null) {
      throw ApiException.forbidden(
          request.type().name(),
          request.name(),
          "error looking up service account "
              + request.namespace()
              + "/"
              + name
              + ": serviceaccount \""
              + name
              + "\" not found");
    }
    KubeObject account = stored.object();
    if (Fields.isEmpty(spec.get("imagePullSecrets"))
        && !account.list("imagePullSecrets").isEmpty()) {
      spec.put("imagePullSecrets", account.list("imagePullSecrets"));
    }
    Object wanted = spec.get("automountServiceAccountToken");
    if (wanted == null) {
      wanted = account.get("automountServiceAccountToken");
    }
    if (!Boolean.FALSE.equals(wanted)) {
      mountToken(request, spec);
    }
  }

  private static void mountToken(AdmissionRequest request, Map<String, @Nullable Object> spec) {
    String uid = Fields.text(request.object(), "metadata", "uid");
    String volume = "kube-api-access-" + letters(uid);
    boolean used = false;
    for (String list : List.of("initContainers", "containers")) {
      for (Map<String, @Nullable Object> container : Fields.maps(spec, list)) {
        List<@Nullable Object> mounts = new ArrayList<>(Fields.maps(container, "volumeMounts"));
        boolean has =
            mounts.stream()
                .anyMatch(
                    mount -> mount instanceof Map<?, ?> map && TOKENS.equals(map.get("mountPath")));
        if (!has) {
          Map<String, @Nullable Object> mount = new LinkedHashMap<>();
          mount.put("name", volume);
          mount.put("readOnly", true);
          mount.put("mountPath", TOKENS);
          mounts.add(mount);
          container.put("volumeMounts", mounts);
          used = true;
        }
      }
    }
    if (used) {
      List<@Nullable Object> volumes = new ArrayList<>(Fields.maps(spec, "volumes"));
      volumes.add(tokenVolume(volume));
      spec.put("volumes", volumes);
    }
  }

  private static String letters(String uid) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; letters.length() < 5 && i < uid.length(); i++) {
      char c = uid.charAt(i);
      if (c != '-') {
        letters.append((char) ('b' + Character.digit(c, 16)));
      }
    }
    return letters.toString();
  }

  private static Map<String, @Nullable Object> tokenVolume(String name) {
    Map<String, @Nullable Object> token = new LinkedHashMap<>();
    Map<String, @Nullable Object> issued = Fields.map(token, "serviceAccountToken");
    issued.put("expirationSeconds", 3607L);
    issued.put("path", "token");
    Map<String, @Nullable Object> certificate = new LinkedHashMap<>();
    Map<String, @Nullable Object> map = Fields.map(certificate, "configMap");
    map.put("name", "kube-root-ca.crt");
    Map<String, @Nullable Object> key = new LinkedHashMap<>();
    key.put("key", "ca.crt");
    key.put("path", "ca.crt");
    map.put("items", new ArrayList<>(List.of(key)));
    Map<String, @Nullable Object> namespace = new LinkedHashMap<>();
    Map<String, @Nullable Object> item = new LinkedHashMap<>();
    item.put("path", "namespace");
    Map<String, @Nullable Object> reference = Fields.map(item, "fieldRef");
    reference.put("apiVersion", "v1");
    reference.put("fieldPath", "metadata.namespace");
    Fields.map(namespace, "downwardAPI").put("items", new ArrayList<>(List.of(item)));
    Map<String, @Nullable Object> volume = new LinkedHashMap<>();
    volume.put("name", name);
    Map<String, @Nullable Object> projected = Fields.map(volume, "projected");
    projected.put("sources", new ArrayList<>(List.of(token, certificate, namespace)));
    projected.put("defaultMode", 420L);
    return volume;
  }

  private void priority(AdmissionRequest request, Map<String, @Nullable Object> spec) {
    String name = Fields.text(spec, "priorityClassName");
    KubeObject found = null;
    if (name.isEmpty()) {
      for (StoredObject stored : store.list(PRIORITIES, "").objects()) {
        if (stored.object().flag("globalDefault")) {
          found = stored.object();
          spec.put("priorityClassName", stored.key().name());
        }
      }
    } else {
      StoredObject stored = store.get(new StoreKey(PRIORITIES, "", name));
      if (stored == null) {
        throw ApiException.forbidden(
            request.type().name(),
            request.name(),
            "no PriorityClass with name " + name + " was found");
      }
      found = stored.object();
    }
    spec.put("priority", found == null ? 0L : found.number(0, "value"));
    String preemption = found == null ? "" : found.text("preemptionPolicy");
    Fields.initText(
        spec, "preemptionPolicy", preemption.isEmpty() ? "PreemptLowerPriority" : preemption);
  }

  private static void tolerations(Map<String, @Nullable Object> spec) {
    List<@Nullable Object> tolerations = new ArrayList<>(Fields.maps(spec, "tolerations"));
    for (String key : List.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable")) {
      boolean known =
          Fields.maps(spec, "tolerations").stream()
              .anyMatch(toleration -> {
                Object its = toleration.get("key");
                Object effect = toleration.get("effect");
                return (key.equals(its) || its == null)
                    && (effect == null || effect.equals("NoExecute"));
              });
      if (!known) {
        Map<String, @Nullable Object> toleration = new LinkedHashMap<>();
        toleration.put("key", key);
        toleration.put("operator", "Exists");
        toleration.put("effect", "NoExecute");
        toleration.put("tolerationSeconds", 300L);
        tolerations.add(toleration);
      }
    }
    spec.put("tolerations", tolerations);
  }

  private void storageClass(Map<String, @Nullable Object> spec) {
    if (spec.get("storageClassName") != null) {
      return;
    }
    for (StoredObject stored : store.list(CLASSES, "").objects()) {
      if ("true".equals(stored.object().annotations().get(DEFAULT_CLASS))) {
        spec.put("storageClassName", stored.key().name());
        return;
      }
    }
  }
}
