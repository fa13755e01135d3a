package dev.slipway.sandbox.rule;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.status.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Config maps and secrets.
final class ConfigRule implements KindRule {
  private static final int LARGEST = 1024 * 1024;
  private static final int LONGEST_KEY = 253;
  private static final String KEY_RULE =
      "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g."
          + " 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is"
          + " '[-._a-zA-Z0-9]+')";

  /// What secrets of a type must hold.
  private static final Map<String, List<String>> REQUIRED =
      Map.of(
          "kubernetes.io/dockerconfigjson", List.of(".dockerconfigjson"),
          "kubernetes.io/dockercfg", List.of(".dockercfg"),
          "kubernetes.io/ssh-auth", List.of("ssh-privatekey"),
          "kubernetes.io/tls", List.of("tls.crt", "tls.key"));

  private final boolean secret;

  /// @param secret whether they are secrets
  ConfigRule(boolean secret) {
    this.secret = secret;
  }

  @Override
  public void defaults(Map<String, @Nullable Object> tree) {
    if (!secret) {
      return;
    }
    Fields.initText(tree, "type", "Opaque");
    Map<String, @Nullable Object> texts = Fields.find(tree, "stringData");
    if (texts != null) {
      Map<String, @Nullable Object> data = Fields.map(tree, "data");
      texts.forEach((key, value) -> {
        if (value instanceof String text) {
          data.put(key, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        }
      });
      tree.remove("stringData");
    }
  }

  @Override
  public void validate(KubeObject object, List<FieldError> errors) {
    long size = 0;
    for (String field : List.of("data", "binaryData")) {
      for (Map.Entry<String, @Nullable Object> entry : object.map(field).entrySet()) {
        key(field, entry.getKey(), errors);
        size += bytes(field, entry.getValue());
      }
    }
    if (size > LARGEST) {
      errors.add(FieldError.tooLong(secret ? "data" : "", LARGEST));
    }
    if (secret) {
      for (String key : REQUIRED.getOrDefault(object.text("type"), List.of())) {
        if (object.get("data", key) == null) {
          errors.add(FieldError.required("data[" + key + "]", ""));
        }
      }
    }
  }

  private long bytes(String field, @Nullable Object value) {
    if (!(value instanceof String text)) {
      return 0;
    }
    return secret || field.equals("binaryData")
        ? text.length() / 4 * 3L
        : text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static void key(String field, String key, List<FieldError> errors) {
    String path = field + "[" + key + "]";
    if (key.length() > LONGEST_KEY) {
      errors.add(FieldError.invalid(path, key, "must be no more than 253 bytes"));
    }
    boolean plain =
        !key.isEmpty()
            && key.chars()
                .allMatch(c ->
                    c == '-' || c == '_' || c == '.' || (c < 0x80 && Character.isLetterOrDigit(c)));
    if (!plain) {
      errors.add(FieldError.invalid(path, key, KEY_RULE));
    } else if (key.equals(".") || key.equals("..")) {
      errors.add(FieldError.invalid(path, key, "must not be '" + key + "'"));
    }
  }

  @Override
  public void validateUpdate(KubeObject object, KubeObject old, List<FieldError> errors) {
    if (secret && !object.text("type").equals(old.text("type"))) {
      errors.add(FieldError.invalid("type", object.text("type"), "field is immutable"));
    }
    if (!old.flag("immutable")) {
      return;
    }
    String detail = "field is immutable when `immutable` is set";
    if (!object.flag("immutable")) {
      errors.add(FieldError.forbidden("immutable", detail));
    }
    for (String field : List.of("data", "binaryData")) {
      if (!Objects.equals(new HashMap<>(object.map(field)), new HashMap<>(old.map(field)))) {
        errors.add(FieldError.forbidden(field, detail));
      }
    }
  }
}
