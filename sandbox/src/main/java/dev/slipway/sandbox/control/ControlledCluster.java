package dev.slipway.sandbox.control;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.api.LogSource;
import org.jspecify.annotations.Nullable;

/// The controllers, the scheduler and the nodes of one cluster, at work. Safe for use by several
/// threads.
public final class ControlledCluster implements AutoCloseable {
  private final SimClock clock;
  private final ContainerLogs logs = new ContainerLogs();
  private @Nullable ControlLoop running;

  /// Nobody at work yet.
  public ControlledCluster(SimClock clock) {
    this.clock = clock;
  }

  /// What the containers of this cluster write.
  public LogSource logs() {
    return new NodeLogs(logs, clock);
  }

  /// Makes the nodes and the storage class of a new cluster, and sets all controllers to work.
  ///
  /// @param nodes how many nodes a new cluster has
  /// @param version the Kubernetes version, such as `v1.34.0`
  public void start(ClusterPort port, int nodes, String version) {
    try {
      prepare(port, nodes, version);
    } catch (Refused refused) {
      throw new IllegalStateException("a new cluster refuses its nodes", refused);
    }
    ControlLoop loop = new ControlLoop(port, clock);
    loop.add(new Scheduler(), Kinds.POD, Kinds.NODE, Kinds.CLAIM);
    loop.add(new Kubelet(logs), Kinds.POD, Kinds.CONFIG_MAP, Kinds.SECRET);
    loop.add(new Nodes(), Kinds.NODE, Kinds.POD);
    loop.add(new Deployments(), Kinds.DEPLOYMENT, Kinds.REPLICA_SET);
    loop.add(ReplicaSets.ofReplicaSets(), Kinds.REPLICA_SET, Kinds.POD);
    loop.add(ReplicaSets.ofReplicationControllers(), Kinds.REPLICATION_CONTROLLER, Kinds.POD);
    loop.add(new StatefulSets(), Kinds.STATEFUL_SET, Kinds.POD);
    loop.add(new DaemonSets(), Kinds.DAEMON_SET, Kinds.POD, Kinds.NODE);
    loop.add(new Jobs(), Kinds.JOB, Kinds.POD);
    loop.add(new CronJobs(), Kinds.CRON_JOB, Kinds.JOB);
    loop.add(new Services(), Kinds.SERVICE, Kinds.INGRESS, Kinds.POD);
    loop.add(new Claims(), Kinds.CLAIM, Kinds.VOLUME, Kinds.POD);
    loop.add(new DisruptionBudgets(), Kinds.DISRUPTION_BUDGET, Kinds.POD);
    loop.add(
        new Autoscalers(),
        Kinds.AUTOSCALER,
        Kinds.DEPLOYMENT,
        Kinds.STATEFUL_SET,
        Kinds.REPLICA_SET);
    loop.add(new Certificates(), Kinds.CERTIFICATE);
    running = loop;
    loop.start();
  }

  private void prepare(ClusterPort port, int nodes, String version) throws Refused {
    KubeObject storage = Claims.storageClass();
    if (port.get(storage.key()) != null) {
      return;
    }
    port.create(storage);
    for (int number = 1; number <= nodes; number++) {
      KubeObject node = Nodes.node(number, version, clock);
      KubeObject created = port.create(node);
      port.updateStatus(Draft.from(created).set(node.map("status"), "status").object());
    }
  }

  /// Stops them; they have ended when this returns.
  @Override
  public void close() {
    ControlLoop loop = running;
    if (loop != null) {
      loop.close();
    }
  }
}
