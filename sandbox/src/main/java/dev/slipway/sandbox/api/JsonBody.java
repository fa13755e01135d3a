package dev.slipway.sandbox.api;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.store.StoredObject;
import dev.slipway.yaml.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A JSON document: as bytes or as a tree, whichever is asked for. Immutable.
public sealed interface JsonBody {
  /// The document in UTF-8; not to be changed.
  byte[] json();

  /// The document as a tree; not to be changed.
  Map<String, @Nullable Object> tree();

  /// The same for reading by path.
  default KubeObject object() {
    return KubeObject.of(tree());
  }

  /// A tree.
  static JsonBody of(Map<String, @Nullable Object> tree) {
    return new Tree(tree);
  }

  /// An object as it is stored.
  static JsonBody of(StoredObject object) {
    return new Stored(object);
  }

  /// The same object without version and kind, as it stands in lists of built-in kinds.
  static JsonBody untyped(JsonBody object) {
    return new Untyped(object);
  }

  /// An object without version and kind.
  record Untyped(JsonBody whole) implements JsonBody {
    @Override
    public byte[] json() {
      byte[] json = whole.json();
      KubeObject object = object();
      String head =
          "{\"apiVersion\":\""
              + whole.object().apiVersion()
              + "\",\"kind\":\""
              + whole.object().kind()
              + "\",";
      byte[] start = head.getBytes(StandardCharsets.UTF_8);
      if (json.length <= start.length
          || !Arrays.equals(json, 0, start.length, start, 0, start.length)) {
        return Json.writeRaw(object.tree()).getBytes(StandardCharsets.UTF_8);
      }
      byte[] rest = Arrays.copyOfRange(json, start.length - 1, json.length);
      rest[0] = '{';
      return rest;
    }

    @Override
    public Map<String, @Nullable Object> tree() {
      Map<String, @Nullable Object> tree = new LinkedHashMap<>(whole.tree());
      tree.remove("apiVersion");
      tree.remove("kind");
      return tree;
    }
  }

  /// A tree.
  record Tree(Map<String, @Nullable Object> tree) implements JsonBody {
    @Override
    public byte[] json() {
      return Json.writeRaw(tree).getBytes(StandardCharsets.UTF_8);
    }
  }

  /// An object as it is stored.
  record Stored(StoredObject stored) implements JsonBody {
    @Override
    public byte[] json() {
      return stored.json();
    }

    @Override
    public Map<String, @Nullable Object> tree() {
      return stored.tree();
    }
  }

  /// A list whose items are not read again to be written.
  ///
  /// @param head all but the items
  /// @param items the items
  record Listing(Map<String, @Nullable Object> head, List<JsonBody> items) implements JsonBody {
    public Listing {
      items = List.copyOf(items);
    }

    @Override
    public byte[] json() {
      String start = Json.writeRaw(head);
      ByteArrayOutputStream out = new ByteArrayOutputStream(256 + items.size() * 2048);
      out.writeBytes(start.substring(0, start.length() - 1).getBytes(StandardCharsets.UTF_8));
      out.writeBytes(",\"items\":[".getBytes(StandardCharsets.UTF_8));
      boolean first = true;
      for (JsonBody item : items) {
        if (!first) {
          out.write(',');
        }
        first = false;
        out.writeBytes(item.json());
      }
      out.writeBytes("]}".getBytes(StandardCharsets.UTF_8));
      return out.toByteArray();
    }

    @Override
    public Map<String, @Nullable Object> tree() {
      Map<String, @Nullable Object> tree = new LinkedHashMap<>(head);
      List<Map<String, @Nullable Object>> trees = new ArrayList<>(items.size());
      items.forEach(item -> trees.add(item.tree()));
      tree.put("items", trees);
      return tree;
    }
  }
}
