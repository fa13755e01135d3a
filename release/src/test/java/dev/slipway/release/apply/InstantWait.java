package dev.slipway.release.apply;

import dev.slipway.core.Diagnostic;
import dev.slipway.kube.KubeClient;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.ReleaseErrorCode;
import dev.slipway.release.apply.ReleaseHealth.ObjectHealth;
import dev.slipway.release.apply.ReleaseHealth.State;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// All objects are at once what they will ever be: failed where an annotation `fails` says why,
/// ready otherwise.
final class InstantWait implements ObjectWait {
  private final KubeClient client;

  InstantWait(KubeClient client) {
    this.client = client;
  }

  @Override
  public End await(
      Collection<KubeObject> objects,
      Goal goal,
      Duration timeout,
      News news,
      Cancellation cancellation) {
    for (KubeObject object : objects) {
      ObjectHealth health = health(object);
      boolean reached =
          goal == Goal.GONE ? health.state() == State.MISSING : health.state() == State.READY;
      news.told(object.key(), reached, health.message());
      if (!reached) {
        return new End(
            Diagnostic.error(
                ReleaseErrorCode.NOT_READY, object.key().label() + ": " + health.message()),
            List.of("evidence of " + object.key().label()));
      }
    }
    return End.REACHED;
  }

  @Override
  public List<ObjectHealth> health(List<KubeObject> objects) {
    return objects.stream().map(this::health).toList();
  }

  private ObjectHealth health(KubeObject object) {
    ObjectKey key = object.key();
    Optional<KubeObject> live = client.get(key);
    if (live.isEmpty()) {
      return new ObjectHealth(key, State.MISSING, "not there");
    }
    String fails = live.get().annotations().getOrDefault("fails", "");
    return new ObjectHealth(key, fails.isEmpty() ? State.READY : State.FAILED, fails);
  }
}
