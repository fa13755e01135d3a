package dev.slipway.release.plan;

import dev.slipway.core.AtomicFile;
import dev.slipway.core.GoStrings;
import dev.slipway.object.KubeObject;
import dev.slipway.release.ReleaseErrorCode;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.ReleaseName;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.YamlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Plans of many releases on many clusters, kept in a file until someone carries them out.
/// Immutable.
///
/// The file has no values of objects in it, only keyed digests of them, so no secrets either. But
/// it has the key of these, and the caller may put into `origin` what random values of first
/// installs are made from: only its owner may read it (mode 0600).
///
/// @param origin what the plans were made from: the commit, the user, as far as the caller says
/// @param releases what is to be done
public record PlanFile(Map<String, String> origin, List<SavedRelease> releases) {
  private static final int VERSION = 1;
  private static final String KIND = "slipway-plan";
  private static final int KEY_BYTES = 16;

  public PlanFile {
    origin = Map.copyOf(origin);
    releases = List.copyOf(releases);
  }

  /// Saves plans.
  ///
  /// @throws ReleaseException if the file cannot be written
  public static void write(Path file, List<ReleasePlan> plans, Map<String, String> origin) {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    PlanDigest digest = new PlanDigest(key);
    List<Object> releases = new ArrayList<>();
    plans.forEach(plan -> releases.add(SavedRelease.of(plan, digest).tree()));
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("kind", KIND);
    tree.put("version", VERSION);
    tree.put("origin", origin);
    tree.put("key", HexFormat.of().formatHex(key));
    tree.put("digest", digest.of(Json.write(List.of(origin, releases))));
    tree.put("releases", releases);
    try {
      writePrivately(file.toAbsolutePath(), GoStrings.toBytes(Json.writePretty(tree) + "\n"));
    } catch (IOException e) {
      throw failure(file, "cannot be written: " + e.getMessage(), e);
    }
  }

  /// Temporary files are made for their owner only, and stay so when they are moved.
  private static void writePrivately(Path file, byte[] content) throws IOException {
    Path folder = file.getParent();
    if (folder == null) {
      throw new IOException("it is a directory");
    }
    Path temporary = Files.createTempFile(folder, "." + file.getFileName() + ".", ".tmp");
    try {
      Files.write(temporary, content);
      AtomicFile.move(temporary, file);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /// Reads a file.
  ///
  /// @throws ReleaseException if it cannot be read, or is no plan of this version
  public static PlanFile read(Path file) {
    KubeObject tree;
    try {
      tree = KubeObject.parse(GoStrings.fromBytes(Files.readAllBytes(file)));
    } catch (IOException e) {
      String why = e instanceof NoSuchFileException ? "there is no such file" : e.getMessage();
      throw failure(file, "cannot be read: " + why, e);
    } catch (YamlException e) {
      throw failure(file, "is no plan: " + e.getMessage(), e);
    }
    if (!tree.text("kind").equals(KIND)) {
      throw failure(file, "is no plan", null);
    }
    if (tree.number(0, "version") != VERSION) {
      throw failure(
          file,
          "is a plan of version " + tree.number(0, "version") + ", and not of " + VERSION,
          null);
    }
    try {
      PlanDigest digest = new PlanDigest(HexFormat.of().parseHex(tree.text("key")));
      List<Object> body = List.of(tree.map("origin"), tree.list("releases"));
      if (!tree.text("digest").equals(digest.of(Json.write(body)))) {
        throw failure(file, "is damaged, or was edited: save it anew", null);
      }
      List<SavedRelease> releases = new ArrayList<>();
      for (Map<String, @Nullable Object> release : tree.maps("releases")) {
        releases.add(SavedRelease.read(KubeObject.of(release), digest));
      }
      return new PlanFile(tree.texts("origin"), releases);
    } catch (IllegalArgumentException e) {
      throw failure(file, "is damaged: " + e.getMessage(), e);
    }
  }

  private static ReleaseException failure(Path file, String what, @Nullable Throwable cause) {
    return new ReleaseException(ReleaseErrorCode.PLAN_FILE, "the plan " + file + " " + what, cause);
  }

  /// What is saved of a release; empty when it is not part of the plan.
  ///
  /// @param cluster the cluster, as [ReleasePlan#cluster] names it
  public Optional<SavedRelease> find(String cluster, ReleaseName name) {
    for (SavedRelease release : releases) {
      if (release.cluster().equals(cluster) && release.name().equals(name)) {
        return Optional.of(release);
      }
    }
    return Optional.empty();
  }
}
