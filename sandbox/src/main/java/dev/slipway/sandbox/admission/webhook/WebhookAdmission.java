package dev.slipway.sandbox.admission.webhook;

import dev.slipway.object.ObjectException;
import dev.slipway.object.patch.JsonPatch;
import dev.slipway.sandbox.admission.Admission;
import dev.slipway.sandbox.admission.AdmissionRequest;
import dev.slipway.sandbox.admission.Operation;
import dev.slipway.sandbox.rule.Fields;
import dev.slipway.sandbox.rule.ObjectRules;
import dev.slipway.sandbox.status.ApiException;
import dev.slipway.sandbox.status.GoQuote;
import dev.slipway.sandbox.store.GroupResource;
import dev.slipway.sandbox.store.ObjectStore;
import dev.slipway.sandbox.store.StoreEvent;
import dev.slipway.sandbox.store.StoreKey;
import dev.slipway.sandbox.store.StoredObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Asks the webhooks of MutatingWebhookConfigurations for changes and those of
/// ValidatingWebhookConfigurations for their consent, in the order of the configurations' names.
/// Conditions in CEL (`matchConditions`) are not evaluated: such a webhook is asked. A rule holds
/// for the very version that a client uses (`matchPolicy: Exact`). Safe for use by several threads.
public final class WebhookAdmission implements Admission {
  private static final String GROUP = "admissionregistration.k8s.io";
  private static final GroupResource MUTATING =
      new GroupResource(GROUP, "mutatingwebhookconfigurations");
  private static final GroupResource VALIDATING =
      new GroupResource(GROUP, "validatingwebhookconfigurations");
  private static final GroupResource NAMESPACES = new GroupResource("", "namespaces");

  private final ObjectStore store;
  private final WebhookClient client;
  private volatile boolean changed = true;
  private volatile List<Webhook> mutating = List.of();
  private volatile List<Webhook> validating = List.of();

  /// Follows the configurations in a store.
  public WebhookAdmission(ObjectStore store) {
    this.store = store;
    this.client = new WebhookClient(store);
    store.follow(this::notice);
  }

  /// Quick, as the store is locked meanwhile.
  private void notice(StoreEvent event) {
    GroupResource resource = event.object().key().resource();
    if (resource.equals(MUTATING) || resource.equals(VALIDATING)) {
      changed = true;
    }
  }

  private void refresh() {
    if (changed) {
      changed = false;
      mutating = hooks(MUTATING);
      validating = hooks(VALIDATING);
    }
  }

  private List<Webhook> hooks(GroupResource resource) {
    List<Webhook> hooks = new ArrayList<>();
    for (StoredObject stored : store.list(resource, "").objects()) {
      hooks.addAll(Webhook.of(stored.object()));
    }
    return List.copyOf(hooks);
  }

  @Override
  public void change(AdmissionRequest request) {
    refresh();
    List<Webhook> hooks = mutating;
    if (hooks.isEmpty() || isExempt(request)) {
      return;
    }
    Set<Webhook> again = new HashSet<>();
    Set<Webhook> asked = new HashSet<>();
    for (Webhook hook : hooks) {
      if (hook.wants(request, namespace(request))) {
        if (mutate(hook, request)) {
          again.addAll(asked);
        }
        if (hook.reinvoked()) {
          asked.add(hook);
        }
      }
    }
    for (Webhook hook : hooks) {
      if (again.contains(hook) && hook.wants(request, namespace(request))) {
        mutate(hook, request);
      }
    }
  }

  @Override
  public void check(AdmissionRequest request) {
    List<Webhook> hooks = validating;
    if (hooks.isEmpty() || isExempt(request)) {
      return;
    }
    for (Webhook hook : hooks) {
      if (hook.wants(request, namespace(request))) {
        ask(hook, request, false);
      }
    }
  }

  /// Webhooks cannot keep one from mending webhooks.
  private static boolean isExempt(AdmissionRequest request) {
    return request.type().group().equals(GROUP);
  }

  private @Nullable Map<String, String> namespace(AdmissionRequest request) {
    if (request.type().is("", "namespaces")) {
      return request.operation() == Operation.DELETE && request.old() != null
          ? request.old().labels()
          : request.after().labels();
    }
    if (request.namespace().isEmpty()) {
      return null;
    }
    StoredObject stored = store.get(new StoreKey(NAMESPACES, "", request.namespace()));
    return stored == null ? Map.of() : stored.object().labels();
  }

  /// @return whether the object is another now
  private boolean mutate(Webhook hook, AdmissionRequest request) {
    AdmissionReview answer = ask(hook, request, true);
    if (answer == null || answer.patch().isEmpty()) {
      return false;
    }
    if (request.operation() == Operation.DELETE) {
      throw ApiException.internal(
          "admission webhook "
              + GoQuote.quote(hook.name())
              + " attempted to modify the object, which is not supported for this operation");
    }
    Map<String, @Nullable Object> next;
    try {
      next = JsonPatch.applyTo(request.object(), answer.patch());
    } catch (ObjectException e) {
      throw ApiException.internal(String.valueOf(e.getMessage()));
    }
    new ObjectRules(request.type()).defaults(next);
    boolean differs = !next.equals(request.object());
    request.object().clear();
    request.object().putAll(next);
    return differs;
  }

  /// @return its consent; null if it could not be asked and that does not matter
  private @Nullable AdmissionReview ask(Webhook hook, AdmissionRequest request, boolean mutates) {
    if (request.dryRun() && hook.hasSideEffects()) {
      throw ApiException.badRequest(
          "admission webhook " + GoQuote.quote(hook.name()) + " does not support dry run");
    }
    if (client.isSimulated(hook)) {
      return null;
    }
    String uid = UUID.randomUUID().toString();
    AdmissionReview answer;
    try {
      answer =
          AdmissionReview.read(
              client.ask(hook, AdmissionReview.question(request, uid)), uid, mutates);
    } catch (WebhookFailure failure) {
      if (hook.ignoresFailures()) {
        return null;
      }
      throw ApiException.internal(
          "failed calling webhook " + GoQuote.quote(hook.name()) + ": " + failure.reason());
    }
    answer.warnings().forEach(request.warnings());
    if (!answer.allowed()) {
      throw denial(hook, answer.result());
    }
    return answer;
  }

  private static ApiException denial(Webhook hook, Map<String, @Nullable Object> result) {
    String message = Fields.text(result, "message");
    String reason = Fields.text(result, "reason");
    String why =
        !message.isEmpty()
            ? ": " + message
            : !reason.isEmpty() ? ": " + reason : " without explanation";
    Map<String, @Nullable Object> details = Fields.find(result, "details");
    return ApiException.denied(
        (int) Math.max(400, Fields.number(0, result, "code")),
        reason,
        "admission webhook " + GoQuote.quote(hook.name()) + " denied the request" + why,
        details == null ? new LinkedHashMap<>() : details);
  }
}
