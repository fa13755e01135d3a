package dev.slipway.yaml;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What Helm reads of each rendered document to sort it: its `SimpleHead`
/// (pkg/release/v1/util/manifest.go), and the namespace beside it.
///
/// @param apiVersion empty when missing
/// @param kind empty when missing
/// @param name of the metadata; empty when missing
/// @param namespace of the metadata when it is a scalar; empty when missing. Helm does not read it,
///   so nothing in it is an error
/// @param annotations of the metadata; empty when missing
public record ManifestHead(
    String apiVersion,
    String kind,
    String name,
    String namespace,
    Map<String, String> annotations) {
  private static final String[] NO_KEYS = {};

  /// Reads a document as Helm 4 does.
  ///
  /// @throws YamlException exactly when `yaml.Unmarshal` into a `SimpleHead` fails, with its text
  public static ManifestHead read(String text) {
    return read(text, "util");
  }

  /// Reads a document.
  ///
  /// @param goPackage the name of the package of `SimpleHead`, which some errors name: `util` in
  ///   Helm 4, `releaseutil` in Helm 3
  /// @throws YamlException exactly when `yaml.Unmarshal` into a `SimpleHead` fails, with its text
  public static ManifestHead read(String text, String goPackage) {
    ManifestHead head = HeadScanner.read(text);
    return head == null ? readFully(text, goPackage) : head;
  }

  private static ManifestHead readFully(String text, String goPackage) {
    Object value;
    try {
      value = YamlDecoder.decodeHead(new YamlComposer(text).next());
    } catch (YamlException e) {
      throw Yaml.staged(e);
    }
    return new Builder(goPackage).build(value);
  }

  /// Fills the head as encoding/json would: fields in the order of the keys in JSON, names in any
  /// case, and the first value of a wrong type reported at the end.
  private static final class Builder {
    private static final String METADATA_TYPE =
        "struct { Name string \"json:\\\"name\\\"\";"
            + " Annotations map[string]string \"json:\\\"annotations\\\"\" }";

    private final String goPackage;
    private String apiVersion = "";
    private String kind = "";
    private String name = "";
    private String namespace = "";
    private final Map<String, String> annotations = new LinkedHashMap<>();
    private @Nullable String problem;

    Builder(String goPackage) {
      this.goPackage = goPackage;
    }

    ManifestHead build(@Nullable Object root) {
      if (root instanceof Map<?, ?> map) {
        for (String key : keys(map)) {
          field(key, map.get(key));
        }
      } else if (root != null) {
        fail(root, "value of type " + goPackage + ".SimpleHead");
      }
      if (problem != null) {
        throw new YamlException(YamlErrorCode.WRONG_TYPE, problem).prefixed(Yaml.DECODING);
      }
      return new ManifestHead(apiVersion, kind, name, namespace, annotations);
    }

    private static String[] keys(Map<?, ?> map) {
      String[] keys = map.keySet().toArray(NO_KEYS);
      Arrays.sort(keys, dev.slipway.core.GoStrings.BYTE_ORDER);
      return keys;
    }

    private void fail(Object value, String where) {
      if (problem == null) {
        problem = "json: cannot unmarshal " + Json.kind(value) + " into Go " + where;
      }
    }

    private void field(String key, @Nullable Object value) {
      if (HeadTarget.same(key, "apiVersion")) {
        apiVersion = string(value, apiVersion, "SimpleHead.apiVersion");
      } else if (HeadTarget.same(key, "kind")) {
        kind = string(value, kind, "SimpleHead.kind");
      } else if (HeadTarget.same(key, "metadata")) {
        metadata(value);
      }
    }

    private String string(@Nullable Object value, String old, String field) {
      if (value instanceof String text) {
        return text;
      }
      if (value != null) {
        fail(value, "struct field " + field + " of type string");
      }
      return old;
    }

    private void metadata(@Nullable Object value) {
      if (value == null) {
        name = "";
        namespace = "";
        annotations.clear();
      } else if (value instanceof Map<?, ?> map) {
        for (String key : keys(map)) {
          metadataField(key, map.get(key));
        }
      } else {
        fail(value, "struct field SimpleHead.metadata of type " + METADATA_TYPE);
      }
    }

    private void metadataField(String key, @Nullable Object value) {
      if (HeadTarget.same(key, "name")) {
        name = string(value, name, ".metadata.name");
      } else if (HeadTarget.same(key, "annotations")) {
        annotations(value);
      } else if (key.equals("namespace") && value instanceof String text) {
        namespace = text;
      }
    }

    private void annotations(@Nullable Object value) {
      if (value == null) {
        annotations.clear();
      } else if (value instanceof Map<?, ?> map) {
        for (String key : keys(map)) {
          annotations.put(key, string(map.get(key), "", ".metadata.annotations"));
        }
      } else {
        fail(value, "struct field .metadata.annotations of type map[string]string");
      }
    }
  }
}
