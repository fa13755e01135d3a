package dev.slipway.sandbox.admission;

import dev.slipway.object.KubeObject;
import dev.slipway.object.quantity.Quantity;
import dev.slipway.sandbox.rule.Fields;
import dev.slipway.sandbox.status.ApiException;
import dev.slipway.sandbox.store.GroupResource;
import dev.slipway.sandbox.store.ObjectStore;
import dev.slipway.sandbox.store.StoredObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Gives containers the default requests and limits of their namespace, and holds pods and claims
/// to its bounds.
public final class LimitRanges implements Admission {
  private static final GroupResource RANGES = new GroupResource("", "limitranges");

  private final ObjectStore store;

  /// Looks up the limits in a store.
  public LimitRanges(ObjectStore store) {
    this.store = store;
  }

  @Override
  public void change(AdmissionRequest request) {
    if (!request.is(Operation.CREATE, "", "pods")) {
      return;
    }
    for (StoredObject range : store.list(RANGES, request.namespace()).objects()) {
      for (Map<String, @Nullable Object> item : range.object().maps("spec", "limits")) {
        if ("Container".equals(item.get("type"))) {
          defaults(request, item);
        }
      }
    }
  }

  private static void defaults(AdmissionRequest request, Map<String, @Nullable Object> item) {
    List<String> told = new ArrayList<>();
    for (String list : List.of("containers", "initContainers")) {
      String label = list.equals("containers") ? "container " : "init container ";
      for (Map<String, @Nullable Object> container :
          Fields.maps(Fields.map(request.object(), "spec"), list)) {
        String name = Fields.text(container, "name");
        String requests = fill(container, "requests", Fields.find(item, "defaultRequest"));
        String limits = fill(container, "limits", Fields.find(item, "default"));
        if (!requests.isEmpty()) {
          told.add(requests + " request for " + label + name);
        }
        if (!limits.isEmpty()) {
          told.add(limits + " limit for " + label + name);
        }
      }
    }
    if (!told.isEmpty()) {
      Fields.map(request.object(), "metadata", "annotations")
          .put("kubernetes.io/limit-ranger", "LimitRanger plugin set: " + String.join("; ", told));
    }
  }

  /// @return which resources were set, apart by commas
  private static String fill(
      Map<String, @Nullable Object> container,
      String kind,
      @Nullable Map<String, @Nullable Object> defaults) {
    List<String> set = new ArrayList<>();
    if (defaults != null && !defaults.isEmpty()) {
      Map<String, @Nullable Object> given = Fields.map(container, "resources", kind);
      new TreeMap<>(defaults)
          .forEach((name, value) -> {
            if (given.get(name) == null && value != null) {
              given.put(name, value);
              set.add(name);
            }
          });
    }
    return String.join(", ", set);
  }

  @Override
  public void check(AdmissionRequest request) {
    boolean pod = request.is(Operation.CREATE, "", "pods");
    boolean claim =
        request.operation() != Operation.DELETE
            && request.subresource().isEmpty()
            && request.type().is("", "persistentvolumeclaims");
    if (!pod && !claim) {
      return;
    }
    List<String> wrong = new ArrayList<>();
    for (StoredObject range : store.list(RANGES, request.namespace()).objects()) {
      for (Map<String, @Nullable Object> item : range.object().maps("spec", "limits")) {
        if (pod) {
          pod(request.after(), item, wrong);
        } else {
          claim(request.after(), item, wrong);
        }
      }
    }
    if (!wrong.isEmpty()) {
      String all = String.join(", ", wrong);
      throw ApiException.forbidden(
          request.type().name(), request.name(), wrong.size() > 1 ? "[" + all + "]" : all);
    }
  }

