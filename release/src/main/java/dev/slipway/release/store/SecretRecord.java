package dev.slipway.release.store;

import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.ReleaseName;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A revision as a Secret: `sh.helm.release.v1.NAME.vREVISION` of type `helm.sh/release.v1`.
final class SecretRecord {
  static final GroupVersionKind TYPE = new GroupVersionKind("", "v1", "Secret");
  static final String OWNER_SELECTOR = "owner=helm";

  private static final String PREFIX = "sh.helm.release.v1.";
  private static final String CREATED = "createdAt";
  private static final String MODIFIED = "modifiedAt";

  private SecretRecord() {}

  /// The Secret of a revision.
  static ObjectKey key(ReleaseName name, int revision) {
    return new ObjectKey(TYPE, name.namespace(), PREFIX + name.name() + ".v" + revision);
  }

  /// Those of Helm's labels that users cannot set.
  static boolean isSystemLabel(String label) {
    return switch (label) {
      case "name", "owner", "status", "version", CREATED, MODIFIED -> true;
      default -> false;
    };
  }

  static KubeObject write(StoredRelease release, String timeLabel, long seconds) {
    Map<String, @Nullable Object> labels = new TreeMap<>();
    release
        .labels()
        .forEach((label, value) -> {
          if (!isSystemLabel(label)) {
            labels.put(label, value);
          }
        });
    labels.put("name", release.name().name());
    labels.put("owner", "helm");
    labels.put("status", release.status().text());
    labels.put("version", Integer.toString(release.revision()));
    labels.put(timeLabel, Long.toString(seconds));
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("name", key(release.name(), release.revision()).name());
    metadata.put("namespace", release.name().namespace());
    metadata.put("labels", labels);
    if (!release.resourceVersion().isEmpty()) {
      metadata.put("resourceVersion", release.resourceVersion());
    }
    byte[] encoded = release.encoded().getBytes(StandardCharsets.US_ASCII);
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", "v1");
    tree.put("kind", "Secret");
    tree.put("metadata", metadata);
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("release", Base64.getEncoder().encodeToString(encoded));
    tree.put("data", data);
    tree.put("type", "helm.sh/release.v1");
    return KubeObject.of(tree);
  }

  static KubeObject created(StoredRelease release, long seconds) {
    return write(release, CREATED, seconds);
  }

  static KubeObject modified(StoredRelease release, long seconds) {
    return write(release, MODIFIED, seconds);
  }

  /// The revision in a Secret; empty for a Secret that holds none.
  static Optional<StoredRelease> read(KubeObject secret) {
    Map<String, String> all = secret.labels();
    String name = all.getOrDefault("name", "");
    int revision = revision(secret.name(), all.getOrDefault("version", ""));
    if (name.isEmpty() || revision <= 0 || !secret.name().startsWith(PREFIX)) {
      return Optional.empty();
    }
    Map<String, String> own = new TreeMap<>();
    all.forEach((label, value) -> {
      if (!isSystemLabel(label)) {
        own.put(label, value);
      }
    });
    return Optional.of(
        StoredRelease.stored(
            new ReleaseName(secret.namespace(), name),
            revision,
            ReleaseStatus.of(all.getOrDefault("status", "")),
            own,
            secret.resourceVersion(),
            encoded(secret),
            secret.namespace() + "/" + secret.name()));
  }

  /// Helm's text; what is no base64 is kept as it is, and found out when the record is unpacked.
  private static String encoded(KubeObject secret) {
    String data = secret.text("data", "release");
    try {
      return new String(Base64.getDecoder().decode(data), StandardCharsets.US_ASCII);
    } catch (IllegalArgumentException e) {
      return data;
    }
  }

  private static int revision(String secretName, String label) {
    String text = label.isEmpty() ? secretName.substring(secretName.lastIndexOf(".v") + 2) : label;
    if (text.isEmpty() || text.length() > 9) {
      return 0;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return 0;
      }
    }
    return Integer.parseInt(text);
  }
}
