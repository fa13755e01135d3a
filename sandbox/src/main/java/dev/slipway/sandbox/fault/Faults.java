package dev.slipway.sandbox.fault;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// The faults of one sandbox. Chance comes from a seed, so that the same requests in the same order
/// meet the same faults. Safe for use by several threads.
public final class Faults {
  private final ReentrantLock lock = new ReentrantLock();
  private final ReentrantLock disk = new ReentrantLock();
  private final Map<String, Active> rules = new LinkedHashMap<>();
  private final LongSupplier nanos;
  private SplittableRandom random = new SplittableRandom(0);
  private int next = 1;
  private volatile boolean any;

  /// No faults.
  public Faults() {
    this(System::nanoTime);
  }

  Faults(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// A rule that is in force.
  private static final class Active {
    final FaultRule rule;
    final long end;
    int happened;

    Active(FaultRule rule, long end) {
      this.rule = rule;
      this.end = end;
    }
  }

  /// A rule as [#list] tells it.
  ///
  /// @param id by which it can be removed
  /// @param rule the rule
  /// @param happened how often its fault has happened
  public record Listed(String id, FaultRule rule, int happened) {}

  /// Starts chance anew.
  public void seed(long seed) {
    lock.lock();
    try {
      random = new SplittableRandom(seed);
    } finally {
      lock.unlock();
    }
  }

  /// Puts a rule into force.
  ///
  /// @return by which it can be removed
  public String add(FaultRule rule) {
    lock.lock();
    try {
      String id = Integer.toString(next++);
      long end =
          rule.lasting().isZero() ? Long.MAX_VALUE : nanos.getAsLong() + rule.lasting().toNanos();
      rules.put(id, new Active(rule, end));
      any = true;
      return id;
    } finally {
      lock.unlock();
    }
  }

  /// Removes a rule.
  ///
  /// @return whether there was one
  public boolean remove(String id) {
    lock.lock();
    try {
      boolean removed = rules.remove(id) != null;
      any = !rules.isEmpty();
      return removed;
    } finally {
      lock.unlock();
    }
  }

  /// Removes all rules.
  public void clear() {
    lock.lock();
    try {
      rules.clear();
      any = false;
    } finally {
      lock.unlock();
    }
  }

  /// The rules in force, the oldest first.
  public List<Listed> list() {
    lock.lock();
    try {
      List<Listed> listed = new ArrayList<>();
      rules.forEach((id, active) -> listed.add(new Listed(id, active.rule, active.happened)));
      return listed;
    } finally {
      lock.unlock();
    }
  }

  /// The faults that a request meets.
  public List<Fault> meet(String method, String path, boolean isWatch) {
    if (!any) {
      return List.of();
    }
    lock.lock();
    try {
      List<Fault> met = new ArrayList<>();
      long now = nanos.getAsLong();
      for (Active active : rules.values()) {
        FaultRule rule = active.rule;
        boolean inForce = (rule.count() == 0 || active.happened < rule.count()) && now < active.end;
        if (inForce
            && rule.matches(method, path, isWatch)
            && (rule.probability() >= 1 || random.nextDouble() < rule.probability())) {
          active.happened++;
          met.add(rule.fault());
        }
      }
      return met;
    } finally {
      lock.unlock();
    }
  }

  /// Waits for what makes a request late: latency, and the line before a slow store.
  public void await(List<Fault> met) throws InterruptedException {
    for (Fault fault : met) {
      switch (fault) {
        case Fault.Latency latency -> Thread.sleep(latency.delay());
        case Fault.SlowStore slow -> {
          disk.lockInterruptibly();
          try {
            Thread.sleep(slow.delay());
          } finally {
            disk.unlock();
          }
        }
        case Fault.Refusal _, Fault.BrokenAnswer _, Fault.Reset _, Fault.DroppedWatch _ -> {
          // These make nothing late.
        }
      }
    }
  }
}
