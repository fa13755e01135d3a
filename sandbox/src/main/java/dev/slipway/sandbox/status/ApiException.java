package dev.slipway.sandbox.status;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SlipwayException;
import dev.slipway.sandbox.store.GroupResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The API server refuses a request: a `Status` object with the texts of apimachinery's
/// `api/errors`. It has no stack trace, as it is an answer, not a fault.
public final class ApiException extends SlipwayException {
  private static final long serialVersionUID = 1L;

  /// Reasons whose details are written although they are empty.
  private static final Set<String> DETAILED =
      Set.of("NotFound", "MethodNotAllowed", "Invalid", "Forbidden");

  private final int code;
  private final String reason;
  private final String text;
  private String next = "";
  private boolean foreign;
  private final transient Map<String, @Nullable Object> details;

  private ApiException(
      int code, String reason, String text, Map<String, @Nullable Object> details) {
    super(null);
    this.code = code;
    this.reason = reason;
    this.text = text;
    this.details = details;
  }

  /// An answer with any content.
  ///
  /// @param code the HTTP status
  /// @param details the `details` of the Status; empty for none
  public static ApiException of(
      int code, String reason, String message, Map<String, @Nullable Object> details) {
    return new ApiException(code, reason, message, details);
  }

  /// A refusal in the very words of an admission webhook.
  ///
  /// @param details the `details` that it gave; empty for none
  public static ApiException denied(
      int code, String reason, String message, Map<String, @Nullable Object> details) {
    ApiException denied = new ApiException(code, reason, message, details);
    denied.foreign = true;
    return denied;
  }

  /// The object is not there.
  public static ApiException notFound(GroupResource resource, String name) {
    return new ApiException(
        404,
        "NotFound",
        resource + " " + GoQuote.quote(name) + " not found",
        details(resource.group(), resource.resource(), name));
  }

  /// The path, or the kind that it names, is not served.
  public static ApiException unknownPath() {
    return new ApiException(
        404, "NotFound", "the server could not find the requested resource", details("", "", ""));
  }

  /// The object is there already.
  ///
  /// @param deleting whether it is only waiting to go
  public static ApiException alreadyExists(GroupResource resource, String name, boolean deleting) {
    return new ApiException(
        409,
        "AlreadyExists",
        (deleting ? "object is being deleted: " : "")
            + resource
            + " "
            + GoQuote.quote(name)
            + " already exists",
        details(resource.group(), resource.resource(), name));
  }

  /// The object cannot be written as asked.
  public static ApiException conflict(GroupResource resource, String name, String why) {
    return new ApiException(
        409,
        "Conflict",
        "Operation cannot be fulfilled on " + resource + " " + GoQuote.quote(name) + ": " + why,
        details(resource.group(), resource.resource(), name));
  }

  /// Someone else changed the object meanwhile.
  public static ApiException modified(GroupResource resource, String name) {
    return conflict(
        resource,
        name,
        "the object has been modified; please apply your changes to the latest version and try"
            + " again");
  }

