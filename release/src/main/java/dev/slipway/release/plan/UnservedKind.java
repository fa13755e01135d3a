package dev.slipway.release.plan;

import dev.slipway.chart.api.ApiFinding;
import dev.slipway.chart.api.ApiLint;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.plan.Finding.Topic;
import dev.slipway.yaml.Yaml;
import java.util.List;
import java.util.Map;

/// What to say of objects whose kind the cluster does not serve.
final class UnservedKind {
  private UnservedKind() {}

  /// Nothing for a kind that comes before the object's turn; else Helm's error, with what became of
  /// the kind where that is known.
  static List<Finding> findings(
      ObjectKey key, KubeObject object, ObjectScope scope, String kubeVersion) {
    if (scope.isComing(key.type())) {
      return List.of();
    }
    String message =
        "no matches for kind \""
            + key.type().kind()
            + "\" in version \""
            + key.type().apiVersion()
            + "\"";
    return List.of(Finding.fails(Topic.KIND, key, message, hint(object, kubeVersion)));
  }

  private static String hint(KubeObject object, String kubeVersion) {
    String head =
        Yaml.write(
            Map.of(
                "apiVersion",
                object.apiVersion(),
                "kind",
                object.kind(),
                "metadata",
                Map.of("name", object.name())));
    try {
      for (ApiFinding finding : ApiLint.check(head, kubeVersion)) {
        if (finding.message().contains("is not served since")) {
          return finding.hint() == null
              ? finding.message()
              : finding.message() + "; " + finding.hint();
        }
      }
    } catch (IllegalArgumentException _) {
      // A version that is none of Kubernetes 1 has no table of removed kinds.
      return "ensure CRDs are installed first";
    }
    return "ensure CRDs are installed first";
  }
}
