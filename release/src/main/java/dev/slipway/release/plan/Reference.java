package dev.slipway.release.plan;

import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.ObjectKey;

/// Something that an object names and cannot do without.
///
/// @param key what is named
/// @param entry the key in the data of a ConfigMap or Secret; empty for the whole
/// @param use what it is named for
record Reference(ObjectKey key, String entry, Use use) {
  static final GroupVersionKind CONFIG_MAP = new GroupVersionKind("", "v1", "ConfigMap");
  static final GroupVersionKind SECRET = new GroupVersionKind("", "v1", "Secret");
  static final GroupVersionKind CLAIM = new GroupVersionKind("", "v1", "PersistentVolumeClaim");
  static final GroupVersionKind STORAGE =
      new GroupVersionKind("storage.k8s.io", "v1", "StorageClass");
  static final GroupVersionKind INGRESS =
      new GroupVersionKind("networking.k8s.io", "v1", "IngressClass");

  /// What something is named for.
  enum Use {
    /// Containers do not start without it.
    START("its pods do not start without it"),
    /// Images are pulled with it.
    PULL("images that need it cannot be pulled"),
    /// Volumes are made by it.
    VOLUME("it stays without a volume"),
    /// Traffic comes by it.
    TRAFFIC("nothing serves it");

    private final String consequence;

    Use(String consequence) {
      this.consequence = consequence;
    }

    /// What becomes of the object that names it.
    String consequence() {
      return consequence;
    }
  }
}
