package dev.slipway.gotemplate.exec;

import org.jspecify.annotations.Nullable;

/// Runs deeply nested work on threads with big stacks, so that it never overflows the caller's. The
/// caller waits; stack memory that is not touched costs nothing.
final class DeepStack {
  /// What may be used of the stack of a thread that is not ours; such threads have 1 MiB or more.
  static final int CALLERS_SHARE = 256 << 10;

  /// The stack of a thread of ours; the smaller sizes are for systems that refuse the bigger.
  private static final long[] SIZES = {1L << 30, 256L << 20, 64L << 20};

  private DeepStack() {}

  /// Work that needs much stack.
  interface Work {
    /// Does it.
    ///
    /// @param stack the size in bytes of the stack that there is
    void run(long stack);
  }

  /// Does the work on another thread and waits for it; what it throws is thrown here.
  static void run(Work work) {
    for (int i = 0; ; i++) {
      long size = SIZES[i];
      @Nullable Throwable[] failure = new @Nullable Throwable[1];
      Thread thread =
          Thread.ofPlatform()
              .name("template-stack")
              .daemon(true)
              .stackSize(size)
              .unstarted(() -> failure[0] = attempt(work, size));
      try {
        thread.start();
      } catch (OutOfMemoryError e) {
        // The system does not give that much address space.
        if (i == SIZES.length - 1) {
          throw e;
        }
        continue;
      }
      await(thread);
      rethrow(failure[0]);
      return;
    }
  }

  private static @Nullable Throwable attempt(Work work, long size) {
    try {
      work.run(size);
      return null;
    } catch (RuntimeException | Error e) {
      return e;
    }
  }

  private static void await(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException _) {
        // The work ends by itself, at the latest when its time is over.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void rethrow(@Nullable Throwable failure) {
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }
}
