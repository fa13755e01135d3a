package dev.slipway.sandbox;

import dev.slipway.sandbox.resource.KubernetesVersion;
import dev.slipway.sandbox.resource.NodePortRange;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How a sandbox is to be. Immutable; start from [#of].
///
/// @param name the cluster's name, as its kubeconfig has it
/// @param port the port on loopback; 0 for any that is free
/// @param tls whether it speaks HTTPS, as real clusters do, or plain HTTP
/// @param folder where its state is kept; null to keep it in memory only
/// @param speed how many times as fast as real time its controllers wait
/// @param nodes how many nodes it starts with
/// @param controllers whether controllers, scheduler and nodes work at all
/// @param kubernetes the version of Kubernetes whose kinds it serves
/// @param nodePorts the ports that Services may have on nodes
public record SandboxOptions(
    String name,
    int port,
    boolean tls,
    @Nullable Path folder,
    double speed,
    int nodes,
    boolean controllers,
    KubernetesVersion kubernetes,
    NodePortRange nodePorts) {
  /// At this speed a Deployment is ready after a fifth of a second.
  public static final double DEFAULT_SPEED = 25;

  /// A sandbox in memory with three nodes, on any free port.
  public static SandboxOptions of(String name) {
    return new SandboxOptions(
        name, 0, true, null, DEFAULT_SPEED, 3, true, KubernetesVersion.USUAL, NodePortRange.USUAL);
  }

  /// The same on a certain port.
  public SandboxOptions withPort(int newPort) {
    return new SandboxOptions(
        name, newPort, tls, folder, speed, nodes, controllers, kubernetes, nodePorts);
  }

  /// The same without TLS.
  public SandboxOptions withPlainHttp() {
    return new SandboxOptions(
        name, port, false, folder, speed, nodes, controllers, kubernetes, nodePorts);
  }

  /// The same with its state in a folder, which is made if it is not there.
  public SandboxOptions withFolder(Path newFolder) {
    return new SandboxOptions(
        name, port, tls, newFolder, speed, nodes, controllers, kubernetes, nodePorts);
  }

  /// The same at another speed; 1 is real time.
  public SandboxOptions withSpeed(double newSpeed) {
    return new SandboxOptions(
        name, port, tls, folder, newSpeed, nodes, controllers, kubernetes, nodePorts);
  }

  /// The same with another number of nodes.
  public SandboxOptions withNodes(int newNodes) {
    return new SandboxOptions(
        name, port, tls, folder, speed, newNodes, controllers, kubernetes, nodePorts);
  }

  /// The same with nobody at work in it: objects stay as they are written.
  public SandboxOptions withoutControllers() {
    return new SandboxOptions(name, port, tls, folder, speed, 0, false, kubernetes, nodePorts);
  }

  /// The same of another version of Kubernetes.
  ///
  /// @param version such as `1.34` or `v1.34.3`
  /// @throws SandboxException if it is no version of Kubernetes, or one whose kinds are not known
  public SandboxOptions withKubernetes(String version) {
    KubernetesVersion wanted =
        KubernetesVersion.near(version)
            .filter(KubernetesVersion::isKnown)
            .orElseThrow(() -> SandboxException.version(version));
    return with(wanted);
  }

  /// The same of the version of Kubernetes nearest to one whose kinds need not be known.
  ///
  /// @throws SandboxException if it is no version of Kubernetes
  public SandboxOptions withKubernetesNear(String version) {
    return with(
        KubernetesVersion.near(version).orElseThrow(() -> SandboxException.version(version)));
  }

  /// The same for Services with any port on nodes: of another cluster's range nothing is known.
  public SandboxOptions withAnyNodePort() {
    return new SandboxOptions(
        name, port, tls, folder, speed, nodes, controllers, kubernetes, NodePortRange.ALL);
  }

  private SandboxOptions with(KubernetesVersion wanted) {
    return new SandboxOptions(
        name, port, tls, folder, speed, nodes, controllers, wanted, nodePorts);
  }
}
