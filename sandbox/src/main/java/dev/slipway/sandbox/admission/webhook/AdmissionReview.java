package dev.slipway.sandbox.admission.webhook;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.admission.AdmissionRequest;
import dev.slipway.sandbox.admission.Operation;
import dev.slipway.sandbox.resource.ResourceType;
import dev.slipway.sandbox.rule.Fields;
import dev.slipway.sandbox.status.GoQuote;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.YamlException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a webhook is asked, and what it answers: `admission.k8s.io/v1`.
///
/// @param allowed whether the write may go on
/// @param result the status with which it is refused; empty if the webhook gives none
/// @param patch the operations of a JSON patch; empty for none
/// @param warnings told to the client
record AdmissionReview(
    boolean allowed, Map<String, @Nullable Object> result, List<?> patch, List<String> warnings) {
  private static final String VERSION = "admission.k8s.io/v1";
  private static final String KIND = "AdmissionReview";

  /// The question about a write.
  ///
  /// @param uid by which the answer names it
  static String question(AdmissionRequest request, String uid) {
    ResourceType type = request.type();
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("uid", uid);
    tree.put("kind", named(type, "kind", type.kind()));
    tree.put("resource", named(type, "resource", type.plural()));
    Fields.set(tree, "subResource", request.subresource().isEmpty() ? null : request.subresource());
    tree.put("requestKind", named(type, "kind", type.kind()));
    tree.put("requestResource", named(type, "resource", type.plural()));
    Fields.set(
        tree, "requestSubResource", request.subresource().isEmpty() ? null : request.subresource());
    Fields.set(tree, "name", request.name().isEmpty() ? null : request.name());
    Fields.set(tree, "namespace", request.namespace().isEmpty() ? null : request.namespace());
    tree.put("operation", request.operation().name());
    Map<String, @Nullable Object> user = new LinkedHashMap<>();
    user.put("username", request.user().name());
    Fields.set(user, "uid", request.user().uid().isEmpty() ? null : request.user().uid());
    Fields.set(user, "groups", request.user().groups().isEmpty() ? null : request.user().groups());
    Fields.set(user, "extra", request.user().extra().isEmpty() ? null : request.user().extra());
    tree.put("userInfo", user);
    KubeObject old = request.old();
    tree.put("object", request.operation() == Operation.DELETE ? null : request.object());
    tree.put("oldObject", old == null ? null : old.tree());
    tree.put("dryRun", request.dryRun());
    Map<String, @Nullable Object> options = new LinkedHashMap<>();
    options.put("apiVersion", "meta.k8s.io/v1");
    options.put(
        "kind",
        switch (request.operation()) {
          case CREATE -> "CreateOptions";
          case UPDATE -> "UpdateOptions";
          case DELETE -> "DeleteOptions";
        });
    Fields.set(options, "dryRun", request.dryRun() ? List.of("All") : null);
    tree.put("options", options);
    Map<String, @Nullable Object> review = new LinkedHashMap<>();
    review.put("kind", KIND);
    review.put("apiVersion", VERSION);
    review.put("request", tree);
    return Json.writeRaw(review);
  }

  private static Map<String, @Nullable Object> named(ResourceType type, String what, String name) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("group", type.group());
    tree.put("version", type.version());
    tree.put(what, name);
    return tree;
  }

  /// Reads an answer.
  ///
  /// @param uid the one of the question
  /// @param mutating whether the webhook may change the object
  /// @throws WebhookFailure if it is none
  static AdmissionReview read(String text, String uid, boolean mutating) throws WebhookFailure {
    KubeObject review = document(text);
    if (!review.apiVersion().startsWith("admission.k8s.io/")) {
      throw new WebhookFailure(
          "failed to call webhook: no kind "
              + GoQuote.quote(review.kind())
              + " is registered for version "
              + GoQuote.quote(review.apiVersion())
              + " in scheme \"pkg/runtime/scheme.go:110\"");
    }
    if (review.get("response") == null) {
      throw invalid("webhook response was absent");
    }
    String answered = review.text("response", "uid");
    if (!answered.equals(uid)) {
      throw invalid(
          "expected response.uid=" + GoQuote.quote(uid) + ", got " + GoQuote.quote(answered));
    }
    if (!review.apiVersion().equals(VERSION) || !review.kind().equals(KIND)) {
      String group = review.apiVersion().replaceFirst("/.*", "");
      String version = review.apiVersion().replaceFirst(".*/", "");
      throw invalid(
          "expected webhook response of admission.k8s.io/v1, Kind=AdmissionReview, got "
              + group
              + "/"
              + version
              + ", Kind="
              + review.kind());
    }
    return new AdmissionReview(
        review.flag("response", "allowed"),
        review.map("response", "status"),
        patch(review, mutating),
        review.list("response", "warnings").stream().map(String::valueOf).toList());
  }

  private static KubeObject document(String text) throws WebhookFailure {
    try {
      return KubeObject.parse(text);
    } catch (YamlException | dev.slipway.object.ObjectException e) {
      throw new WebhookFailure(
          "failed to call webhook: couldn't get version/kind; json parse error: " + e.getMessage());
    }
  }

  private static List<?> patch(KubeObject review, boolean mutating) throws WebhookFailure {
    String patch = review.text("response", "patch");
    boolean typed = review.get("response", "patchType") != null;
    if (!mutating) {
      if (!patch.isEmpty()) {
        throw invalid("validating webhook may not return response.patch");
      }
      if (typed) {
        throw invalid("validating webhook may not return response.patchType");
      }
      return List.of();
    }
    if (patch.isEmpty() == typed) {
      throw invalid(
          typed
              ? "webhook returned response.patchType but not response.patch"
              : "webhook returned response.patch but not response.patchType");
    }
    if (patch.isEmpty()) {
      return List.of();
    }
    String type = review.text("response", "patchType");
    if (!type.equals("JSONPatch")) {
      throw new WebhookFailure("unsupported patch type " + GoQuote.quote(type));
    }
    try {
      String json = new String(Base64.getDecoder().decode(patch), StandardCharsets.UTF_8);
      if (Json.readExact(json) instanceof List<?> operations) {
        return operations;
      }
    } catch (IllegalArgumentException | YamlException e) {
      throw undecodable(String.valueOf(e.getMessage()));
    }
    throw undecodable("json: cannot unmarshal into Go value of type jsonpatch.Patch");
  }

  private static WebhookFailure undecodable(String why) {
    return new WebhookFailure("received undecodable patch in webhook response: " + why);
  }

  private static WebhookFailure invalid(String why) {
    return new WebhookFailure("received invalid webhook response: " + why);
  }
}
