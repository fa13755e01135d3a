package dev.slipway.pipeline.fleet;

import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.Release;
import dev.slipway.pipeline.settings.Target;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A release on a cluster.
///
/// @param target the helmfile, environment and cluster
/// @param name its name
/// @param namespace its namespace, or empty
/// @param chart its chart, as the helmfile writes it
/// @param version the chart's version, or empty
/// @param enabled whether its condition holds
/// @param installed whether it is to be installed
/// @param labels its labels as selectors see them
/// @param stateSelectors the selectors that count instead of the command's, when a helmfile states
///   them for one nested in it
public record FleetRelease(
    Target target,
    String name,
    String namespace,
    String chart,
    String version,
    boolean enabled,
    boolean installed,
    Map<String, String> labels,
    @Nullable List<String> stateSelectors) {
  public FleetRelease {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    stateSelectors = stateSelectors == null ? null : List.copyOf(stateSelectors);
  }

  static FleetRelease of(Target target, DesiredState state, Release release) {
    return new FleetRelease(
        target,
        release.name(),
        release.namespace(),
        release.chart(),
        release.version(),
        release.enabled(),
        release.installed(),
        release.selectableLabels(),
        state.selectors().orElse(null));
  }

  /// Whether it is to run on the cluster.
  public boolean isDeployed() {
    return enabled && installed;
  }

  /// `CLUSTER/SERVICE/RELEASE`, as reports name it.
  public String label() {
    return target.cluster().name() + "/" + target.service() + "/" + name;
  }

  /// What makes it the same release on both sides of a change.
  String identity() {
    return label() + "\n" + namespace + "\n" + target.environment();
  }

  void write(DataOutputStream out) throws IOException {
    out.writeUTF(name);
    out.writeUTF(namespace);
    out.writeUTF(chart);
    out.writeUTF(version);
    out.writeBoolean(enabled);
    out.writeBoolean(installed);
    out.writeInt(labels.size());
    for (Map.Entry<String, String> label : labels.entrySet()) {
      out.writeUTF(label.getKey());
      out.writeUTF(label.getValue());
    }
    out.writeInt(stateSelectors == null ? -1 : stateSelectors.size());
    if (stateSelectors != null) {
      for (String selector : stateSelectors) {
        out.writeUTF(selector);
      }
    }
  }

  static FleetRelease read(Target target, DataInputStream in) throws IOException {
    String name = in.readUTF();
    String namespace = in.readUTF();
    String chart = in.readUTF();
    String version = in.readUTF();
    boolean enabled = in.readBoolean();
    boolean installed = in.readBoolean();
    Map<String, String> labels = new LinkedHashMap<>();
    for (int count = in.readInt(); count > 0; count--) {
      labels.put(in.readUTF(), in.readUTF());
    }
    int count = in.readInt();
    List<String> selectors = count < 0 ? null : new ArrayList<>();
    for (; count > 0 && selectors != null; count--) {
      selectors.add(in.readUTF());
    }
    return new FleetRelease(
        target, name, namespace, chart, version, enabled, installed, labels, selectors);
  }
}
