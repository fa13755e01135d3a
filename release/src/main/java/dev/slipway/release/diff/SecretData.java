package dev.slipway.release.diff;

import dev.slipway.core.GoStrings;
import dev.slipway.yaml.Yaml;
import dev.slipway.yaml.YamlException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Hides the values in Secrets: each shows as the beginning of a keyed hash, so that a change is
/// seen and the value is not.
public final class SecretData {
  private static final int SHOWN = 4;

  private final byte[] key = new byte[32];

  /// With a key of its own: hashes can be compared within one run.
  public SecretData() {
    new SecureRandom().nextBytes(key);
  }

  /// The manifests with the values of all objects of kind Secret hidden.
  public String hide(String manifests) {
    if (!manifests.contains("Secret")) {
      return manifests;
    }
    StringBuilder out = new StringBuilder(manifests.length());
    int start = 0;
    while (start < manifests.length()) {
      int end = manifests.indexOf("\n---\n", start);
      end = end < 0 ? manifests.length() : end + 1;
      String document = manifests.substring(start, end);
      out.append(
          isSecret(document)
              ? hidden(document)
              : isSecretInBrackets(document) ? rewritten(document) : document);
      start = end;
    }
    return out.toString();
  }

  private static boolean isSecret(String document) {
    return document.lines().anyMatch(line -> line.matches("kind: *[\"']?Secret[\"']?\\s*(#.*)?"));
  }

  /// JSON, or YAML that is written in one line.
  private static boolean isSecretInBrackets(String document) {
    return document
        .lines()
        .anyMatch(line -> line.matches(".*[\"']?kind[\"']?: *[\"']?Secret\\b.*"));
  }

  private String rewritten(String document) {
    try {
      if (Yaml.readNumbers(document) instanceof Map<?, ?> map && "Secret".equals(map.get("kind"))) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        map.forEach((key, value) -> tree.put(String.valueOf(key), value));
        Map<String, @Nullable Object> safe = new SecretValues(this, false).hide("Secret", tree);
        return safe == null ? document : Yaml.write(safe);
      }
    } catch (YamlException _) {
      // What is no YAML is no Secret that a cluster would take.
      return document;
    }
    return document;
  }

  private String hidden(String document) {
    StringBuilder out = new StringBuilder(document.length());
    boolean inData = false;
    StringBuilder value = new StringBuilder();
    for (String line : document.split("(?<=\n)", -1)) {
      String text = line.strip();
      boolean top = !line.startsWith(" ") && !text.isEmpty();
      if (top) {
        close(out, value);
        inData = text.matches("(data|stringData):.*");
        int colon = text.indexOf(':');
        if (inData && colon + 1 < text.length()) {
          out.append(text, 0, colon + 1);
          value.append(text.substring(colon + 1));
          continue;
        }
      } else if (inData && !text.isEmpty()) {
        int colon = entry(line);
        if (colon < 0) {
          value.append(text).append('\n');
          continue;
        }
        close(out, value);
        out.append(line, 0, colon + 1);
        value.append(line.substring(colon + 1).strip()).append('\n');
        continue;
      }
      close(out, value);
      out.append(line);
    }
    close(out, value);
    return out.toString();
  }

  /// The colon after the key of an entry of `data`; -1 when the line goes on with a value.
  private static int entry(String line) {
    int colon = line.indexOf(':');
    boolean key =
        colon > 0 && line.substring(0, colon).matches(" {1,4}[\"']?[-._a-zA-Z0-9]+[\"']?");
    return key && (colon + 1 == line.length() || " \n\r".indexOf(line.charAt(colon + 1)) >= 0)
        ? colon
        : -1;
  }

  private void close(StringBuilder out, StringBuilder value) {
    if (!value.isEmpty()) {
      out.append(' ').append(shown(value.toString())).append('\n');
      value.setLength(0);
    }
  }

  /// What stands for a value.
  String shown(String value) {
    return "<secret:" + hash(value) + ">";
  }

  private String hash(String value) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(GoStrings.toBytes(value)), 0, SHOWN);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC", e);
    }
  }
}
