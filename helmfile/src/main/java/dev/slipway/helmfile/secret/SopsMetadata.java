package dev.slipway.helmfile.secret;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What SOPS wrote into a file about how it encrypted it.
///
/// @param groups groups of keys; each key of a group opens the whole data key, or the group's part
///   of it when there are several groups
/// @param threshold how many groups are needed when there are several
/// @param lastModified the time, as written
/// @param mac the encrypted message authentication code
/// @param macOnlyEncrypted whether the code covers encrypted values only
/// @param rule which values are encrypted
record SopsMetadata(
    List<List<MasterKey>> groups,
    int threshold,
    String lastModified,
    String mac,
    boolean macOnlyEncrypted,
    Rule rule) {

  private static final List<String> RULES =
      List.of(
          "unencrypted_suffix",
          "encrypted_suffix",
          "unencrypted_regex",
          "encrypted_regex",
          "unencrypted_comment_regex",
          "encrypted_comment_regex");
  private static final List<String> CLOUD =
      List.of("kms", "gcp_kms", "hckms", "azure_kv", "hc_vault");

  /// A key that opens the data key.
  ///
  /// @param kind `age`, `pgp`, or a cloud's kind that cannot be used here
  /// @param name the recipient or the fingerprint
  /// @param encrypted the data key, encrypted
  record MasterKey(String kind, String name, String encrypted) {}

  /// Which values of a file are encrypted.
  sealed interface Rule {
    /// Those not below a key that ends so.
    record UnlessSuffix(String suffix) implements Rule {}

    /// Those below a key that ends so.
    record Suffix(String suffix) implements Rule {}

    /// Those not below a key that matches.
    record UnlessMatch(Pattern pattern) implements Rule {}

    /// Those below a key that matches.
    record Match(Pattern pattern) implements Rule {}

    /// It depends on comments; the values tell themselves.
    record ByComment() implements Rule {}
  }

  /// Whether the value at a path is encrypted.
  boolean isEncrypted(List<String> path, Object value) {
    return switch (rule) {
      case Rule.UnlessSuffix(String suffix) -> !anyEnds(path, suffix);
      case Rule.Suffix(String suffix) -> anyEnds(path, suffix);
      case Rule.UnlessMatch(Pattern pattern) -> !anyMatches(path, pattern);
      case Rule.Match(Pattern pattern) -> anyMatches(path, pattern);
      case Rule.ByComment() -> value instanceof String text && SopsCipher.looksEncrypted(text);
    };
  }

  private static boolean anyEnds(List<String> path, String suffix) {
    for (String key : path) {
      if (key.endsWith(suffix)) {
        return true;
      }
    }
    return false;
  }

  private static boolean anyMatches(List<String> path, Pattern pattern) {
    for (String key : path) {
      if (pattern.matcher(key).find()) {
        return true;
      }
    }
    return false;
  }

  /// Reads the map under the key `sops`.
  ///
  /// @throws SecretException if it is not what SOPS writes
  static SopsMetadata read(Map<?, ?> map) {
    List<List<MasterKey>> groups = new ArrayList<>();
    List<MasterKey> single = group(map);
    if (!single.isEmpty()) {
      groups.add(single);
    } else {
      for (Object group : list(map.get("key_groups"))) {
        groups.add(group(asMap(group, "key_groups")));
      }
    }
    if (groups.isEmpty()) {
      throw invalid("no keys found in file");
    }
    return new SopsMetadata(
        groups,
        number(map.get("shamir_threshold")),
        required(map, "lastmodified"),
        required(map, "mac"),
        flag(map.get("mac_only_encrypted")),
        rule(map));
  }

  private static Rule rule(Map<?, ?> map) {
    Rule rule = null;
    for (String name : RULES) {
      if (map.get(name) instanceof String text && !text.isEmpty()) {
        if (rule != null) {
          throw invalid(
              "Cannot use more than one of " + String.join(", ", RULES) + " in the same file");
        }
        rule = rule(name, text);
      }
    }
    return rule == null ? new Rule.UnlessSuffix("_unencrypted") : rule;
  }

  private static Rule rule(String name, String text) {
    try {
      return switch (name) {
        case "unencrypted_suffix" -> new Rule.UnlessSuffix(text);
        case "encrypted_suffix" -> new Rule.Suffix(text);
        case "unencrypted_regex" -> new Rule.UnlessMatch(Pattern.compile(text));
        case "encrypted_regex" -> new Rule.Match(Pattern.compile(text));
        default -> new Rule.ByComment();
      };
    } catch (PatternSyntaxException e) {
      throw SecretException.of(
          SecretErrorCode.INVALID_FILE, name + " is not a regular expression", e);
    }
  }

  private static List<MasterKey> group(Map<?, ?> map) {
    List<MasterKey> keys = new ArrayList<>();
    for (Object key : list(map.get("age"))) {
      Map<?, ?> entry = asMap(key, "age");
      keys.add(new MasterKey("age", required(entry, "recipient"), required(entry, "enc")));
    }
    for (Object key : list(map.get("pgp"))) {
      Map<?, ?> entry = asMap(key, "pgp");
      keys.add(new MasterKey("pgp", required(entry, "fp"), required(entry, "enc")));
    }
    for (String kind : CLOUD) {
      for (Object key : list(map.get(kind))) {
        keys.add(new MasterKey(kind, cloudName(asMap(key, kind)), ""));
      }
    }
    return keys;
  }

  private static String cloudName(Map<?, ?> entry) {
    for (String field : List.of("arn", "resource_id", "key_id", "vault_url", "vault_address")) {
      if (entry.get(field) instanceof String text) {
        return text;
      }
    }
    return "?";
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  private static Map<?, ?> asMap(@Nullable Object value, String where) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw invalid("an entry of " + where + " is not a map");
  }

  private static String required(Map<?, ?> map, String name) {
    if (map.get(name) instanceof String text) {
      return text;
    }
    throw invalid("there is no " + name);
  }

  private static int number(@Nullable Object value) {
    if (value instanceof Long number) {
      return number.intValue();
    }
    if (value instanceof String text && !text.isEmpty() && text.length() < 9) {
      try {
        return Integer.parseInt(text);
      } catch (NumberFormatException e) {
        throw SecretException.of(
            SecretErrorCode.INVALID_FILE,
            "invalid SOPS metadata: shamir_threshold is not a number",
            e);
      }
    }
    return 0;
  }

  private static boolean flag(@Nullable Object value) {
    return Boolean.TRUE.equals(value) || "true".equals(value);
  }

  private static SecretException invalid(String problem) {
    return SecretException.of(
        SecretErrorCode.INVALID_FILE,
        "invalid SOPS metadata: " + problem,
        "encrypt the file anew with sops");
  }
}
