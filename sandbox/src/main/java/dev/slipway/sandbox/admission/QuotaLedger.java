package dev.slipway.sandbox.admission;

import dev.slipway.object.KubeObject;
import dev.slipway.object.quantity.Quantity;
import dev.slipway.sandbox.rule.Fields;
import dev.slipway.sandbox.status.ApiException;
import dev.slipway.sandbox.store.GroupResource;
import dev.slipway.sandbox.store.ObjectStore;
import dev.slipway.sandbox.store.StoreEvent;
import dev.slipway.sandbox.store.StoreKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Enforces resource quotas, and keeps what they say is used. What was admitted and is not stored
/// yet counts as used, so that many at once cannot pass together.
public final class QuotaLedger implements Admission {
  private static final GroupResource QUOTAS = new GroupResource("", "resourcequotas");
  private static final int KEPT = 256;
  private static final Comparator<StoreKey> BY_NAME = (a, b) -> a.name().compareTo(b.name());

  private final ObjectStore store;
  private final Object turn = new Object();
  private final Map<String, Map<StoreKey, QuotaBook>> books = new HashMap<>();
  private final Map<String, Map<String, Map<String, Quantity>>> admitted = new HashMap<>();

  /// A ledger of the objects of a store.
  public QuotaLedger(ObjectStore store) {
    this.store = store;
    store.follow(this::settle);
  }

  /// What is stored counts by itself. The store is locked meanwhile: whoever has the turn must not
  /// ask the store.
  private void settle(StoreEvent event) {
    StoreKey key = event.object().key();
    synchronized (turn) {
      if (key.resource().equals(QUOTAS)) {
        settleQuota(event);
      }
      for (QuotaBook book : booksOf(key.namespace())) {
        book.take(event);
      }
      Map<String, Map<String, Quantity>> open = admitted.get(key.namespace());
      if (open != null && event.type() == StoreEvent.Type.ADDED) {
        open.remove(event.object().uid());
      }
    }
  }

  private void settleQuota(StoreEvent event) {
    StoreKey key = event.object().key();
    Map<StoreKey, QuotaBook> there =
        books.computeIfAbsent(key.namespace(), _ -> new TreeMap<>(BY_NAME));
    if (event.type() == StoreEvent.Type.DELETED) {
      there.remove(key);
      return;
    }
    KubeObject quota = event.object().object();
    QuotaBook known = there.get(key);
    if (known != null && known.accepts(quota)) {
      return;
    }
    QuotaBook book = new QuotaBook(key, quota);
    for (GroupResource resource : store.resources()) {
      if (book.isNamed(resource)) {
        store.list(resource, key.namespace()).objects().forEach(book::count);
      }
    }
    there.put(key, book);
  }

  private Collection<QuotaBook> booksOf(String namespace) {
    return books.getOrDefault(namespace, Map.of()).values();
  }

  @Override
  public void check(AdmissionRequest request) {
    if (request.operation() == Operation.DELETE
        || request.namespace().isEmpty()
        || !request.subresource().isEmpty()
        || store.count(QUOTAS, request.namespace()) == 0) {
      return;
    }
    GroupResource resource = request.type().stored();
    KubeObject after = request.after();
    KubeObject old = request.old();
    Map<String, Quantity> asked = QuotaUsage.of(resource, after);
    if (old != null) {
      asked = added(asked, QuotaUsage.of(resource, old));
    }
    synchronized (turn) {
      for (QuotaBook book : booksOf(request.namespace())) {
        check(request, book, resource, after, asked);
      }
      if (!request.dryRun() && old == null) {
        remember(request.namespace(), after.uid(), asked);
      }
    }
  }

  private void remember(String namespace, String uid, Map<String, Quantity> usage) {
    Map<String, Map<String, Quantity>> open =
        admitted.computeIfAbsent(namespace, _ -> new LinkedHashMap<>());
    open.put(uid, usage);
    if (open.size() > KEPT) {
      open.remove(open.keySet().iterator().next());
    }
  }

