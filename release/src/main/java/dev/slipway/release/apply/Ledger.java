package dev.slipway.release.apply;

import dev.slipway.release.store.ReleaseStatus;
import dev.slipway.release.store.StoredHook;
import dev.slipway.release.store.StoredRelease;
import java.util.ArrayList;
import java.util.List;

/// The record of the revision that is under way, as it is stored. Confined to one thread.
final class Ledger {
  private final Run run;
  private StoredRelease record;
  private final List<StoredHook> hooks;

  Ledger(Run run, StoredRelease record) {
    this.run = run;
    this.record = record;
    this.hooks = new ArrayList<>(record.hooks());
  }

  StoredRelease record() {
    return record;
  }

  List<StoredHook> hooks() {
    return hooks;
  }

  /// Notes what is known of a hook, to be stored with what comes next.
  void note(int index, StoredHook hook) {
    hooks.set(index, hook);
  }

  /// Stores what was noted.
  void save() {
    store(record);
  }

  void status(ReleaseStatus status, String description) {
    store(record.withStatus(status, description));
  }

  /// Stores that it failed, and what was found out about that.
  void failed(String description, List<String> evidence) {
    store(record.withStatus(ReleaseStatus.FAILED, description).withEvidence(evidence));
  }

  private void store(StoredRelease changed) {
    record = run.update(hooks.isEmpty() ? changed : changed.withHooks(hooks));
  }
}
