package dev.slipway.helmfile.patch;

import java.util.ArrayList;
import java.util.List;

/// The fields that Kustomize changes by itself: its built-in transformer configuration.
final class FieldSpecs {
  private static final String CRON = "spec/jobTemplate/spec/template/spec/";
  private static final String TEMPLATE = "spec/template/spec/";
  private static final String MATCHING = "labelSelector/matchLabels";

  /// Where pods are described, by kind.
  private static final List<String> POD_KINDS =
      List.of(
          "Pod spec/",
          "PodTemplate template/spec/",
          "Deployment " + TEMPLATE,
          "ReplicaSet " + TEMPLATE,
          "DaemonSet " + TEMPLATE,
          "StatefulSet " + TEMPLATE,
          "Job " + TEMPLATE,
          "CronJob " + CRON);

  private FieldSpecs() {}

  /// `metadata/name`: what a prefix goes before.
  static List<FieldSpec> names() {
    return parse("metadata/name");
  }

  static List<FieldSpec> labels() {
    return parse("+metadata/labels");
  }

  /// Labels of objects and of the pods that they make.
  static List<FieldSpec> templateLabels() {
    return parse(
        "+metadata/labels",
        "+spec/template/metadata/labels ReplicationController - v1",
        "+spec/template/metadata/labels Deployment",
        "+spec/template/metadata/labels ReplicaSet",
        "+spec/template/metadata/labels DaemonSet",
        "+spec/template/metadata/labels StatefulSet apps",
        "+spec/volumeClaimTemplates[]/metadata/labels StatefulSet apps",
        "+spec/template/metadata/labels Job batch",
        "+spec/jobTemplate/metadata/labels CronJob batch",
        "+spec/jobTemplate/spec/template/metadata/labels CronJob batch");
  }

  /// Labels of objects, of their pods, and in selectors.
  static List<FieldSpec> commonLabels() {
    List<FieldSpec> all =
        new ArrayList<>(
            parse(
                "+spec/selector Service - v1",
                "+spec/selector ReplicationController - v1",
                "+spec/selector/matchLabels Deployment",
                "+spec/selector/matchLabels ReplicaSet",
                "+spec/selector/matchLabels DaemonSet",
                "+spec/selector/matchLabels StatefulSet apps",
                "spec/selector/matchLabels Job batch",
                "spec/jobTemplate/spec/selector/matchLabels CronJob batch",
                "spec/selector/matchLabels PodDisruptionBudget policy",
                "spec/podSelector/matchLabels NetworkPolicy networking.k8s.io",
                "spec/ingress/from/podSelector/matchLabels NetworkPolicy networking.k8s.io",
                "spec/egress/to/podSelector/matchLabels NetworkPolicy networking.k8s.io"));
    for (String kind : List.of("Deployment", "StatefulSet")) {
      for (String affinity : List.of("podAffinity", "podAntiAffinity")) {
        String path = TEMPLATE + "affinity/" + affinity + "/";
        all.addAll(
            parse(
                path
                    + "preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/"
                    + MATCHING
                    + " "
                    + kind
                    + " apps",
                path
                    + "requiredDuringSchedulingIgnoredDuringExecution/"
                    + MATCHING
                    + " "
                    + kind
                    + " apps"));
      }
      all.addAll(parse(TEMPLATE + "topologySpreadConstraints/" + MATCHING + " " + kind + " apps"));
    }
    all.addAll(templateLabels());
    return all;
  }

  static List<FieldSpec> annotations() {
    return parse(
        "+metadata/annotations",
        "+spec/template/metadata/annotations ReplicationController - v1",
        "+spec/template/metadata/annotations Deployment",
        "+spec/template/metadata/annotations ReplicaSet",
        "+spec/template/metadata/annotations DaemonSet",
        "+spec/template/metadata/annotations StatefulSet",
        "+spec/template/metadata/annotations Job batch",
        "+spec/jobTemplate/metadata/annotations CronJob batch",
        "+spec/jobTemplate/spec/template/metadata/annotations CronJob batch");
  }

  static List<FieldSpec> images() {
    return parse(
        "+spec/containers[]/image",
        "+spec/initContainers[]/image",
        "+spec/volumes[]/image/reference",
        "+spec/template/spec/containers[]/image",
        "+spec/template/spec/initContainers[]/image",
        "+spec/template/spec/volumes[]/image/reference");
  }

  static List<FieldSpec> replicas() {
    return parse(
        "+spec/replicas Deployment",
        "+spec/replicas ReplicationController",
        "+spec/replicas ReplicaSet",
        "+spec/replicas StatefulSet");
  }

  static List<FieldSpec> namespaces() {
    return parse(
        "+metadata/name Namespace",
        "+spec/service/namespace APIService apiregistration.k8s.io",
        "spec/conversion/webhook/clientConfig/service/namespace CustomResourceDefinition"
            + " apiextensions.k8s.io");
  }

  /// Fields that name objects of a kind.
  ///
  /// @param target the kind that is named: group, version and kind, empty parts fit all
  /// @param fields the fields that name it
  record Reference(FieldSpec target, List<FieldSpec> fields) {}

