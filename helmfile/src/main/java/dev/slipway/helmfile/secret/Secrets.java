package dev.slipway.helmfile.secret;

import dev.slipway.core.GoStrings;
import dev.slipway.core.ProcessResult;
import dev.slipway.helmfile.host.HelmfileHost;
import dev.slipway.helmfile.host.Paths;
import dev.slipway.helmfile.host.ProcessRequest;
import dev.slipway.helmfile.state.SecretFiles;
import dev.slipway.helmfile.template.SecretReferences;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The secrets of one run: what decrypts files, what resolves references, and the mask that both
/// fill. Thread-safe.
public final class Secrets {
  private final HelmfileHost host;
  private final SecretMask mask;
  private final SopsFiles sops;
  private final ValsReferences root;
  private final ConcurrentMap<String, ValsReferences> references = new ConcurrentHashMap<>();

  private Secrets(HelmfileHost host) {
    this.host = host;
    String key = host.variable("SLIPWAY_MASK_KEY");
    this.mask = new SecretMask(key == null ? null : GoStrings.toBytes(key));
    SecretHost here = new Seen(host, host.workingDirectory());
    this.sops = new SopsFiles(here, mask);
    this.root = new ValsReferences(here, sops, mask);
  }

  /// The secrets that a host has the keys of. `SLIPWAY_MASK_KEY` makes the mask's hashes the same
  /// from run to run.
  public static Secrets of(HelmfileHost host) {
    return new Secrets(host);
  }

  /// Hides the values that were read.
  public SecretMask mask() {
    return mask;
  }

  /// Decrypts files that SOPS encrypted.
  public SecretFiles files() {
    return (reader, path) -> {
      try {
        byte[] content = GoStrings.toBytes(reader.read(path));
        return GoStrings.fromBytes(sops.decrypt(path, content));
      } catch (IOException e) {
        throw SecretException.of(
                SecretErrorCode.READ, "the secrets file cannot be read: " + e.getMessage(), e)
            .in(path);
      }
    };
  }

  /// Decrypts values in YAML that stand encrypted in a helmfile itself.
  public UnaryOperator<String> inline() {
    return text ->
        GoStrings.fromBytes(
            sops.decrypt("secrets in the helmfile", GoStrings.toBytes(text), SopsFormat.YAML));
  }

  /// Resolves references; their relative paths start from the working folder, or from the one that
  /// [SecretReferences#in] names.
  public SecretReferences references() {
    return new Located(host.workingDirectory());
  }

  /// References of one folder.
  private final class Located implements SecretReferences {
    private final String directory;

    Located(String directory) {
      this.directory = directory;
    }

    @Override
    public Map<String, @Nullable Object> expand(Map<String, ? extends @Nullable Object> values) {
      return mentioned(values)
          ? references
              .computeIfAbsent(directory, at -> root.in(at, new Seen(host, at)))
              .expand(values)
          : new LinkedHashMap<>(values);
    }

    @Override
    public SecretReferences in(String other) {
      return other.equals(directory) ? this : new Located(other);
    }
  }

  /// Whether any text in a value may hold a reference.
  private static boolean mentioned(@Nullable Object value) {
    return switch (value) {
      case String text -> ValsReferences.mayRefer(text);
      case Map<?, ?> map -> {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          if (mentioned(entry.getKey()) || mentioned(entry.getValue())) {
            yield true;
          }
        }
        yield false;
      }
      case List<?> list -> {
        for (Object item : list) {
          if (mentioned(item)) {
            yield true;
          }
        }
        yield false;
      }
      case null, default -> false;
    };
  }

  /// A host of helmfiles, seen from a folder.
  private record Seen(HelmfileHost host, String directory) implements SecretHost {
    @Override
    public @Nullable String variable(String name) {
      return host.variable(name);
    }

    @Override
    public byte[] read(String path) throws IOException {
      return GoStrings.toBytes(host.read(Paths.resolve(directory, path)));
    }

    @Override
    public ProcessResult run(List<String> command, byte[] input, Map<String, String> variables)
        throws IOException {
      return host.run(
          new ProcessRequest(
              command.getFirst(),
              command.subList(1, command.size()),
              directory,
              variables,
              GoStrings.fromBytes(input)));
    }
  }
}
