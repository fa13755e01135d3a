package dev.slipway.sandbox.api;

import dev.slipway.sandbox.access.UserInfo;
import dev.slipway.sandbox.resource.ResourceType;
import dev.slipway.sandbox.rule.ObjectRules;
import dev.slipway.sandbox.status.ApiException;
import dev.slipway.sandbox.status.FieldError;
import java.util.ArrayList;
import java.util.List;

/// How one write is asked for.
///
/// @param type the kind in the version of the request
/// @param namespace the namespace; empty for an object of the whole cluster
/// @param name the object; empty if its name is in the body
/// @param subresource `status` or empty
/// @param user who asks
/// @param dryRun whether nothing is stored
/// @param manager who owns the fields that are written
/// @param unknownFields what is done about fields that the kind does not have
/// @param warnings collects what the client is told
record WriteCall(
    ResourceType type,
    String namespace,
    String name,
    String subresource,
    UserInfo user,
    boolean dryRun,
    String manager,
    UnknownFields unknownFields,
    List<String> warnings) {
  private static final int LONGEST_MANAGER = 128;

  /// What is done about unknown and doubled fields.
  enum UnknownFields {
    IGNORE,
    WARN,
    STRICT
  }

  /// Reads the parameters of a request.
  ///
  /// @param kind the options' kind in messages, such as `CreateOptions`
  /// @throws ApiException if one of them cannot be
  static WriteCall of(
      ApiRequest request,
      ResourceType type,
      String namespace,
      String name,
      String subresource,
      String kind) {
    List<FieldError> errors = new ArrayList<>();
    boolean dryRun = dryRun(request.query().getOrDefault("dryRun", List.of()), errors);
    String manager = request.parameter("fieldManager");
    if (manager.length() > LONGEST_MANAGER) {
      errors.add(FieldError.tooLong("fieldManager", LONGEST_MANAGER));
    }
    String check = request.parameter("fieldValidation");
    if (!List.of("", "Ignore", "Warn", "Strict").contains(check)) {
      errors.add(
          FieldError.notSupported(
              "fieldValidation", check, List.of("", "Ignore", "Strict", "Warn")));
    }
    if (!errors.isEmpty()) {
      throw ApiException.invalid("meta.k8s.io", kind, "", errors);
    }
    return new WriteCall(
        type,
        namespace,
        name,
        subresource,
        request.user(),
        dryRun,
        manager.isEmpty() ? agent(request.userAgent()) : manager,
        switch (check) {
          case "Ignore" -> UnknownFields.IGNORE;
          case "Strict" -> UnknownFields.STRICT;
          default -> UnknownFields.WARN;
        },
        new ArrayList<>());
  }

  /// A write of the server itself.
  static WriteCall internal(
      ResourceType type,
      String namespace,
      String name,
      String subresource,
      String manager,
      UserInfo user) {
    return new WriteCall(
        type,
        namespace,
        name,
        subresource,
        user,
        false,
        manager,
        UnknownFields.IGNORE,
        new ArrayList<>());
  }

  /// Whether a PUT makes the object if it is not there.
  boolean createsByPut() {
    return new ObjectRules(type).allowsCreateOnUpdate();
  }

  static boolean dryRun(List<?> values, List<FieldError> errors) {
    if (values.stream().anyMatch(value -> !value.equals("All"))) {
      errors.add(FieldError.notSupported("dryRun", values, List.of("All")));
    }
    return !values.isEmpty();
  }

  /// The name of a client: its agent up to the first slash.
  private static String agent(String userAgent) {
    int end = userAgent.indexOf('/');
    String name = end < 0 ? userAgent : userAgent.substring(0, end);
    return name.isEmpty() ? "unknown" : name.substring(0, Math.min(name.length(), LONGEST_MANAGER));
  }
}