  /// Others own fields that are applied.
  ///
  /// @param causes each with `reason`, `message` and `field`
  public static ApiException applyConflict(
      String message, List<Map<String, @Nullable Object>> causes) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("causes", causes);
    return new ApiException(409, "Conflict", message, details);
  }

  /// The object is not valid.
  public static ApiException invalid(
      String group, String kind, String name, List<FieldError> errors) {
    Map<String, @Nullable Object> details = details(group, kind, name);
    List<Map<String, @Nullable Object>> causes = new ArrayList<>();
    LinkedHashSet<String> messages = new LinkedHashSet<>();
    for (FieldError error : errors) {
      Map<String, @Nullable Object> cause = new LinkedHashMap<>();
      cause.put("reason", error.type().reason());
      cause.put("message", error.body());
      cause.put("field", error.field());
      causes.add(cause);
      messages.add(error.toString());
    }
    if (!causes.isEmpty()) {
      details.put("causes", causes);
    }
    String all = String.join(", ", messages);
    String qualified = group.isEmpty() ? kind : kind + "." + group;
    return new ApiException(
        422,
        "Invalid",
        qualified
            + " "
            + GoQuote.quote(name)
            + " is invalid"
            + (messages.isEmpty() ? "" : ": " + (messages.size() > 1 ? "[" + all + "]" : all)),
        details);
  }

  /// It is not allowed.
  ///
  /// @param name the object; empty if none is named
  public static ApiException forbidden(GroupResource resource, String name, String why) {
    String subject = name.isEmpty() ? "" + resource : resource + " " + GoQuote.quote(name);
    return new ApiException(
        403,
        "Forbidden",
        subject + " is forbidden: " + why,
        details(resource.group(), resource.resource(), name));
  }

  /// The request makes no sense.
  public static ApiException badRequest(String message) {
    return new ApiException(400, "BadRequest", message, Map.of());
  }

  /// The kind has no such verb.
  public static ApiException methodNotAllowed() {
    return new ApiException(
        405,
        "MethodNotAllowed",
        "the server does not allow this method on the requested resource",
        details("", "", ""));
  }

  /// The kind does not support an action.
  public static ApiException methodNotSupported(GroupResource resource, String action) {
    return new ApiException(
        405,
        "MethodNotAllowed",
        action + " is not supported on resources of kind " + GoQuote.quote(resource.toString()),
        details(resource.group(), resource.resource(), ""));
  }

  /// What is asked for is too long ago.
  public static ApiException expired(String message) {
    return new ApiException(410, "Expired", message, Map.of());
  }

  /// The body is of a type that is not understood.
  public static ApiException unsupportedMediaType(String message) {
    return new ApiException(415, "UnsupportedMediaType", message, Map.of());
  }

  /// The patch is of a type that the kind does not take.
  public static ApiException unsupportedPatch() {
    return new ApiException(
        415, "UnsupportedMediaType", "415: Unsupported Media Type", details("", "", ""));
  }

  /// The client wants the answer in a type that is not there.
  public static ApiException notAcceptable(String message) {
    return new ApiException(406, "NotAcceptable", message, Map.of());
  }

  /// The server itself failed.
  public static ApiException internal(String why) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("causes", List.of(Map.of("message", why)));
    return new ApiException(500, "InternalError", "Internal error occurred: " + why, details);
  }

  /// The same with causes in its details.
  public ApiException withCauses(List<Map<String, @Nullable Object>> causes) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>(details);
    more.put("causes", causes);
    return new ApiException(code, reason, text, more);
  }

  /// The same with the number of seconds after which the client may try again.
  public ApiException retryAfter(long seconds) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>(details);
    more.put("retryAfterSeconds", seconds);
    return new ApiException(code, reason, text, more);
  }

  private static Map<String, @Nullable Object> details(String group, String kind, String name) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    if (!name.isEmpty()) {
      details.put("name", name);
    }
    if (!group.isEmpty()) {
      details.put("group", group);
    }
    if (!kind.isEmpty()) {
      details.put("kind", kind);
    }
    return details;
  }

  /// The same with a token by which the client may go on with the newest objects.
  public ApiException withContinue(String token) {
    ApiException other = new ApiException(code, reason, text, details);
    other.next = token;
    return other;
  }

  /// The HTTP status.
  public int code() {
    return code;
  }

  /// The machine's word for the reason, such as `NotFound`.
  public String reason() {
    return reason;
  }

  /// The `Status` object.
  public Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> status = new LinkedHashMap<>();
    status.put("kind", "Status");
    status.put("apiVersion", "v1");
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    if (!next.isEmpty()) {
      metadata.put("continue", next);
    }
    status.put("metadata", metadata);
    status.put("status", "Failure");
    status.put("message", text);
    if (!reason.isEmpty()) {
      status.put("reason", reason);
    }
    boolean generic = code == 415 && text.startsWith("415:");
    if (generic || !details.isEmpty() || (DETAILED.contains(reason) && !foreign)) {
      status.put("details", details);
    }
    status.put("code", (long) code);
    return status;
  }

  @Override
  protected Diagnostic describe() {
    return Diagnostic.error(ApiErrorCode.REFUSED, text);
  }
}
