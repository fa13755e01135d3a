package dev.slipway.helmfile.secret;

import dev.slipway.gotemplate.fmt.GoFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Replaces references (`ref+…`, `secretref+…`) by what they mean, as vals does within helmfile:
/// providers echo, envsubst, exec, file, k8s, sops and vault.
///
/// Each reference and each document is fetched once. What Vault, Kubernetes, SOPS and programs give
/// is told to the [SecretMask], and what the others give where it is written `secretref+`.
/// Thread-safe.
public final class ValsReferences {
  private static final Pattern REFERENCE =
      Pattern.compile("((secret)?ref)\\+([^+:]*://[^+\\n ]+[^+\\n \",])\\+?");
  private static final Pattern PREFIX = Pattern.compile("(secret)?ref\\+");
  private static final int MOST_NESTED = 10;
  private static final Object NIL = new Object();

  private final SecretHost host;
  private final SecretMask mask;
  private final SopsFiles sops;
  private final boolean failOnMissingKey;
  private final String folder;
  private final ConcurrentMap<String, ReferenceProvider> providers;
  private final ConcurrentMap<String, Object> values;

  /// References as a host sees them.
  ///
  /// @param sops decrypts what `ref+sops` names
  public ValsReferences(SecretHost host, SopsFiles sops, SecretMask mask) {
    this(host, sops, mask, "", new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
  }

  private ValsReferences(
      SecretHost host,
      SopsFiles sops,
      SecretMask mask,
      String folder,
      ConcurrentMap<String, ReferenceProvider> providers,
      ConcurrentMap<String, Object> values) {
    this.host = host;
    this.sops = sops;
    this.mask = mask;
    this.folder = folder;
    this.providers = providers;
    this.values = values;
    String strict = host.variable("HELMFILE_VALS_FAIL_ON_MISSING_KEY_IN_MAP");
    this.failOnMissingKey =
        strict != null && List.of("1", "t", "T", "TRUE", "true", "True").contains(strict.strip());
  }

  /// The same references as they are seen from another folder; what was fetched is shared.
  ///
  /// @param other a host whose relative paths start there
  public ValsReferences in(String directory, SecretHost other) {
    return new ValsReferences(other, sops, mask, directory, providers, values);
  }

  /// Whether a text may hold a reference.
  public static boolean mayRefer(String text) {
    return text.contains("ref+");
  }

  /// A map with all references in it replaced, at any depth; the argument is not changed.
  ///
  /// @throws SecretException if one cannot be resolved
  public Map<String, @Nullable Object> expand(Map<String, ? extends @Nullable Object> map) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    Map<String, @Nullable Object> spread = new LinkedHashMap<>();
    for (Map.Entry<String, ?> entry : map.entrySet()) {
      String key = entry.getKey();
      if (!(entry.getValue() instanceof Map) || !spread(key, spread)) {
        result.put(key, expandAny(entry.getValue()));
      }
    }
    result.putAll(spread);
    return result;
  }

  /// A key that is a reference stands for the document that it means.
  private boolean spread(String key, Map<String, @Nullable Object> into) {
    if (!mayRefer(key) || !(expandText(key) instanceof String text) || text.equals(key)) {
      return false;
    }
    into.putAll(LocalProviders.parse(text));
    return true;
  }

  @SuppressWarnings("unchecked")
  private @Nullable Object expandAny(@Nullable Object value) {
    return switch (value) {
      case String text -> expandText(text);
      case Map<?, ?> map -> expand((Map<String, ? extends @Nullable Object>) map);
      case List<?> list -> {
        List<@Nullable Object> result = new ArrayList<>(list.size());
        for (Object item : list) {
          result.add(expandAny(item));
        }
        yield result;
      }
      case null, default -> value;
    };
  }

  /// A text with its references replaced; one that is a reference and nothing else gives what that
  /// means with its type.
  ///
  /// @throws SecretException if one cannot be resolved
  public @Nullable Object expandText(String written) {
    if (!mayRefer(written)) {
      return written;
    }
    String text = resolveInner(written);
    Matcher matcher = REFERENCE.matcher(text);
    if (!matcher.find()) {
      return text;
    }
    if (matcher.start() == 0 && matcher.end() == text.length()) {
      return lookUp(matcher);
    }
    StringBuilder out = new StringBuilder(text.length() + 32);
    int done = 0;
    do {
      out.append(text, done, matcher.start()).append(GoFormat.toText(lookUp(matcher)));
      done = matcher.end();
    } while (matcher.find());
    return out.append(text, done, text.length()).toString();
  }

