package dev.slipway.kube.client;

import dev.slipway.kube.ApiResource;
import dev.slipway.kube.ListOptions;
import dev.slipway.kube.ObjectList;
import dev.slipway.object.KubeObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lists objects page by page. When the cluster forgets a list between its pages (410), it begins
/// anew, and the last time without pages.
final class Lister {
  private static final int PAGE = 500;
  private static final int EXPIRED = 410;
  private static final int PAGED_TRIES = 3;

  private final Sender sender;
  private final Faults faults;

  Lister(Sender sender, Faults faults) {
    this.sender = sender;
    this.faults = faults;
  }

  ObjectList list(ApiResource resource, String namespace, ListOptions options) {
    for (int i = 1; i < PAGED_TRIES; i++) {
      ObjectList found = pages(resource, namespace, options, Integer.toString(PAGE));
      if (found != null) {
        return found;
      }
    }
    ObjectList found = pages(resource, namespace, options, "");
    if (found == null) {
      throw new IllegalStateException("a list without pages expired");
    }
    return found;
  }

  /// All pages; null if one of the later ones is not to be had any more.
  private @Nullable ObjectList pages(
      ApiResource resource, String namespace, ListOptions options, String limit) {
    Subject subject = new Subject("list", resource.plural(), namespace);
    List<KubeObject> items = new ArrayList<>();
    String next = "";
    do {
      Paths.Query query =
          new Paths.Query().with(options).with("limit", limit).with("continue", next);
      String path = Paths.collection(resource, namespace) + query;
      Sender.Sent sent = sender.send(ApiRequest.get(path, Work.LIST), subject);
      if (sent.answer().status() == EXPIRED && !next.isEmpty()) {
        return null;
      }
      KubeObject page = Answers.object(sent, subject, faults);
      for (Map<String, @Nullable Object> item : page.maps("items")) {
        items.add(complete(item, resource));
      }
      next = page.text("metadata", "continue");
      if (next.isEmpty()) {
        return new ObjectList(page.text("metadata", "resourceVersion"), items);
      }
    } while (true);
  }

  /// Items of a list do not say what they are.
  private static KubeObject complete(Map<String, @Nullable Object> item, ApiResource resource) {
    if (item.containsKey("kind")) {
      return KubeObject.of(item);
    }
    Map<String, @Nullable Object> whole = LinkedHashMap.newLinkedHashMap(item.size() + 2);
    whole.put("apiVersion", resource.type().apiVersion());
    whole.put("kind", resource.type().kind());
    whole.putAll(item);
    return KubeObject.of(whole);
  }
}
