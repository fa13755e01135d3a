package dev.slipway.helmfile.secret;

import dev.slipway.core.GoStrings;
import dev.slipway.core.ProcessResult;
import dev.slipway.yaml.Yaml;
import dev.slipway.yaml.YamlException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The providers that need no server: echo, envsubst, file, exec, sops.
final class LocalProviders {
  private LocalProviders() {}

  /// Gives its path back.
  static final class Echo implements ReferenceProvider {
    @Override
    public String text(String path) {
      int end = path.length();
      while (end > 0 && path.charAt(end - 1) == '/') {
        end--;
      }
      return path.substring(0, end);
    }

    @Override
    public Map<String, @Nullable Object> document(String path) {
      String[] keys = path.split("/", -1);
      if (keys.length < 2) {
        throw SecretException.of(
            SecretErrorCode.INVALID_REFERENCE,
            "key must have two or more components separated by \"/\": got \"" + path + "\"");
      }
      Object value = keys[keys.length - 1];
      for (int i = keys.length - 2; i > 0; i--) {
        value = new LinkedHashMap<>(Map.of(keys[i], value));
      }
      return new LinkedHashMap<>(Map.of(keys[0], value));
    }

    @Override
    public boolean isSecret() {
      return false;
    }
  }

  /// Its path with environment variables put in.
  record EnvironmentText(SecretHost host) implements ReferenceProvider {
    @Override
    public String text(String path) {
      return EnvSubst.expand(withoutSlash(path).strip(), host);
    }

    @Override
    public Map<String, @Nullable Object> document(String path) {
      return parse(text(path));
    }

    @Override
    public boolean isSecret() {
      return false;
    }
  }

  /// A file's content.
  record FileText(ReferenceParameters parameters) implements ReferenceProvider {
    @Override
    public String text(String path) {
      return encode(read(parameters.host(), withoutSlash(path)), parameters);
    }

    @Override
    public Map<String, @Nullable Object> document(String path) {
      return parse(GoStrings.fromBytes(read(parameters.host(), withoutSlash(path))));
    }

    @Override
    public boolean isSecret() {
      return false;
    }
  }

  /// A file that SOPS encrypted, or such a file's content in base64.
  record SopsText(ReferenceParameters parameters, SopsFiles files) implements ReferenceProvider {
    @Override
    public String text(String path) {
      return encode(decrypt(path, parameters.get("format")), parameters);
    }

    @Override
    public Map<String, @Nullable Object> document(String path) {
      return parse(GoStrings.fromBytes(decrypt(path, parameters.get("format", "yaml"))));
    }

    private byte[] decrypt(String path, String format) {
      String keyType = parameters.get("key_type", "filepath");
      if (keyType.equals("base64")) {
        return files.decrypt("data in base64", decode(path), SopsFormat.ofName(format));
      }
      if (!keyType.equals("filepath")) {
        throw SecretException.of(
            SecretErrorCode.INVALID_REFERENCE,
            "unsupported key type \"" + keyType + "\". It must be one \"base64\" or \"filepath\"");
      }
      byte[] content = read(parameters.host(), path);
      return format.isEmpty()
          ? files.decrypt(path, content)
          : files.decrypt(path, content, SopsFormat.ofName(format));
    }

    private static byte[] decode(String text) {
      try {
        return Base64.getUrlDecoder().decode(text);
      } catch (IllegalArgumentException e) {
        throw SecretException.of(SecretErrorCode.INVALID_REFERENCE, "it is not base64", e);
      }
    }

    @Override
    public boolean isSecret() {
      return true;
    }
  }

  /// What a program prints.
  record ProgramOutput(ReferenceParameters parameters) implements ReferenceProvider {
    @Override
    public String text(String path) {
      String output = run(withoutSlash(path));
      return parameters.get("trim").equals("false") ? output : output.strip();
    }

    @Override
    public Map<String, @Nullable Object> document(String path) {
      return parse(run(withoutSlash(path)));
    }

    private String run(String path) {
      List<String> command = new ArrayList<>();
      command.addAll(path.startsWith("/") ? List.of(path) : List.of(path.split("/", -1)));
      String arguments = parameters.get("args");
      if (!arguments.isEmpty()) {
        command.addAll(List.of(arguments.split(",", -1)));
      }
      Map<String, String> variables = new LinkedHashMap<>();
      parameters
          .address()
          .parameters()
          .forEach((name, value) -> {
            if (name.startsWith("env_")) {
              variables.put(name.substring(4), value);
            }
          });
      try {
        ProcessResult outcome = parameters.host().run(command, new byte[0], variables);
        if (outcome.exitCode() == 0) {
          return outcome.output();
        }
        throw SecretException.of(
            SecretErrorCode.FETCH,
            "exec provider: command \""
                + command.getFirst()
                + "\" failed: exit status "
                + outcome.exitCode()
                + (outcome.errors().isBlank()
                    ? ""
                    : " (stderr: " + outcome.errors().strip() + ")"));
      } catch (IOException e) {
        throw SecretException.of(
            SecretErrorCode.FETCH,
            "exec provider: command \"" + command.getFirst() + "\" cannot be run",
            e);
      }
    }

    @Override
    public boolean isSecret() {
      return true;
    }
  }

  private static String withoutSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static byte[] read(SecretHost host, String path) {
    try {
      return host.read(path);
    } catch (NoSuchFileException e) {
      throw SecretException.of(
          SecretErrorCode.FETCH, "open " + path + ": no such file or directory", e);
    } catch (IOException e) {
      throw SecretException.of(SecretErrorCode.FETCH, "open " + path + ": " + e.getMessage(), e);
    }
  }

  private static String encode(byte[] content, ReferenceParameters parameters) {
    String encoding = parameters.get("encode", "raw");
    return switch (encoding) {
      case "raw" -> GoStrings.fromBytes(content);
      case "base64" -> Base64.getEncoder().encodeToString(content);
      default ->
          throw SecretException.of(
              SecretErrorCode.INVALID_REFERENCE,
              "Unsupported encode parameter: '" + encoding + "'.");
    };
  }

  /// A document that must be a map.
  static Map<String, @Nullable Object> parse(String text) {
    Object value;
    try {
      value = ReferenceValues.read(Yaml.readVersion3(text));
    } catch (YamlException e) {
      throw SecretException.of(SecretErrorCode.FETCH, e.diagnostic().message(), e);
    }
    if (value == null) {
      return new LinkedHashMap<>();
    }
    if (value instanceof Map<?, ?> map) {
      return ReferenceValues.asMap(map);
    }
    throw SecretException.of(
        SecretErrorCode.FETCH, "it is no map, so that it has no keys for a fragment");
  }
}
