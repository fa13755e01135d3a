package dev.slipway.helmfile.patch;

import dev.slipway.chart.values.ValueTrees;
import dev.slipway.core.Diagnostic;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.yaml.Yaml;
import dev.slipway.yaml.YamlException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The objects that Kustomize's rules work on, in order: its `ResMap`. No two have one identity.
/// Confined to one thread.
final class KustomizeObjects {
  /// Kinds in the order in which Kustomize writes them; all others stand between the two.
  private static final List<String> FIRST =
      List.of(
          "Namespace",
          "ResourceQuota",
          "StorageClass",
          "CustomResourceDefinition",
          "ServiceAccount",
          "PodSecurityPolicy",
          "Role",
          "ClusterRole",
          "RoleBinding",
          "ClusterRoleBinding",
          "ConfigMap",
          "Secret",
          "Endpoints",
          "Service",
          "LimitRange",
          "PriorityClass",
          "PersistentVolume",
          "PersistentVolumeClaim",
          "Deployment",
          "StatefulSet",
          "CronJob",
          "PodDisruptionBudget");

  private static final List<String> LAST =
      List.of("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration");

  private static final Comparator<KustomizeObject> ORDER =
      Comparator.<KustomizeObject>comparingInt(object -> rank(object.kind()))
          .thenComparing(object -> typeKey(object.id()))
          .thenComparing(object -> nameKey(object.id()));

  private final List<KustomizeObject> objects = new ArrayList<>();

  /// All objects; the list is a copy.
  List<KustomizeObject> all() {
    return List.copyOf(objects);
  }

  /// Adds an object.
  ///
  /// @throws HelmfileException if there is one of that identity
  void add(KustomizeObject object) {
    ObjectId id = object.id();
    for (KustomizeObject other : objects) {
      if (other.id().isSame(id)) {
        throw failed("may not add resource with an already registered id: " + id, null);
      }
    }
    objects.add(object);
  }

  /// Adds objects by their trees, which are changed later.
  ///
  /// @throws HelmfileException if there is one of an identity already
  void addTrees(List<Map<String, @Nullable Object>> trees) {
    for (Map<String, @Nullable Object> tree : trees) {
      add(new KustomizeObject(tree));
    }
  }

  void addAll(KustomizeObjects others) {
    others.objects.forEach(this::add);
  }

  void remove(KustomizeObject object) {
    objects.remove(object);
  }

  /// The object that a patch names; what it was called earlier counts too.
  ///
  /// @throws HelmfileException if there is none, or several
  KustomizeObject find(ObjectId id) {
    List<KustomizeObject> found = objects.stream().filter(object -> object.wasOrIs(id)).toList();
    if (found.isEmpty()) {
      throw failed("no resource matches strategic merge patch " + id, "there are " + known());
    }
    if (found.size() > 1) {
      throw failed("multiple matches for " + id, "there are " + known());
    }
    return found.getFirst();
  }

  private String known() {
    return String.join(", ", objects.stream().map(each -> each.id().toString()).toList());
  }

  List<KustomizeObject> select(ObjectPattern pattern) {
    return objects.stream().filter(pattern::matches).toList();
  }

  /// Takes out what is not meant for a cluster.
  void dropLocal() {
    objects.removeIf(KustomizeObject::isLocal);
  }

  /// Puts the objects into the order in which Kustomize writes them.
  void sort() {
    objects.sort(ORDER);
  }

  private static int rank(String kind) {
    int first = FIRST.indexOf(kind);
    return first >= 0 ? first - FIRST.size() : 1 + LAST.indexOf(kind);
  }

  private static String typeKey(ObjectId id) {
    return or(id.group(), "~G") + "_" + or(id.version(), "~V") + "_" + or(id.kind(), "~K");
  }

  private static String nameKey(ObjectId id) {
    return or(id.namespace(), "~X") + "|" + or(id.name(), "~N");
  }

  private static String or(String text, String otherwise) {
    return text.isEmpty() ? otherwise : text;
  }

  /// Reads the objects of a text; those within a `List` stand for themselves.
  ///
  /// @param from what errors call the text
  /// @throws HelmfileException if it is no YAML, or something in it is no object
  static List<Map<String, @Nullable Object>> read(String from, String text) {
    List<Map<String, @Nullable Object>> found = new ArrayList<>();
    List<@Nullable Object> documents;
    try {
      documents = Yaml.readAllVersion3(text);
    } catch (YamlException e) {
      throw new HelmfileException(
          Diagnostic.error(HelmfileErrorCode.PATCH, from + ": " + e.getMessage()), e);
    }
    for (Object document : documents) {
      if (document == null) {
        continue;
      }
      Map<String, @Nullable Object> object = ValueTrees.table(document);
      if (object == null) {
        throw failed(from + ": it is no map", "give a Kubernetes object");
      }
      if (!object.isEmpty()) {
        addObject(from, object, found);
      }
    }
    return found;
  }

  private static void addObject(
      String from,
      Map<String, @Nullable Object> object,
      List<Map<String, @Nullable Object>> found) {
    ObjectId id = ObjectId.of(object);
    if (id.kind().endsWith("List") && object.get("items") instanceof List<?> items) {
      for (Object item : items) {
        Map<String, @Nullable Object> inner = ValueTrees.table(item);
        if (inner != null) {
          addObject(from, inner, found);
        }
      }
      return;
    }
    if (id.kind().isEmpty()) {
      throw failed(from + ": missing Resource metadata: no 'kind'", null);
    }
    if (id.name().isEmpty()) {
      throw failed(from + ": missing metadata.name in object of kind " + id.kind(), null);
    }
    found.add(ValueTrees.copy(object));
  }

  static HelmfileException failed(String message, @Nullable String hint) {
    return new HelmfileException(Diagnostic.error(HelmfileErrorCode.PATCH, message).withHint(hint));
  }
}
