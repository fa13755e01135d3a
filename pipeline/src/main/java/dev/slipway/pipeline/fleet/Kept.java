package dev.slipway.pipeline.fleet;

import dev.slipway.pipeline.cache.CacheFolder;
import dev.slipway.pipeline.cache.Digest;
import dev.slipway.pipeline.cache.Inputs;
import dev.slipway.pipeline.settings.Target;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an earlier run found out about a target.
///
/// @param inputs what its releases were read from
/// @param releases its releases
/// @param rendered for each release what it was rendered from and to; null when it was not
record Kept(Inputs inputs, List<FleetRelease> releases, List<@Nullable Rendered> rendered) {
  /// A rendered release.
  ///
  /// @param inputs what it was rendered from, beyond the inputs of the target
  /// @param manifests the digest of its manifests
  record Rendered(Inputs inputs, String manifests) {}

  private static String key(Target target, String setup) {
    return "target "
        + Digest.of(
            setup, target.cluster().name(), target.file(), target.environment(), target.service());
  }

  static @Nullable Kept read(CacheFolder cache, Target target, String setup) {
    byte[] bytes = cache.get(key(target, setup));
    if (bytes == null) {
      return null;
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      Inputs inputs = Inputs.read(in);
      List<FleetRelease> releases = new ArrayList<>();
      List<@Nullable Rendered> rendered = new ArrayList<>();
      for (int count = in.readInt(); count > 0; count--) {
        releases.add(FleetRelease.read(target, in));
        rendered.add(in.readBoolean() ? new Rendered(Inputs.read(in), in.readUTF()) : null);
      }
      return new Kept(inputs, releases, rendered);
    } catch (IOException e) {
      return null;
    }
  }

  void write(CacheFolder cache, Target target, String setup) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      inputs.write(out);
      out.writeInt(releases.size());
      for (int i = 0; i < releases.size(); i++) {
        releases.get(i).write(out);
        Rendered one = rendered.get(i);
        out.writeBoolean(one != null);
        if (one != null) {
          one.inputs.write(out);
          out.writeUTF(one.manifests);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot fail", e);
    }
    byte[] content = bytes.toByteArray();
    if (!Arrays.equals(content, cache.get(key(target, setup)))) {
      cache.put(key(target, setup), content);
    }
  }
}
