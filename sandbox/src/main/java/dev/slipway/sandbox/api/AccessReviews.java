package dev.slipway.sandbox.api;

import dev.slipway.sandbox.access.AccessAttributes;
import dev.slipway.sandbox.access.AccessDecision;
import dev.slipway.sandbox.access.Authorizer;
import dev.slipway.sandbox.access.TokenIssuer;
import dev.slipway.sandbox.access.UserInfo;
import dev.slipway.sandbox.resource.ResourceType;
import dev.slipway.sandbox.rule.Fields;
import dev.slipway.sandbox.status.ApiException;
import dev.slipway.sandbox.status.FieldError;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers what is never stored: who may do what, who someone is, whose token it is.
final class AccessReviews {
  private final Authorizer authorizer;
  private final TokenIssuer tokens;
  private final Clock clock;

  AccessReviews(Authorizer authorizer, TokenIssuer tokens, Clock clock) {
    this.clock = clock;
    this.authorizer = authorizer;
    this.tokens = tokens;
  }

  /// Whether objects of the kind are only questions.
  static boolean answers(ResourceType type) {
    return type.group().equals("authorization.k8s.io")
        || type.group().equals("authentication.k8s.io");
  }

  ApiResponse handle(ApiRequest request, RequestTarget target, ResourceType type) {
    if (!target.verb().equals("create")) {
      throw ApiException.methodNotAllowed();
    }
    Map<String, @Nullable Object> review = Bodies.object(request, type.apiVersion(), type.kind());
    Fields.map(review, "metadata");
    Map<String, @Nullable Object> status =
        switch (type.plural()) {
          case "selfsubjectaccessreviews" -> access(review, type, request.user());
          case "subjectaccessreviews", "localsubjectaccessreviews" ->
              access(review, type, subject(review));
          case "selfsubjectrulesreviews" -> rules(review, request.user());
          case "tokenreviews" -> token(review);
          case "selfsubjectreviews" -> {
            Fields.map(review, "metadata")
                .put("creationTimestamp", Identities.time(clock.instant()));
            Map<String, @Nullable Object> self = new LinkedHashMap<>();
            self.put("userInfo", tree(request.user()));
            yield self;
          }
          default -> throw ApiException.unknownPath();
        };
    review.put("status", status);
    return ApiResponse.Document.of(201, JsonBody.of(review));
  }

  private Map<String, @Nullable Object> access(
      Map<String, @Nullable Object> review, ResourceType type, UserInfo user) {
    Map<String, @Nullable Object> resource = Fields.find(review, "spec", "resourceAttributes");
    Map<String, @Nullable Object> path = Fields.find(review, "spec", "nonResourceAttributes");
    if ((resource == null) == (path == null)) {
      String detail =
          resource == null
              ? "exactly one of nonResourceAttributes or resourceAttributes must be specified"
              : "cannot be specified in combination with resourceAttributes";
      FieldError error =
          resource == null
              ? FieldError.invalid("spec.resourceAttributes", null, detail)
              : FieldError.invalid("spec.nonResourceAttributes", path, detail);
      throw ApiException.invalid(type.group(), "", "", List.of(error));
    }
    AccessDecision decision =
        authorizer.decide(
            user,
            resource != null
                ? attributes(resource)
                : new AccessAttributes(
                    text(path, "verb"), "", "", "", "", "", "", text(path, "path")));
    Map<String, @Nullable Object> status = new LinkedHashMap<>();
    status.put("allowed", decision.allowed());
    if (!decision.reason().isEmpty()) {
      status.put("reason", decision.reason());
    }
    return status;
  }

  private static AccessAttributes attributes(Map<String, @Nullable Object> resource) {
    return new AccessAttributes(
        text(resource, "verb"),
        text(resource, "group"),
        text(resource, "version"),
        text(resource, "resource"),
        text(resource, "subresource"),
        text(resource, "namespace"),
        text(resource, "name"),
        "");
  }

  private static String text(@Nullable Map<String, @Nullable Object> map, String key) {
    return map != null && map.get(key) instanceof String text ? text : "";
  }

  private static UserInfo subject(Map<String, @Nullable Object> review) {
    return new UserInfo(
        Fields.text(review, "spec", "user"),
        Fields.text(review, "spec", "uid"),
        Fields.texts(review, "spec", "groups"),
        Map.of());
  }

  private Map<String, @Nullable Object> rules(Map<String, @Nullable Object> review, UserInfo user) {
    String namespace = Fields.text(review, "spec", "namespace");
    if (namespace.isEmpty()) {
      throw ApiException.badRequest("no namespace on request");
    }
    return new LinkedHashMap<>(authorizer.rules(user, namespace));
  }

  private Map<String, @Nullable Object> token(Map<String, @Nullable Object> review) {
    String token = Fields.text(review, "spec", "token");
    Optional<UserInfo> user = tokens.review(token, Fields.texts(review, "spec", "audiences"));
    Map<String, @Nullable Object> status = new LinkedHashMap<>();
    if (user.isPresent()) {
      status.put("authenticated", true);
      status.put("user", tree(user.get()));
      List<String> audiences = Fields.texts(review, "spec", "audiences");
      status.put(
          "audiences",
          audiences.isEmpty()
              ? List.of(TokenIssuer.AUDIENCE)
              : audiences.stream()
                  .filter(one -> tokens.review(token, List.of(one)).isPresent())
                  .toList());
    } else {
      status.put("user", new LinkedHashMap<>());
      status.put("error", "invalid bearer token");
    }
    return status;
  }

  private static Map<String, @Nullable Object> tree(UserInfo user) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("username", user.name());
    Fields.set(tree, "uid", user.uid().isEmpty() ? null : user.uid());
    Fields.set(tree, "groups", user.groups().isEmpty() ? null : user.groups());
    Fields.set(tree, "extra", user.extra().isEmpty() ? null : user.extra());
    return tree;
  }
}
