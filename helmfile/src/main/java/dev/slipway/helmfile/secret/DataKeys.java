package dev.slipway.helmfile.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// Finds the key that opens a file's values. Thread-safe; each encrypted key is opened once.
final class DataKeys {
  private final SecretHost host;
  private final ConcurrentMap<String, byte[]> opened = new ConcurrentHashMap<>();
  private @Nullable AgeKeys age;
  private @Nullable PgpKeys pgp;

  DataKeys(SecretHost host) {
    this.host = host;
  }

  /// The data key.
  ///
  /// @throws SecretException if the keys at hand do not suffice
  byte[] open(SopsMetadata metadata) {
    List<String> failures = new ArrayList<>();
    List<byte[]> parts = new ArrayList<>();
    int groups = metadata.groups().size();
    for (int i = 0; i < groups; i++) {
      String label = groups == 1 ? "" : "group " + i + ": ";
      byte[] part = openGroup(metadata.groups().get(i), label, failures);
      if (part != null) {
        parts.add(part);
      }
    }
    if (groups == 1) {
      if (parts.isEmpty()) {
        throw noKey("Failed to get the data key required to decrypt the SOPS file", failures);
      }
      return parts.getFirst();
    }
    int needed = Math.max(metadata.threshold(), 2);
    if (parts.size() < needed) {
      throw noKey(
          "Failed to get the data key required to decrypt the SOPS file: keys of "
              + needed
              + " of "
              + groups
              + " groups are needed, and those at hand open "
              + parts.size(),
          failures);
    }
    return Shamir.combine(parts);
  }

  private byte @Nullable [] openGroup(
      List<SopsMetadata.MasterKey> group, String label, List<String> failures) {
    List<String> own = new ArrayList<>();
    for (SopsMetadata.MasterKey key : group) {
      try {
        byte[] known = opened.get(key.encrypted());
        byte[] plain = known == null ? openKey(key) : known;
        opened.put(key.encrypted(), plain);
        return plain;
      } catch (SecretException e) {
        own.add(label + key.kind() + " " + key.name() + ": " + e.diagnostic().message());
      }
    }
    failures.addAll(own);
    return null;
  }

  private byte[] openKey(SopsMetadata.MasterKey key) {
    return switch (key.kind()) {
      case "age" -> age().open(key.encrypted());
      case "pgp" -> pgp().open(key.encrypted());
      default ->
          throw SecretException.of(
              SecretErrorCode.NOT_SUPPORTED,
              cloud(key.kind()) + " is not supported; age and PGP keys are");
    };
  }

  private static String cloud(String kind) {
    return switch (kind) {
      case "kms" -> "AWS KMS";
      case "gcp_kms" -> "Google Cloud KMS";
      case "hckms" -> "Huawei Cloud KMS";
      case "azure_kv" -> "Azure Key Vault";
      default -> "the transit engine of HashiCorp Vault";
    };
  }

  private synchronized AgeKeys age() {
    AgeKeys known = age;
    if (known == null) {
      known = AgeKeys.find(host);
      age = known;
    }
    return known;
  }

  private synchronized PgpKeys pgp() {
    PgpKeys known = pgp;
    if (known == null) {
      known = PgpKeys.find(host);
      pgp = known;
    }
    return known;
  }

  private synchronized SecretException noKey(String message, List<String> failures) {
    List<String> notes = new ArrayList<>(failures);
    if (age != null) {
      notes.addAll(age.notes());
    }
    if (pgp != null) {
      notes.addAll(pgp.notes());
    }
    return SecretException.withNotes(
        SecretErrorCode.NO_KEY,
        message,
        notes,
        "give a key with SOPS_AGE_KEY or SOPS_AGE_KEY_FILE (age), SLIPWAY_PGP_KEY_FILE or gpg"
            + " (PGP), or have the file encrypted for a key that you have (sops updatekeys)");
  }
}