  /// Replaces references within references, from the innermost on.
  private String resolveInner(String written) {
    String text = written;
    for (int depth = 0; ; depth++) {
      String next = resolveOne(text);
      if (next == null) {
        return text;
      }
      if (depth == MOST_NESTED - 1) {
        throw SecretException.of(
            SecretErrorCode.INVALID_REFERENCE,
            "maximum nesting depth (" + MOST_NESTED + ") exceeded");
      }
      text = next;
    }
  }

  private @Nullable String resolveOne(String text) {
    List<int[]> places = new ArrayList<>();
    Matcher prefix = PREFIX.matcher(text);
    while (prefix.find()) {
      places.add(new int[] {prefix.start(), prefix.end()});
    }
    for (int i = places.size() - 1; i >= 1; i--) {
      int start = places.get(i)[0];
      if (separates(text, places.get(i - 1)[1], start)) {
        continue;
      }
      Matcher matcher = REFERENCE.matcher(text);
      if (matcher.find(start)) {
        Object value = lookUp(matcher);
        if (!ReferenceValues.isScalar(value)) {
          throw SecretException.of(
              SecretErrorCode.INVALID_REFERENCE,
              "nested ref "
                  + matcher.group(3)
                  + " resolved to "
                  + (value == null
                      ? "nil"
                      : ReferenceValues.typeName(value)
                          + "; nested refs must resolve to scalar values"));
        }
        return text.substring(0, matcher.start())
            + GoFormat.toText(value)
            + text.substring(matcher.end());
      }
    }
    return null;
  }

  private static boolean separates(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (" \n\r\t\",".indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Object lookUp(Matcher matcher) {
    String reference = matcher.group(3);
    boolean marked = matcher.group(2) != null;
    try {
      ReferenceAddress address = ReferenceAddress.parse(reference);
      ReferenceProvider provider = provider(address);
      Object value = value(address, provider);
      if (marked || provider.isSecret()) {
        ReferenceValues.hide(value, mask);
      }
      return value;
    } catch (SecretException e) {
      throw e.prefixed("expand " + reference + ": ");
    }
  }

  private @Nullable Object value(ReferenceAddress address, ReferenceProvider provider) {
    String key = folder(address) + address.document();
    if (address.fragment().isEmpty()) {
      return cached(key, () -> provider.text(address.path()));
    }
    Object document = cached(key + "#", () -> provider.document(address.path()));
    Object at = document;
    String[] keys = address.fragment().split("/", -1);
    for (int i = 0; i < keys.length; i++) {
      if (!(at instanceof Map<?, ?> map)) {
        throw SecretException.of(
            SecretErrorCode.MISSING_VALUE,
            "unexpected type of value for key at "
                + (i - 1)
                + "="
                + keys[i - 1]
                + ": expected a"
                + " map, got "
                + ReferenceValues.typeName(at));
      }
      if (!map.containsKey(keys[i])) {
        if (failOnMissingKey) {
          throw SecretException.of(
              SecretErrorCode.MISSING_VALUE, "no value found for key " + address.fragment());
        }
        return null;
      }
      at = map.get(keys[i]);
    }
    return ReferenceValues.read(at);
  }

  private @Nullable Object cached(String key, Supplier<@Nullable Object> fetch) {
    Object value =
        values.computeIfAbsent(
            key,
            _ -> {
              Object fetched = fetch.get();
              return fetched == null ? NIL : fetched;
            });
    return value == NIL ? null : value;
  }

  private ReferenceProvider provider(ReferenceAddress address) {
    return providers.computeIfAbsent(
        folder(address) + address.provider() + "?" + address.query(), _ -> create(address));
  }

  /// The folder that the meaning of an address depends on.
  private String folder(ReferenceAddress address) {
    return switch (address.provider()) {
      case "echo", "envsubst", "vault" -> "";
      default -> folder + "|";
    };
  }

  private ReferenceProvider create(ReferenceAddress address) {
    ReferenceParameters parameters = new ReferenceParameters(address, host);
    return switch (address.provider()) {
      case "echo" -> new LocalProviders.Echo();
      case "envsubst" -> new LocalProviders.EnvironmentText(host);
      case "exec" -> new LocalProviders.ProgramOutput(parameters);
      case "file" -> new LocalProviders.FileText(parameters);
      case "k8s" -> new KubernetesProvider(parameters);
      case "sops" -> new LocalProviders.SopsText(parameters, sops);
      case "vault" -> new VaultProvider(parameters);
      default ->
          throw SecretException.of(
              SecretErrorCode.UNKNOWN_PROVIDER,
              "no provider registered for scheme \"" + address.provider() + "\"",
              "Slipway has echo, envsubst, exec, file, k8s, sops and vault");
    };
  }
}
