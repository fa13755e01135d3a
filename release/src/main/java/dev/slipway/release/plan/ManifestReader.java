package dev.slipway.release.plan;

import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.manifest.Manifest;
import dev.slipway.chart.manifest.ManifestSplitter;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.ManifestObjects;
import dev.slipway.release.ReleaseErrorCode;
import dev.slipway.release.ReleaseException;
import dev.slipway.yaml.Yaml;
import dev.slipway.yaml.YamlException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the objects of manifests with the namespace that they will be in, and writes manifests as
/// Helm records them.
final class ManifestReader {
  private static final String SOURCE = "# Source: ";

  private final ObjectScope scope;
  private final String namespace;
  private final Map<String, ObjectKey> remarks = new LinkedHashMap<>();

  /// @param scope which kinds are in namespaces; learns the kinds of CRDs that are read
  /// @param namespace that of objects that are in one and do not name it
  ManifestReader(ObjectScope scope, String namespace) {
    this.scope = scope;
    this.namespace = namespace;
  }

  /// The text that Helm records.
  static String text(List<Manifest> manifests) {
    StringBuilder text = new StringBuilder();
    for (Manifest manifest : manifests) {
      append(text, manifest.path(), manifest.content());
    }
    return text.toString();
  }

  /// The text that Helm records, with some objects written anew.
  ///
  /// @param objects the objects of the manifests, as they were read
  /// @param settled those of them that are another than the manifests say
  static String text(
      List<Manifest> manifests, List<ReleaseObject> objects, Map<ObjectKey, KubeObject> settled) {
    if (settled.isEmpty()) {
      return text(manifests);
    }
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (Manifest manifest : manifests) {
      int start = at;
      boolean isSettled = false;
      while (at < objects.size() && objects.get(at).document().equals(manifest.content())) {
        isSettled |= settled.containsKey(objects.get(at).key());
        at++;
      }
      if (!isSettled) {
        append(text, manifest.path(), manifest.content());
        continue;
      }
      for (ReleaseObject object : objects.subList(start, at)) {
        KubeObject other = settled.getOrDefault(object.key(), object.object());
        append(text, manifest.path(), Yaml.write(other.tree()));
      }
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String path, String document) {
    text.append("---\n").append(SOURCE).append(path).append('\n').append(document).append('\n');
  }

  /// The objects of rendered manifests. Lists are taken apart, as Helm does when it applies them.
  List<ReleaseObject> read(List<Manifest> manifests) {
    List<ReleaseObject> objects = new ArrayList<>();
    for (Manifest manifest : manifests) {
      read(manifest.path(), manifest.content(), objects);
    }
    return placed(objects);
  }

  /// The objects of a manifest that was recorded, in versions that the cluster serves where it does
  /// not serve those that were recorded any more.
  List<ReleaseObject> recorded(String manifest) {
    List<ReleaseObject> objects = new ArrayList<>();
    for (ReleaseObject object : read(manifest)) {
      KubeObject served = scope.served(object.object());
      objects.add(new ReleaseObject(served.key(), object.path(), served, object.document()));
    }
    return placed(objects);
  }

  /// The objects of a text.
  List<ReleaseObject> read(String manifest) {
    List<ReleaseObject> objects = new ArrayList<>();
    for (String document : ManifestSplitter.split(manifest, HelmVersion.DEFAULT)) {
      String path = "";
      if (document.startsWith(SOURCE)) {
        int end = document.indexOf('\n');
        path = document.substring(SOURCE.length(), end < 0 ? document.length() : end).strip();
      }
      read(path, document, objects);
    }
    return placed(objects);
  }

  private void read(String path, String document, List<ReleaseObject> objects) {
    try {
      for (KubeObject object : ManifestObjects.read(document)) {
        scope.expect(object);
        objects.add(new ReleaseObject(object.key(), path, object, document));
      }
    } catch (YamlException e) {
      throw new ReleaseException(
          ReleaseErrorCode.APPLY_FAILED,
          "unable to build kubernetes objects from release manifest: "
              + path
              + ": "
              + e.getMessage(),
          e);
    }
  }

  /// The objects with the namespace in them where they will be.
  private List<ReleaseObject> placed(List<ReleaseObject> objects) {
    List<ReleaseObject> placed = new ArrayList<>();
    for (ReleaseObject object : objects) {
      KubeObject at = placed(object.object());
      KubeObject sent = EnvironmentLists.withoutHidden(at, remark -> remarks.put(remark, at.key()));
      placed.add(new ReleaseObject(sent.key(), object.path(), sent, object.document()));
    }
    return placed;
  }

  /// What is odd about the objects that were read, and in which one.
  Map<String, ObjectKey> remarks() {
    return remarks;
  }

  private KubeObject placed(KubeObject object) {
    boolean namespaced = scope.isNamespaced(object);
    if (namespaced != object.namespace().isEmpty()) {
      return object;
    }
    Map<String, @Nullable Object> tree = new LinkedHashMap<>(object.tree());
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>(object.map("metadata"));
    if (namespaced) {
      metadata.put("namespace", namespace);
    } else {
      metadata.remove("namespace");
    }
    tree.put("metadata", metadata);
    return KubeObject.of(tree);
  }

  /// Objects by what they are without the version: Helm tells them apart that way, so that a new
  /// API version is a change and no new object.
  static ObjectKey identity(ObjectKey key) {
    return new ObjectKey(
        new GroupVersionKind(key.type().group(), "", key.type().kind()),
        key.namespace(),
        key.name());
  }
}
