package dev.slipway.helmfile.secret;

/// The kinds of files that SOPS tells apart, by the name's ending.
public enum SopsFormat {
  YAML,
  JSON,
  DOTENV,
  INI,
  /// Anything else: the content as one string in a JSON envelope.
  BINARY;

  /// The format of a file, as SOPS' `FormatForPath` finds it.
  public static SopsFormat ofPath(String path) {
    if (path.endsWith(".yaml") || path.endsWith(".yml")) {
      return YAML;
    }
    if (path.endsWith(".json")) {
      return JSON;
    }
    if (path.endsWith(".env")) {
      return DOTENV;
    }
    return path.endsWith(".ini") ? INI : BINARY;
  }

  /// The format that a name means, as in SOPS' `--input-type`; `BINARY` for one that is not known.
  public static SopsFormat ofName(String name) {
    return switch (name) {
      case "yaml" -> YAML;
      case "json" -> JSON;
      case "dotenv" -> DOTENV;
      case "ini" -> INI;
      default -> BINARY;
    };
  }
}
