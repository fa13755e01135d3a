package dev.slipway.release.fields;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Cuts a tree down to the fields that other trees have, so that defaults and what others added to
/// an object do not show. Immutable.
public final class FieldShape {
  private final List<Object> shapes;

  private FieldShape(List<Object> shapes) {
    this.shapes = shapes;
  }

  /// The fields that any of these trees has; those that are null say nothing.
  public static FieldShape of(@Nullable Object... trees) {
    List<Object> shapes = new ArrayList<>();
    for (Object tree : trees) {
      if (tree != null) {
        shapes.add(tree);
      }
    }
    return new FieldShape(shapes);
  }

  /// The part of a tree that has these fields; null for null.
  public @Nullable Object cut(@Nullable Object tree) {
    return tree == null ? null : cut("", tree, shapes);
  }

  private static Object cut(String field, Object tree, List<Object> shapes) {
    return switch (tree) {
      case Map<?, ?> map -> cutMap(map, shapes);
      case List<?> list -> cutList(field, list, shapes);
      default -> tree;
    };
  }

  private static Object cutMap(Map<?, ?> map, List<Object> shapes) {
    List<Map<?, ?>> maps = new ArrayList<>();
    for (Object shape : shapes) {
      if (shape instanceof Map<?, ?> one) {
        maps.add(one);
      }
    }
    if (maps.isEmpty()) {
      return map;
    }
    Map<String, Object> cut = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = (String) entry.getKey();
      Object value = entry.getValue();
      List<Object> inner = new ArrayList<>();
      for (Map<?, ?> shape : maps) {
        Object part = shape.get(key);
        if (part != null) {
          inner.add(part);
        }
      }
      if (value != null && !inner.isEmpty()) {
        cut.put(key, cut(key, value, inner));
      }
    }
    return cut;
  }

  private static Object cutList(String field, List<?> list, List<Object> shapes) {
    List<List<?>> lists = new ArrayList<>();
    lists.add(list);
    for (Object shape : shapes) {
      if (shape instanceof List<?> one) {
        lists.add(one);
      }
    }
    if (lists.size() == 1) {
      return list;
    }
    List<String> keys = ListItems.keys(field, lists);
    List<List<?>> others = lists.subList(1, lists.size());
    return keys.isEmpty() ? cutByPlace(field, list, others) : cutByKeys(field, list, others, keys);
  }

  private static Object cutByKeys(
      String field, List<?> list, List<List<?>> shapes, List<String> keys) {
    List<Object> cut = new ArrayList<>();
    for (Object item : list) {
      Map<String, Object> identity = ListItems.identity(item, keys);
      List<Object> inner = new ArrayList<>();
      for (List<?> shape : shapes) {
        Object part = identity == null ? null : ListItems.find(shape, identity);
        if (part != null) {
          inner.add(part);
        }
      }
      if (item != null && !inner.isEmpty()) {
        cut.add(cut(field, item, inner));
      }
    }
    return cut;
  }

  private static Object cutByPlace(String field, List<?> list, List<List<?>> shapes) {
    List<@Nullable Object> cut = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      Object item = list.get(i);
      List<Object> inner = new ArrayList<>();
      for (List<?> shape : shapes) {
        Object part = i < shape.size() ? shape.get(i) : null;
        if (part != null) {
          inner.add(part);
        }
      }
      cut.add(item == null || inner.isEmpty() ? item : cut(field, item, inner));
    }
    return cut;
  }
}
