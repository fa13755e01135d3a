package dev.slipway.helmfile.release;

import dev.slipway.core.Spelling;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Arguments that a helmfile or its user passes to each call of Helm: `helmDefaults.args` and
/// `--args`. Those that change what `helm template` prints are understood; others of its flags are
/// accepted.
///
/// @param given the values of the flags by their long names, in the order given
final class HelmArguments {
  private static final Set<String> SWITCHES =
      Set.of(
          "atomic",
          "cleanup-on-fail",
          "create-namespace",
          "debug",
          "dependency-update",
          "devel",
          "disable-openapi-validation",
          "dry-run",
          "enable-dns",
          "force",
          "force-conflicts",
          "force-replace",
          "generate-name",
          "hide-notes",
          "include-crds",
          "insecure-skip-tls-verify",
          "is-upgrade",
          "kube-insecure-skip-tls-verify",
          "no-hooks",
          "pass-credentials",
          "plain-http",
          "release-name",
          "render-subchart-notes",
          "replace",
          "rollback-on-failure",
          "server-side",
          "skip-crds",
          "skip-schema-validation",
          "skip-tests",
          "take-ownership",
          "validate",
          "verify",
          "wait",
          "wait-for-jobs");

  private static final Set<String> VALUED =
      Set.of(
          "api-versions",
          "burst-limit",
          "ca-file",
          "cert-file",
          "color",
          "content-cache",
          "description",
          "history-max",
          "key-file",
          "keyring",
          "kube-apiserver",
          "kube-as-group",
          "kube-as-user",
          "kube-ca-file",
          "kube-context",
          "kube-tls-server-name",
          "kube-token",
          "kube-version",
          "kubeconfig",
          "labels",
          "name-template",
          "namespace",
          "output-dir",
          "password",
          "post-renderer",
          "post-renderer-args",
          "qps",
          "registry-config",
          "repo",
          "repository-cache",
          "repository-config",
          "set",
          "set-file",
          "set-json",
          "set-literal",
          "set-string",
          "show-only",
          "timeout",
          "username",
          "values",
          "version");

  /// Switches of `helm upgrade` that `helm template` does not have.
  private static final Set<String> UPGRADE_SWITCHES =
      Set.of(
          "hide-secret",
          "install",
          "recreate-pods",
          "reset-then-reuse-values",
          "reset-values",
          "reuse-values");

  private static final Map<String, String> SHORT =
      Map.of("a", "api-versions", "f", "values", "n", "namespace", "s", "show-only", "l", "labels");

  private final Map<String, List<String>> given;

  private HelmArguments(Map<String, List<String>> given) {
    this.given = given;
  }

  /// Understands arguments as helmfile collects them: words between spaces, those of the same flag
  /// together, words that belong to no flag left out.
  ///
  /// @param file the helmfile, for errors
  /// @throws HelmfileException if helm template has no such flag
  static HelmArguments of(String file, List<String> commandLine, List<String> helmDefaults) {
    Reader reader = new Reader(file, false);
    reader.collect(String.join(" ", commandLine));
    reader.collect(String.join(" ", helmDefaults));
    return new HelmArguments(reader.given);
  }

  /// The same for `helm upgrade`.
  ///
  /// @throws HelmfileException if helm upgrade has no such flag
  static HelmArguments forUpgrade(String file, List<String> arguments) {
    Reader reader = new Reader(file, true);
    reader.collect(String.join(" ", arguments));
    return new HelmArguments(reader.given);
  }

  /// Collects arguments for one command of Helm.
  private static final class Reader {
    private final String file;
    private final boolean upgrade;
    private final Map<String, List<String>> given = new LinkedHashMap<>();

    Reader(String file, boolean upgrade) {
      this.file = file;
      this.upgrade = upgrade;
    }

    private void collect(String text) {
      List<String> words = new ArrayList<>();
      for (String word : text.split(" ", -1)) {
        if (!word.isEmpty()) {
          words.add(word);
        }
      }
      for (int i = 0; i < words.size(); i++) {
        String word = words.get(i);
        if (!word.startsWith("-")) {
          continue;
        }
        int equals = word.indexOf('=');
        String flag = equals < 0 ? word : word.substring(0, equals);
        String name = name(flag);
        String next = i + 1 < words.size() ? words.get(i + 1) : "-";
        String value;
        if (equals >= 0) {
          value = word.substring(equals + 1);
        } else if (isSwitch(name)) {
          value = "true";
        } else if (!next.startsWith("-")) {
          value = next;
        } else {
          throw invalid("flag needs an argument: " + flag, null);
        }
        given.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
      }
    }

    private boolean isSwitch(String name) {
      return SWITCHES.contains(name) || (upgrade && UPGRADE_SWITCHES.contains(name));
    }

    private String name(String flag) {
      String name = flag.startsWith("--") ? flag.substring(2) : SHORT.get(flag.substring(1));
      if (name != null && (isSwitch(name) || VALUED.contains(name))) {
        return name;
      }
      Map<String, String> known = new HashMap<>();
      SWITCHES.forEach(each -> known.put(each, each));
      VALUED.forEach(each -> known.put(each, each));
      String command = upgrade ? "helm upgrade" : "helm template";
      String near =
          Spelling.nearest(flag.replace("-", ""), known.keySet())
              .map(each -> "did you mean --" + each + "?")
              .orElse(command + " has no such flag");
      throw invalid("unknown flag: " + flag, near);
    }

    private HelmfileException invalid(
        String message, @org.jspecify.annotations.Nullable String hint) {
      return HelmfileException.in(
          HelmfileErrorCode.INVALID_STATE,
          file,
          message + " in the arguments for helm ('helmDefaults.args' or --args)",
          hint);
    }
  }

  /// All values of a flag.
  List<String> all(String name) {
    return given.getOrDefault(name, List.of());
  }

  /// The last value of a flag, or empty.
  String last(String name) {
    List<String> values = all(name);
    return values.isEmpty() ? "" : values.getLast();
  }

  /// Whether a switch is on.
  boolean flag(String name) {
    return last(name).equals("true");
  }
}
