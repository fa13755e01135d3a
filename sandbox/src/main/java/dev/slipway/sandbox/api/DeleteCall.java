package dev.slipway.sandbox.api;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.rule.Fields;
import dev.slipway.sandbox.status.ApiException;
import dev.slipway.sandbox.status.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a deletion is asked for.
///
/// @param grace the seconds a pod is given to end; -1 if not said
/// @param propagation `Background`, `Foreground`, `Orphan`, or empty if not said
/// @param uid which object it must be; empty for any
/// @param resourceVersion which version it must be; empty for any
/// @param dryRun whether nothing is stored
record DeleteCall(
    long grace, String propagation, String uid, String resourceVersion, boolean dryRun) {
  /// The way the server itself deletes.
  static final DeleteCall BACKGROUND = new DeleteCall(-1, "Background", "", "", false);

  /// Reads the body, and the parameters where there is none.
  static DeleteCall of(ApiRequest request) {
    Map<String, @Nullable Object> body = Bodies.tree(request);
    List<FieldError> errors = new ArrayList<>();
    if (body.isEmpty()) {
      body = fromParameters(request);
    }
    KubeObject options = KubeObject.of(body);
    String propagation = options.text("propagationPolicy");
    Object orphan = options.get("orphanDependents");
    if (orphan != null && !propagation.isEmpty()) {
      errors.add(
          FieldError.invalid(
              "propagationPolicy",
              propagation,
              "orphanDependents and deletionPropagation cannot be both set"));
    }
    if (!List.of("", "Foreground", "Background", "Orphan").contains(propagation)) {
      errors.add(
          FieldError.notSupported(
              "propagationPolicy",
              propagation,
              List.of("Foreground", "Background", "Orphan", "nil")));
    }
    if (orphan != null) {
      propagation = orphan.equals(true) ? "Orphan" : "Background";
    }
    boolean dryRun = WriteCall.dryRun(Fields.texts(body, "dryRun"), errors);
    if (!errors.isEmpty()) {
      throw ApiException.invalid("meta.k8s.io", "DeleteOptions", "", errors);
    }
    return new DeleteCall(
        options.number(-1, "gracePeriodSeconds"),
        propagation,
        options.text("preconditions", "uid"),
        options.text("preconditions", "resourceVersion"),
        dryRun);
  }

  private static Map<String, @Nullable Object> fromParameters(ApiRequest request) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    String grace = request.parameter("gracePeriodSeconds");
    if (!grace.isEmpty()) {
      body.put("gracePeriodSeconds", Long.valueOf(grace));
    }
    if (!request.parameter("propagationPolicy").isEmpty()) {
      body.put("propagationPolicy", request.parameter("propagationPolicy"));
    }
    if (!request.parameter("orphanDependents").isEmpty()) {
      body.put("orphanDependents", request.flag("orphanDependents"));
    }
    List<String> dryRun = request.query().get("dryRun");
    if (dryRun != null) {
      body.put("dryRun", dryRun);
    }
    return body;
  }

  /// The same for one object of many.
  DeleteCall withoutPreconditions() {
    return new DeleteCall(grace, propagation, "", "", dryRun);
  }
}
