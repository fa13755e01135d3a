package dev.slipway.helmfile.secret;

import dev.slipway.core.GoStrings;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.Yaml;
import dev.slipway.yaml.YamlException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An encrypted file, taken apart.
///
/// @param format how it is written
/// @param metadata what SOPS says of it
/// @param documents its documents without SOPS' own part; one but in YAML
record SopsDocument(
    SopsFormat format, SopsMetadata metadata, List<Map<String, @Nullable Object>> documents) {
  private static final String KEY = "sops";
  private static final String PREFIX = "sops_";

  /// Reads an encrypted file.
  ///
  /// @throws SecretException if it is none, or not in this format
  static SopsDocument read(byte[] content, SopsFormat format) {
    String text = GoStrings.fromBytes(content);
    return switch (format) {
      case YAML -> nested(yaml(text), format);
      case JSON, BINARY -> nested(json(text), format);
      case DOTENV -> flat(DotenvText.read(text));
      case INI -> sections(IniText.read(text));
    };
  }

  private static List<Map<String, @Nullable Object>> yaml(String text) {
    List<Map<String, @Nullable Object>> documents = new ArrayList<>();
    try {
      for (Object document : Yaml.readAllVersion3(text)) {
        documents.add(document(document));
      }
    } catch (YamlException e) {
      throw unreadable(e);
    }
    return documents;
  }

  private static List<Map<String, @Nullable Object>> json(String text) {
    try {
      Json.read(text);
      return List.of(document(Yaml.readVersion3(text)));
    } catch (YamlException e) {
      throw unreadable(e);
    }
  }

  private static SecretException unreadable(YamlException e) {
    return SecretException.of(SecretErrorCode.INVALID_FILE, e.diagnostic().message(), e);
  }

  private static Map<String, @Nullable Object> document(@Nullable Object value) {
    if (value == null) {
      return new LinkedHashMap<>();
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw SecretException.of(
          SecretErrorCode.NOT_ENCRYPTED, "a file that SOPS encrypted is a map at its top");
    }
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    map.forEach((key, item) -> document.put(SopsDocument.keyText(key), item));
    return document;
  }

  static String keyText(Object key) {
    if (key instanceof String text) {
      return text;
    }
    throw SecretException.of(
        SecretErrorCode.INVALID_FILE,
        "the key " + key + " is no string; SOPS knows only keys that are strings",
        "quote the key and encrypt the file anew");
  }

  private static SopsDocument nested(
      List<Map<String, @Nullable Object>> documents, SopsFormat format) {
    Object found = documents.isEmpty() ? null : documents.getFirst().get(KEY);
    if (!(found instanceof Map<?, ?> metadata)) {
      throw notEncrypted();
    }
    documents.forEach(document -> document.remove(KEY));
    return new SopsDocument(format, SopsMetadata.read(metadata), documents);
  }

  private static SopsDocument sections(Map<String, @Nullable Object> sections) {
    if (!(sections.remove(KEY) instanceof Map<?, ?> section)) {
      throw notEncrypted();
    }
    Map<String, String> entries = new LinkedHashMap<>();
    section.forEach(
        (key, value) -> entries.put((String) key, ((String) value).replace("\\n", "\n")));
    return new SopsDocument(
        SopsFormat.INI, SopsMetadata.read(FlatKeys.nest(entries)), List.of(sections));
  }

  private static SopsDocument flat(Map<String, @Nullable Object> entries) {
    Map<String, String> own = new LinkedHashMap<>();
    Map<String, @Nullable Object> others = new LinkedHashMap<>();
    entries.forEach((key, value) -> {
      if (key.startsWith(PREFIX) && value instanceof String text) {
        own.put(key.substring(PREFIX.length()), text);
      } else {
        others.put(key, value);
      }
    });
    if (own.isEmpty()) {
      throw notEncrypted();
    }
    return new SopsDocument(
        SopsFormat.DOTENV, SopsMetadata.read(FlatKeys.nest(own)), List.of(others));
  }

  private static SecretException notEncrypted() {
    return SecretException.of(
        SecretErrorCode.NOT_ENCRYPTED,
        "sops metadata not found",
        "encrypt the file with sops, or list it under values instead of secrets");
  }

  /// What SOPS prints for decrypted documents, without comments.
  String write(List<Map<String, @Nullable Object>> decrypted) {
    return switch (format) {
      case YAML -> writeYaml(decrypted);
      case JSON -> Indented.json(decrypted.getFirst());
      case BINARY -> binary(decrypted.getFirst());
      case DOTENV -> DotenvText.write(decrypted.getFirst());
      case INI -> IniText.write(decrypted.getFirst());
    };
  }

  private static String writeYaml(List<Map<String, @Nullable Object>> decrypted) {
    StringBuilder out = new StringBuilder();
    for (Map<String, @Nullable Object> document : decrypted) {
      if (!out.isEmpty()) {
        out.append("---\n");
      }
      out.append(Yaml.writePretty(document, 4));
    }
    return out.toString();
  }

  private static String binary(Map<String, @Nullable Object> envelope) {
    return Optional.ofNullable(envelope.get("data"))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .orElseThrow(() ->
            SecretException.of(
                SecretErrorCode.INVALID_FILE, "there is no data in the encrypted file"));
  }
}
