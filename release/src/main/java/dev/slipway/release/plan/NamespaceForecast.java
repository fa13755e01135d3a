package dev.slipway.release.plan;

import dev.slipway.kube.KubeClient;
import dev.slipway.kube.KubeErrorCode;
import dev.slipway.kube.KubeException;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.ReleaseName;
import dev.slipway.release.ReleaseSettings;
import dev.slipway.release.plan.Finding.Topic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Which namespaces are there, and which will be when the objects are made. Used by one plan;
/// noting and asking are for one thread, but for [#isMissing].
final class NamespaceForecast {
  private static final GroupVersionKind TYPE = new GroupVersionKind("", "v1", "Namespace");

  private final Set<String> coming = new HashSet<>();
  private final Set<String> missing = new TreeSet<>();
  private final Set<String> ending = new TreeSet<>();

  /// @param comingBefore namespaces that earlier releases of the run make
  NamespaceForecast(
      ReleaseName release,
      ReleaseSettings settings,
      Set<String> comingBefore,
      List<ReleaseObject> desired) {
    coming.addAll(comingBefore);
    if (settings.createNamespace()) {
      coming.add(release.namespace());
    }
    for (ReleaseObject object : desired) {
      if (object.key().type().equals(TYPE)) {
        coming.add(object.key().name());
      }
    }
  }

  /// Asks for a namespace, so that no object in it is tried in vain.
  void look(KubeClient client, String namespace) {
    try {
      Optional<KubeObject> found = client.get(new ObjectKey(TYPE, "", namespace));
      if (found.isEmpty()) {
        missing.add(namespace);
      } else if (!found.get().text("metadata", "deletionTimestamp").isEmpty()
          || found.get().text("status", "phase").equals("Terminating")) {
        ending.add(namespace);
      }
    } catch (KubeException e) {
      // Many may work in a namespace and not look at it: then the dry runs tell.
      if (e.diagnostic().code() != KubeErrorCode.FORBIDDEN) {
        throw e;
      }
    }
  }

  /// Whether it is known that nothing can be made in the object's namespace now.
  boolean isMissing(ObjectChange change) {
    String namespace = change.key().namespace();
    return change.action() == Action.CREATE
        && (missing.contains(namespace) || ending.contains(namespace));
  }

  /// Notes that a namespace is not there.
  void note(String namespace) {
    missing.add(namespace);
  }

  /// What will go wrong.
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (String namespace : missing) {
      if (!coming.contains(namespace) && !ending.contains(namespace)) {
        findings.add(
            Finding.fails(
                Topic.NAMESPACE,
                new ObjectKey(TYPE, "", namespace),
                "namespaces \"" + namespace + "\" not found",
                "make the namespace first, or use --create-namespace"));
      }
    }
    for (String namespace : ending) {
      findings.add(
          Finding.fails(
              Topic.NAMESPACE,
              new ObjectKey(TYPE, "", namespace),
              "the namespace " + namespace + " is being deleted",
              "wait until it is gone"));
    }
    return findings;
  }
}
