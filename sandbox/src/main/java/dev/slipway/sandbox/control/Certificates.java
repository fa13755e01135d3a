package dev.slipway.sandbox.control;

import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.sandbox.http.CertificateAuthority;
import dev.slipway.sandbox.http.Identity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Stands in for cert-manager: gives each Certificate whose issuer is there its Secret, signed by
/// an authority that nobody trusts. Many charts' pods do not start without it, and the operator is
/// a program, which a sandbox does not run.
final class Certificates implements Controller {
  private static final String GROUP = "cert-manager.io";
  private static final Duration RETRY = Duration.ofSeconds(10);

  private @Nullable CertificateAuthority authority;

  @Override
  public void changed(@Nullable KubeObject before, KubeObject object, boolean gone, Queue queue) {
    if (!gone) {
      queue.add(object.key());
    }
  }

  @Override
  public void reconcile(ObjectKey key, Control control) throws Refused {
    KubeObject certificate = control.mirror().get(key);
    if (certificate == null || PodState.isDeleting(certificate)) {
      return;
    }
    ObjectKey issuer = issuer(certificate);
    if (control.fetch(issuer) == null) {
      String missing =
          "Referenced \"" + issuer.type().kind() + "\" not found: \"" + issuer.name() + "\"";
      tell(certificate, false, "Pending", missing, control);
      control.again(key, RETRY);
      return;
    }
    ObjectKey secret =
        new ObjectKey(Kinds.SECRET, key.namespace(), certificate.text("spec", "secretName"));
    if (!secret.name().isEmpty() && control.fetch(secret) == null) {
      control.create(secret(certificate, secret, issuer));
      control.normal(
          certificate,
          "cert-manager-certificates-issuing",
          "Issuing",
          "The certificate has been successfully issued");
    }
    tell(certificate, true, "Ready", "Certificate is up to date and has not expired", control);
  }

  /// Issuers may be of any group; a kind that begins with Cluster has no namespace.
  private static ObjectKey issuer(KubeObject certificate) {
    String group = certificate.text("spec", "issuerRef", "group");
    String kind = certificate.text("spec", "issuerRef", "kind");
    GroupVersionKind type =
        new GroupVersionKind(
            group.isEmpty() ? GROUP : group, "v1", kind.isEmpty() ? "Issuer" : kind);
    return new ObjectKey(
        type,
        kind.startsWith("Cluster") ? "" : certificate.namespace(),
        certificate.text("spec", "issuerRef", "name"));
  }

  private KubeObject secret(KubeObject certificate, ObjectKey key, ObjectKey issuer) {
    CertificateAuthority signer = authority;
    if (signer == null) {
      signer = CertificateAuthority.create();
      authority = signer;
    }
    List<String> names = new ArrayList<>();
    certificate.list("spec", "dnsNames").forEach(name -> names.add(String.valueOf(name)));
    String subject = certificate.text("spec", "commonName");
    Identity identity = signer.issueServer(subject.isEmpty() ? certificate.name() : subject, names);
    KubeObject template = KubeObject.of(certificate.map("spec", "secretTemplate"));
    Map<String, @Nullable Object> labels = new LinkedHashMap<>(template.map("labels"));
    labels.put("controller.cert-manager.io/fao", "true");
    Map<String, @Nullable Object> annotations = new LinkedHashMap<>(template.map("annotations"));
    annotations.put("cert-manager.io/alt-names", String.join(",", names));
    annotations.put("cert-manager.io/certificate-name", certificate.name());
    annotations.put("cert-manager.io/common-name", subject);
    annotations.put("cert-manager.io/issuer-group", issuer.type().group());
    annotations.put("cert-manager.io/issuer-kind", issuer.type().kind());
    annotations.put("cert-manager.io/issuer-name", issuer.name());
    return Draft.of(Kinds.SECRET, key.namespace(), key.name())
        .set(labels, "metadata", "labels")
        .set(annotations, "metadata", "annotations")
        .set("kubernetes.io/tls", "type")
        .set(
            Tree.map(
                "ca.crt",
                base64(signer.identity().certificatePem()),
                "tls.crt",
                base64(identity.certificatePem()),
                "tls.key",
                base64(identity.keyPem())),
            "data")
        .object();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void tell(
      KubeObject certificate, boolean ready, String reason, String message, Control control)
      throws Refused {
    Map<String, @Nullable Object> condition =
        Conditions.of(certificate, "Ready", ready, reason, message, control.clock());
    condition.put("observedGeneration", certificate.number(1, "metadata", "generation"));
    Map<String, @Nullable Object> status = new LinkedHashMap<>(certificate.map("status"));
    status.put("conditions", Conditions.with(certificate.list("status", "conditions"), condition));
    try {
      control.updateStatus(certificate, status);
    } catch (Refused refused) {
      // A definition that somebody wrote by hand may have no status.
      if (!refused.isGone()) {
        throw refused;
      }
    }
  }
}