  private static Map<String, Quantity> added(
      Map<String, Quantity> after, Map<String, Quantity> before) {
    Map<String, Quantity> added = new TreeMap<>();
    after.forEach((name, amount) -> {
      Quantity known = before.get(name);
      Quantity more = known == null ? amount : amount.minus(known);
      if (more.sign() > 0) {
        added.put(name, more);
      }
    });
    return added;
  }

  private void check(
      AdmissionRequest request,
      QuotaBook book,
      GroupResource resource,
      KubeObject object,
      Map<String, Quantity> asked) {
    KubeObject quota = book.quota();
    if (!QuotaUsage.isInScope(quota, resource, object)) {
      return;
    }
    Map<String, @Nullable Object> hard = quota.map("spec", "hard");
    if (request.operation() == Operation.CREATE && resource.toString().equals("pods")) {
      mustSay(request, quota.name(), object, hard.keySet());
    }
    Map<String, Quantity> used = used(book, request.namespace());
    List<String> requested = new ArrayList<>();
    List<String> usedTexts = new ArrayList<>();
    List<String> limited = new ArrayList<>();
    new TreeMap<>(hard)
        .forEach((name, value) -> {
          Quantity limit = PodResources.parse(value);
          Quantity more = asked.get(name);
          if (limit == null || more == null || more.sign() == 0) {
            return;
          }
          Quantity now = used.getOrDefault(name, Quantity.ZERO);
          if (now.plus(more).compareTo(limit) > 0) {
            requested.add(name + "=" + more);
            usedTexts.add(name + "=" + now);
            limited.add(name + "=" + limit);
          }
        });
    if (!requested.isEmpty()) {
      throw ApiException.forbidden(
          request.type().name(),
          request.name(),
          "exceeded quota: "
              + quota.name()
              + ", requested: "
              + String.join(",", requested)
              + ", used: "
              + String.join(",", usedTexts)
              + ", limited: "
              + String.join(",", limited));
    }
  }

  /// A quota on requests or limits asks every container to say its own.
  private static void mustSay(
      AdmissionRequest request, String quota, KubeObject pod, Set<String> hard) {
    List<String> wrong = new ArrayList<>();
    for (String name : new TreeSet<>(hard)) {
      boolean limit = name.startsWith("limits.");
      String resource = name.startsWith("requests.") || limit ? name.split("\\.", 2)[1] : name;
      if (!Set.of("cpu", "memory").contains(resource)) {
        continue;
      }
      TreeSet<String> silent = new TreeSet<>();
      for (String list : List.of("containers", "initContainers")) {
        for (Map<String, @Nullable Object> container : pod.maps("spec", list)) {
          String kind = limit ? "limits" : "requests";
          if (!PodResources.of(container, kind).containsKey(resource)) {
            silent.add(Fields.text(container, "name"));
          }
        }
      }
      if (!silent.isEmpty()) {
        wrong.add(name + " for: " + String.join(",", silent));
      }
    }
    if (!wrong.isEmpty()) {
      throw ApiException.forbidden(
          request.type().name(),
          request.name(),
          "failed quota: " + quota + ": must specify " + String.join("; ", wrong));
    }
  }

  private Map<String, Quantity> used(QuotaBook book, String namespace) {
    Map<String, Quantity> used = new TreeMap<>(book.used());
    Map<String, Map<String, Quantity>> open = admitted.get(namespace);
    if (open != null) {
      for (Map<String, Quantity> usage : open.values()) {
        usage.forEach((name, amount) -> used.merge(name, amount, Quantity::plus));
      }
    }
    return used;
  }

  /// The quotas whose status is out of date after a write, each with its status as it should be.
  public Map<StoreKey, Map<String, @Nullable Object>> outdated(StoreEvent event) {
    StoreKey key = event.object().key();
    Map<StoreKey, Map<String, @Nullable Object>> outdated = new LinkedHashMap<>();
    synchronized (turn) {
      for (QuotaBook book : booksOf(key.namespace())) {
        if (key.equals(book.key()) || book.isNamed(key.resource())) {
          Map<String, @Nullable Object> status = book.status();
          if (!status.equals(book.quota().map("status"))) {
            outdated.put(book.key(), status);
          }
        }
      }
    }
    return outdated;
  }
}
