package dev.slipway.kube.client;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;

/// What a request is about, for errors.
///
/// @param verb what is done, such as `create`
/// @param what to what, such as `Deployment/web`
/// @param namespace where, or empty
record Subject(String verb, String what, String namespace) {
  static Subject of(String verb, ObjectKey key) {
    return new Subject(verb, key.label(), key.namespace());
  }

  static Subject of(String verb, KubeObject object) {
    String name = object.name().isEmpty() ? object.text("metadata", "generateName") : object.name();
    return new Subject(verb, object.kind() + "/" + name, object.namespace());
  }

  /// `create Deployment/web in namespace shop`.
  String phrase() {
    return verb + " " + what + (namespace.isEmpty() ? "" : " in namespace " + namespace);
  }
}