  private static void pod(KubeObject pod, Map<String, @Nullable Object> item, List<String> wrong) {
    String type = Fields.text(item, "type");
    if (type.equals("Pod")) {
      bounds("Pod", item, PodResources.of(pod, "requests"), PodResources.of(pod, "limits"), wrong);
    } else if (type.equals("Container")) {
      for (String list : List.of("containers", "initContainers")) {
        for (Map<String, @Nullable Object> container : pod.maps("spec", list)) {
          bounds(
              "Container",
              item,
              PodResources.of(container, "requests"),
              PodResources.of(container, "limits"),
              wrong);
        }
      }
    }
  }

  private static void bounds(
      String type,
      Map<String, @Nullable Object> item,
      Map<String, Quantity> requests,
      Map<String, Quantity> limits,
      List<String> wrong) {
    amounts(item, "min")
        .forEach((name, least) -> {
          String start = "minimum " + name + " usage per " + type + " is " + least;
          Quantity request = requests.get(name);
          Quantity limit = limits.get(name);
          if (request == null) {
            wrong.add(start + ".  No request is specified");
          } else if (request.compareTo(least) < 0) {
            wrong.add(start + ", but request is " + request);
          } else if (limit != null && limit.compareTo(least) < 0) {
            wrong.add(start + ", but limit is " + limit);
          }
        });
    amounts(item, "max")
        .forEach((name, most) -> {
          String start = "maximum " + name + " usage per " + type + " is " + most;
          Quantity request = requests.get(name);
          Quantity limit = limits.get(name);
          if (limit == null) {
            wrong.add(start + ".  No limit is specified");
          } else if (limit.compareTo(most) > 0) {
            wrong.add(start + ", but limit is " + limit);
          } else if (request != null && request.compareTo(most) > 0) {
            wrong.add(start + ", but request is " + request);
          }
        });
    amounts(item, "maxLimitRequestRatio")
        .forEach(
            (name, most) -> ratio(name, type, most, requests.get(name), limits.get(name), wrong));
  }

  private static void ratio(
      String name,
      String type,
      Quantity most,
      @Nullable Quantity request,
      @Nullable Quantity limit,
      List<String> wrong) {
    String start = name + " max limit to request ratio per " + type + " is " + most + ", but ";
    if (request == null || request.sign() == 0) {
      wrong.add(start + "no request is specified or request is 0");
    } else if (limit == null || limit.sign() == 0) {
      wrong.add(start + "no limit is specified or limit is 0");
    } else {
      BigDecimal ratio = limit.amount().divide(request.amount(), 6, RoundingMode.HALF_UP);
      if (ratio.compareTo(most.amount()) > 0) {
        wrong.add(start + "provided ratio is " + ratio);
      }
    }
  }

  private static void claim(
      KubeObject claim, Map<String, @Nullable Object> item, List<String> wrong) {
    if (!Fields.text(item, "type").equals("PersistentVolumeClaim")) {
      return;
    }
    Quantity asked = PodResources.parse(claim.get("spec", "resources", "requests", "storage"));
    amounts(item, "min")
        .forEach((name, least) -> {
          if (name.equals("storage") && asked != null && asked.compareTo(least) < 0) {
            wrong.add(
                "minimum storage usage per PersistentVolumeClaim is "
                    + least
                    + ", but request is "
                    + asked);
          }
        });
    amounts(item, "max")
        .forEach((name, most) -> {
          if (name.equals("storage") && asked != null && asked.compareTo(most) > 0) {
            wrong.add(
                "maximum storage usage per PersistentVolumeClaim is "
                    + most
                    + ", but request is "
                    + asked);
          }
        });
  }

  private static Map<String, Quantity> amounts(Map<String, @Nullable Object> item, String field) {
    Map<String, Quantity> amounts = new TreeMap<>();
    Map<String, @Nullable Object> given = Fields.find(item, field);
    if (given != null) {
      given.forEach((name, value) -> {
        Quantity amount = PodResources.parse(value);
        if (amount != null) {
          amounts.put(name, amount);
        }
      });
    }
    return amounts;
  }
}
