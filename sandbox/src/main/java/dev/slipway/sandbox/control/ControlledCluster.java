package dev.slipway.sandbox.control;

/// The controllers, the scheduler and the nodes of one cluster, at work. Safe for use by several
/// threads.
public final class ControlledCluster implements AutoCloseable {
  private final ControlLoop loop;
  private final ContainerLogs logs = new ContainerLogs();

  /// Sets all controllers to work on a cluster.
  public ControlledCluster(ClusterPort port, SimClock clock) {
    loop = new ControlLoop(port, clock);
    loop.add(new Scheduler(), Kinds.POD, Kinds.NODE, Kinds.CLAIM);
    loop.add(new Kubelet(logs), Kinds.POD);
    loop.add(new Nodes(), Kinds.NODE, Kinds.POD);
    loop.add(new Deployments(), Kinds.DEPLOYMENT, Kinds.REPLICA_SET);
    loop.add(ReplicaSets.ofReplicaSets(), Kinds.REPLICA_SET, Kinds.POD);
    loop.add(ReplicaSets.ofReplicationControllers(), Kinds.REPLICATION_CONTROLLER, Kinds.POD);
    loop.add(new StatefulSets(), Kinds.STATEFUL_SET, Kinds.POD);
    loop.add(new DaemonSets(), Kinds.DAEMON_SET, Kinds.POD, Kinds.NODE);
    loop.add(new Jobs(), Kinds.JOB, Kinds.POD);
    loop.add(new CronJobs(), Kinds.CRON_JOB, Kinds.JOB);
    loop.add(new Services(), Kinds.SERVICE, Kinds.INGRESS, Kinds.POD);
    loop.add(new Claims(), Kinds.CLAIM, Kinds.VOLUME);
    loop.add(new DisruptionBudgets(), Kinds.DISRUPTION_BUDGET, Kinds.POD);
    loop.add(
        new Autoscalers(),
        Kinds.AUTOSCALER,
        Kinds.DEPLOYMENT,
        Kinds.STATEFUL_SET,
        Kinds.REPLICA_SET);
  }

  /// Starts them.
  public void start() {
    loop.start();
  }

  /// Stops them; they have ended when this returns.
  @Override
  public void close() {
    loop.close();
  }
}
