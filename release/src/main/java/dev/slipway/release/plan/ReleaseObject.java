package dev.slipway.release.plan;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;

/// An object of a manifest.
///
/// @param key which one, with its namespace filled in
/// @param path the template that it comes from, or empty
/// @param object the object, with its namespace filled in
/// @param document its YAML as it stands in the manifest
record ReleaseObject(ObjectKey key, String path, KubeObject object, String document) {}