  /// All fields that name other objects, in Kustomize's order.
  static List<Reference> references() {
    List<Reference> all = new ArrayList<>();
    for (String kind :
        List.of("Deployment", "ReplicationController", "ReplicaSet", "StatefulSet")) {
      all.add(reference(kind, parse("spec/scaleTargetRef/name HorizontalPodAutoscaler")));
    }
    all.add(reference("ConfigMap - v1", configMaps()));
    all.add(reference("Secret - v1", secrets()));
    all.add(reference("Service - v1", services()));
    String rbac = " rbac.authorization.k8s.io";
    all.add(reference("Role" + rbac, parse("roleRef/name RoleBinding" + rbac)));
    all.add(
        reference(
            "ClusterRole" + rbac,
            parse("roleRef/name RoleBinding" + rbac, "roleRef/name ClusterRoleBinding" + rbac)));
    List<FieldSpec> accounts =
        new ArrayList<>(parse("subjects RoleBinding" + rbac, "subjects ClusterRoleBinding" + rbac));
    accounts.addAll(ofPods("serviceAccountName"));
    all.add(reference("ServiceAccount - v1", accounts));
    all.add(
        reference("PersistentVolumeClaim - v1", ofPods("volumes/persistentVolumeClaim/claimName")));
    all.add(
        reference(
            "PersistentVolume - v1",
            parse("spec/volumeName PersistentVolumeClaim", "rules/resourceNames ClusterRole")));
    all.add(
        reference(
            "StorageClass storage.k8s.io v1",
            parse(
                "spec/storageClassName PersistentVolume",
                "spec/storageClassName PersistentVolumeClaim",
                "spec/volumeClaimTemplates/spec/storageClassName StatefulSet")));
    all.add(reference("PriorityClass scheduling.k8s.io v1", ofPods("priorityClassName")));
    String admission = " admissionregistration.k8s.io";
    all.add(
        reference(
            "ValidatingAdmissionPolicy" + admission,
            parse("spec/policyName ValidatingAdmissionPolicyBinding" + admission)));
    return all;
  }

  private static Reference reference(String target, List<FieldSpec> fields) {
    return new Reference(FieldSpec.parse("- " + target), fields);
  }

  private static List<FieldSpec> configMaps() {
    List<FieldSpec> all =
        new ArrayList<>(
            inPods(
                "volumes/configMap/name",
                "containers/env/valueFrom/configMapKeyRef/name",
                "initContainers/env/valueFrom/configMapKeyRef/name",
                "containers/envFrom/configMapRef/name",
                "initContainers/envFrom/configMapRef/name",
                "volumes/projected/sources/configMap/name"));
    all.addAll(
        parse(
            "spec/configSource/configMap Node",
            "rules/resourceNames Role",
            "rules/resourceNames ClusterRole",
            "metadata/annotations/nginx.ingress.kubernetes.io\\/fastcgi-params-configmap"
                + " Ingress"));
    return all;
  }

  private static List<FieldSpec> secrets() {
    List<FieldSpec> all =
        new ArrayList<>(
            inPods(
                "volumes/secret/secretName",
                "containers/env/valueFrom/secretKeyRef/name",
                "initContainers/env/valueFrom/secretKeyRef/name",
                "containers/envFrom/secretRef/name",
                "initContainers/envFrom/secretRef/name",
                "imagePullSecrets/name",
                "volumes/projected/sources/secret/name"));
    all.addAll(
        parse(
            "spec/tls/secretName Ingress",
            "metadata/annotations/ingress.kubernetes.io\\/auth-secret Ingress",
            "metadata/annotations/nginx.ingress.kubernetes.io\\/auth-secret Ingress",
            "metadata/annotations/nginx.ingress.kubernetes.io\\/auth-tls-secret Ingress",
            "imagePullSecrets/name ServiceAccount",
            "parameters/secretName StorageClass",
            "parameters/adminSecretName StorageClass",
            "parameters/userSecretName StorageClass",
            "parameters/secretRef StorageClass",
            "rules/resourceNames Role",
            "rules/resourceNames ClusterRole",
            "spec/template/spec/containers/env/valueFrom/secretKeyRef/name Service"
                + " serving.knative.dev v1",
            "spec/azureFile/secretName PersistentVolume"));
    return all;
  }

  private static List<FieldSpec> services() {
    return parse(
        "spec/serviceName StatefulSet apps",
        "spec/rules/http/paths/backend/serviceName Ingress",
        "spec/backend/serviceName Ingress",
        "spec/rules/http/paths/backend/service/name Ingress",
        "spec/defaultBackend/service/name Ingress",
        "spec/service/name APIService apiregistration.k8s.io",
        "webhooks/clientConfig/service ValidatingWebhookConfiguration"
            + " admissionregistration.k8s.io",
        "webhooks/clientConfig/service MutatingWebhookConfiguration"
            + " admissionregistration.k8s.io");
  }

  private static List<FieldSpec> inPods(String... paths) {
    List<FieldSpec> all = new ArrayList<>();
    for (String kind : POD_KINDS) {
      int space = kind.indexOf(' ');
      for (String path : paths) {
        all.add(FieldSpec.parse(kind.substring(space + 1) + path + " " + kind.substring(0, space)));
      }
    }
    return all;
  }

  /// The kinds whose pods count for accounts, claims and priorities.
  private static List<FieldSpec> ofPods(String path) {
    return parse(
        "spec/" + path + " Pod",
        TEMPLATE + path + " StatefulSet",
        TEMPLATE + path + " Deployment",
        TEMPLATE + path + " ReplicationController",
        CRON + path + " CronJob",
        TEMPLATE + path + " Job",
        TEMPLATE + path + " DaemonSet");
  }

  private static List<FieldSpec> parse(String... lines) {
    List<FieldSpec> all = new ArrayList<>(lines.length);
    for (String line : lines) {
      all.add(FieldSpec.parse(line));
    }
    return all;
  }
}
