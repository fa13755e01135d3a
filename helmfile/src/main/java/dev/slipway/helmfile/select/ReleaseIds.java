package dev.slipway.helmfile.select;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The identities by which releases name each other in `needs`: `kubeContext/namespace/name`, where
/// leading parts may be missing (helmfile, `ReleaseToID` and `reformat` in pkg/state/state.go).
public final class ReleaseIds {
  private ReleaseIds() {}

  /// The identity of a release. With a context and without a namespace there are two slashes, so
  /// that this cannot be taken for a namespace.
  public static String of(String kubeContext, String namespace, String name) {
    if (kubeContext.isEmpty()) {
      return namespace.isEmpty() ? name : namespace + "/" + name;
    }
    return kubeContext + "/" + namespace + "/" + name;
  }

  /// The identity that one entry of `needs` means, of a release in that context and namespace.
  public static String needed(String need, String kubeContext, String namespace) {
    List<String> parts = Arrays.asList(need.split("/", -1));
    int count = parts.size();
    String name = parts.getLast();
    String space = count > 1 ? parts.get(count - 2) : namespace;
    String context = count > 2 ? String.join("/", parts.subList(0, count - 2)) : kubeContext;
    List<String> out = new ArrayList<>();
    if (!context.isEmpty()) {
      out.add(context);
    }
    if (!context.isEmpty() || !space.isEmpty()) {
      out.add(space);
    }
    out.add(name);
    return String.join("/", out);
  }
}
