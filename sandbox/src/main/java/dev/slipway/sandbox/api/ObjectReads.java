package dev.slipway.sandbox.api;

import dev.slipway.sandbox.resource.ResourceType;
import dev.slipway.sandbox.status.ApiException;
import dev.slipway.sandbox.status.FieldError;
import dev.slipway.sandbox.status.GoQuote;
import dev.slipway.sandbox.store.GroupResource;
import dev.slipway.sandbox.store.HistoryGoneException;
import dev.slipway.sandbox.store.ObjectStore;
import dev.slipway.sandbox.store.StoreKey;
import dev.slipway.sandbox.store.StoreList;
import dev.slipway.sandbox.store.StoredObject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gets, lists and watches. Safe for use by several threads.
final class ObjectReads {
  private static final Duration LONGEST_WATCH = Duration.ofHours(1);

  private final ObjectStore store;
  private final Clock clock;

  ObjectReads(ObjectStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /// The object.
  ///
  /// @throws ApiException if it is not there
  StoredObject get(ResourceType type, String namespace, String name) {
    StoredObject found = store.get(new StoreKey(type.stored(), namespace, name));
    if (found == null) {
      throw ApiException.notFound(type.name(), name);
    }
    return found;
  }

  /// Whether an object is there.
  boolean has(GroupResource resource, String namespace, String name) {
    return store.get(new StoreKey(resource, namespace, name)) != null;
  }

  ApiResponse get(ApiRequest request, ResourceType type, String namespace, String name) {
    View view = View.of(request, type, clock);
    version(request);
    return ApiResponse.Document.of(200, view.one(get(type, namespace, name)));
  }

  ApiResponse list(ApiRequest request, ResourceType type, String namespace) {
    View view = View.of(request, type, clock);
    Selection selection = Selection.of(request, type);
    checkListOptions(request);
    int limit = (int) number(request, "limit");
    ContinueToken token =
        request.parameter("continue").isEmpty()
            ? null
            : ContinueToken.decode(request.parameter("continue"));
    long at = token == null ? exactVersion(request, limit) : Math.max(0, token.revision());
    String from = token == null ? "" : token.start();
    Page page = page(type, namespace, selection, at, from, limit);
    Map<String, @Nullable Object> metadata = View.listMetadata(Long.toString(page.revision));
    if (!page.next.isEmpty()) {
      metadata.put("continue", new ContinueToken(page.revision, page.next).encode());
      if (selection.isEverything()) {
        metadata.put("remainingItemCount", (long) page.remaining);
      }
    }
    return ApiResponse.Document.of(200, view.list(page.objects, metadata));
  }

  /// @param next the path of the first object of the next page; empty if this is the last one
  private record Page(List<StoredObject> objects, long revision, String next, int remaining) {}

  private Page page(
      ResourceType type, String namespace, Selection selection, long at, String from, int limit) {
    StoreList list;
    try {
      boolean plain = selection.isEverything();
      list = store.list(type.stored(), namespace, at, from, plain ? limit : 0);
    } catch (HistoryGoneException _) {
      throw tooOld(from);
    }
    List<StoredObject> objects = new ArrayList<>();
    int remaining = list.remaining();
    String next = "";
    for (StoredObject object : list.objects()) {
      if (!selection.matches(object)) {
        continue;
      }
      if (limit > 0 && objects.size() == limit) {
        remaining++;
        break;
      }
      objects.add(object);
    }
    if (remaining > 0 && !objects.isEmpty()) {
      next = objects.getLast().key().path() + "\u0000";
    }
    return new Page(objects, list.revision(), next, remaining);
  }

  private static ApiException tooOld(String from) {
    if (from.isEmpty()) {
      return ApiException.expired("The resourceVersion for the provided list is too old.");
    }
    return ApiException.expired(
            "The provided continue parameter is too old to display a consistent list result. You"
                + " can start a new list without the continue parameter, or use the continue token"
                + " in this response to retrieve the remainder of the results. Continuing with the"
                + " provided token results in an inconsistent list - objects that were created,"
                + " modified, or deleted between the time the first chunk was returned and now may"
                + " show up in the list.")
        .withContinue(new ContinueToken(-1, from).encode());
  }

  /// The newest version.
  String revision() {
    return Long.toString(store.revision());
  }

  /// The objects that a request selects, for deleting them.
  List<StoredObject> selected(ApiRequest request, ResourceType type, String namespace) {
    Selection selection = Selection.of(request, type);
    return store.list(type.stored(), namespace).objects().stream()
        .filter(selection::matches)
        .toList();
  }

  ApiResponse watch(ApiRequest request, ResourceType type, String namespace, String name) {
    View view = View.of(request, type, clock);
    Selection selection = Selection.of(request, type);
    boolean wantsInitial = request.flag("sendInitialEvents");
    boolean tellsInitial = !request.parameter("sendInitialEvents").isEmpty();
    checkWatchOptions(request, tellsInitial);
    long asked = version(request);
    boolean bookmarks = request.flag("allowWatchBookmarks");
    long seconds = number(request, "timeoutSeconds");
    Duration timeout = seconds > 0 ? Duration.ofSeconds(seconds) : LONGEST_WATCH;
    boolean initial = tellsInitial ? wantsInitial : asked == 0;
    try {
      if (!initial) {
        long from = asked == 0 ? store.revision() : asked;
        return watching(
            new EventStream(
                store.watch(type.stored(), namespace, from), selection, view, bookmarks, timeout));
      }
      StoreList list = store.list(type.stored(), namespace);
      EventStream stream =
          new EventStream(
              store.watch(type.stored(), namespace, list.revision()),
              selection,
              view,
              bookmarks,
              timeout);
      list.objects().stream()
          .filter(selection::matches)
          .filter(object -> name.isEmpty() || object.key().name().equals(name))
          .forEach(stream::addFirst);
      if (tellsInitial && bookmarks) {
        stream.addInitialEnd(list.revision());
      }
      return watching(stream);
    } catch (HistoryGoneException e) {
      EventStream stream = new EventStream(null, selection, view, bookmarks, timeout);
      // Of events the real server has no cache: these are etcd's words.
      boolean events = type.plural().equals("events");
      stream.addError(
          ApiException.expired(
              events ? "The resourceVersion for the provided watch is too old." : e.text()));
      return watching(stream);
    }
  }

  private static ApiResponse watching(EventStream stream) {
    return new ApiResponse.Watching(stream, List.of());
  }

  /// The version that a list must have exactly; 0 for the newest one.
  private long exactVersion(ApiRequest request, int limit) {
    long asked = version(request);
    long current = store.revision();
    if (asked > current) {
      Map<String, @Nullable Object> details = new LinkedHashMap<>();
      details.put(
          "causes",
          List.of(
              Map.of(
                  "reason", "ResourceVersionTooLarge", "message", "Too large resource version")));
      details.put("retryAfterSeconds", 1L);
      throw ApiException.of(
          504,
          "Timeout",
          "Timeout: Too large resource version: " + asked + ", current: " + current,
          details);
    }
    String match = request.parameter("resourceVersionMatch");
    boolean exact = match.equals("Exact") || (match.isEmpty() && limit > 0);
    return exact ? asked : 0;
  }

  private static long version(ApiRequest request) {
    String text = request.parameter("resourceVersion");
    if (text.isEmpty()) {
      return 0;
    }
    try {
      return Long.parseUnsignedLong(text);
    } catch (NumberFormatException _) {
      boolean watch = request.flag("watch");
      String why =
          "resourceVersion: Invalid value: "
              + GoQuote.quote(text)
              + ": strconv.ParseUint: parsing "
              + GoQuote.quote(text)
              + ": invalid syntax";
      throw watch
          ? ApiException.of(500, "", why, Map.of())
          : ApiException.badRequest("invalid resource version: " + why);
    }
  }

  private static long number(ApiRequest request, String name) {
    String text = request.parameter(name);
    if (text.isEmpty()) {
      return 0;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      throw ApiException.badRequest(
          "strconv.ParseInt: parsing " + GoQuote.quote(text) + ": invalid syntax");
    }
  }

  private static void checkListOptions(ApiRequest request) {
    List<FieldError> errors = new ArrayList<>();
    String match = request.parameter("resourceVersionMatch");
    String field = "resourceVersionMatch";
    if (!match.isEmpty()) {
      if (request.parameter("resourceVersion").isEmpty()) {
        errors.add(
            FieldError.forbidden(
                field, "resourceVersionMatch is forbidden unless resourceVersion is provided"));
      }
      if (!request.parameter("continue").isEmpty()) {
        errors.add(
            FieldError.forbidden(
                field, "resourceVersionMatch is forbidden when continue is provided"));
      }
      if (!match.equals("Exact") && !match.equals("NotOlderThan")) {
        errors.add(FieldError.notSupported(field, match, List.of("Exact", "NotOlderThan", "")));
      }
      if (match.equals("Exact") && request.parameter("resourceVersion").equals("0")) {
        errors.add(
            FieldError.forbidden(
                field, "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""));
      }
    }
    if (!request.parameter("sendInitialEvents").isEmpty()) {
      errors.add(
          FieldError.forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list"));
    }
    refuse(errors);
  }

  private static void checkWatchOptions(ApiRequest request, boolean tellsInitial) {
    List<FieldError> errors = new ArrayList<>();
    String match = request.parameter("resourceVersionMatch");
    String field = "resourceVersionMatch";
    if (tellsInitial && !match.equals("NotOlderThan")) {
      errors.add(
          FieldError.forbidden(
              field, "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"));
    }
    if (!match.isEmpty()) {
      if (!tellsInitial) {
        errors.add(
            FieldError.forbidden(
                field,
                "resourceVersionMatch is forbidden for watch unless sendInitialEvents is"
                    + " provided"));
      }
      if (!match.equals("NotOlderThan")) {
        errors.add(FieldError.notSupported(field, match, List.of("NotOlderThan")));
      }
    }
    refuse(errors);
  }

  private static void refuse(List<FieldError> errors) {
    if (!errors.isEmpty()) {
      throw ApiException.invalid("meta.k8s.io", "ListOptions", "", errors);
    }
  }
}
