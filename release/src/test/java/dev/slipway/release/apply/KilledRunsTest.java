package dev.slipway.release.apply;

import static dev.slipway.release.apply.Shop.WEB;
import static dev.slipway.release.apply.Shop.configMap;
import static dev.slipway.release.apply.Shop.deployment;
import static dev.slipway.release.apply.Shop.hook;
import static dev.slipway.release.apply.Shop.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.chart.manifest.Hook;
import dev.slipway.release.MortalClient;
import dev.slipway.release.MortalClient.Killed;
import dev.slipway.release.store.ReleaseStatus;
import dev.slipway.release.store.StoredRelease;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Kills a run at each of its writes, and runs it again.
class KilledRunsTest {
  private static final List<Hook> HOOKS =
      List.of(
          hook("before", "pre-upgrade", 0, ""),
          hook("setup", "pre-install", 0, "", "hook-succeeded"),
          hook("after", "post-upgrade", 0, "", "hook-succeeded"),
          hook("bye", "pre-delete", 0, "", "hook-succeeded"));

  private static void install(Shop shop, ReleaseEngine engine) {
    engine.apply(
        shop.plan(
            Shop.SETTINGS,
            HOOKS,
            configMap("a", "1"),
            configMap("b", "1"),
            configMap("c", "1"),
            deployment("web", "x:1", "")),
        ApplyOptions.defaults(),
        shop.progress);
  }

  private static void upgrade(Shop shop, ReleaseEngine engine) {
    engine.apply(
        shop.plan(
            Shop.SETTINGS,
            HOOKS,
            configMap("a", "2"),
            configMap("d", "1"),
            deployment("web", "x:2", ""),
            deployment("worker", "x:2", "")),
        ApplyOptions.defaults(),
        shop.progress);
  }

  private static void badAtomicUpgrade(Shop shop, ReleaseEngine engine) {
    engine.apply(
        shop.plan(
            with(true, false, false, false),
            HOOKS,
            configMap("a", "2"),
            configMap("e", "1"),
            deployment("web", "x:3", "cannot be pulled")),
        ApplyOptions.defaults(),
        shop.progress);
  }

  private static void uninstall(Shop shop, ReleaseEngine engine) {
    if (!shop.history().revisions().isEmpty()) {
      engine.uninstall(
          WEB, UninstallOptions.DEFAULTS.waiting(true), ApplyOptions.defaults(), shop.progress);
    }
  }

  /// @param before what is done first, unharmed
  /// @param work what is killed, and done again
  /// @return how many kills there were
  private static int killAtEachWrite(
      Consumer<Shop> before, BiConsumer<Shop, ReleaseEngine> work, boolean jobsCount) {
    Shop whole = new Shop();
    before.accept(whole);
    work.accept(whole, whole.engine());
    Map<String, String> wanted = state(whole, jobsCount);

    int kills = 0;
    while (true) {
      Shop shop = new Shop();
      before.accept(shop);
      MortalClient mortal = new MortalClient(shop.cluster, kills);
      boolean killed = isKilled(() -> work.accept(shop, shop.engine(mortal)));
      work.accept(shop, shop.engine());

      assertThat(state(shop, jobsCount)).as("after %s writes", kills).isEqualTo(wanted);
      checkHistory(shop, kills, whole.history().revisions().isEmpty());
      if (!killed) {
        return kills;
      }
      kills++;
    }
  }

  private static Map<String, String> state(Shop shop, boolean jobsCount) {
    Map<String, String> state = shop.cluster.state();
    if (!jobsCount) {
      state.keySet().removeIf(id -> id.startsWith("Job/"));
    }
    return state;
  }

  private static boolean isKilled(Runnable work) {
    try {
      work.run();
      return false;
    } catch (Killed e) {
      return true;
    }
  }

  private static void checkHistory(Shop shop, int kills, boolean gone) {
    List<StoredRelease> revisions = shop.history().revisions();
    assertThat(revisions.isEmpty()).as("after %s writes: %s", kills, revisions).isEqualTo(gone);
    assertThat(revisions)
        .as("after %s writes", kills)
        .noneMatch(revision -> Recovery.isUnderWay(revision.status()))
        .filteredOn(revision -> revision.status() == ReleaseStatus.DEPLOYED)
        .hasSize(gone ? 0 : 1);
    if (!gone) {
      assertThat(revisions.getLast().status())
          .as("after %s writes", kills)
          .isEqualTo(ReleaseStatus.DEPLOYED);
    }
  }

  @Test
  void anInstallThatWasKilledEndsWellTheNextTime() {
    assertThat(killAtEachWrite(shop -> {}, KilledRunsTest::install, false)).isGreaterThan(8);
  }

  @Test
  void anUpgradeThatWasKilledEndsWellTheNextTime() {
    assertThat(killAtEachWrite(shop -> install(shop, shop.engine()), KilledRunsTest::upgrade, true))
        .isGreaterThan(12);
  }

  @Test
  void anAtomicRollbackThatWasKilledEndsWellTheNextTime() {
    assertThat(
            killAtEachWrite(
                shop -> install(shop, shop.engine()), KilledRunsTest::badAtomicUpgrade, true))
        .isGreaterThan(12);
  }

  @Test
  void whatAKilledUpgradeBroughtAndTheNextDoesNotWantIsRemoved() {
    assertThat(
            killAtEachWrite(
                shop -> install(shop, shop.engine()),
                (shop, engine) -> {
                  if (shop.history().revisions().size() == 1) {
                    badUpgradeThenOther(shop, engine);
                  } else {
                    upgrade(shop, engine);
                  }
                },
                false))
        .isGreaterThan(8);
  }

  private static void badUpgradeThenOther(Shop shop, ReleaseEngine engine) {
    engine.apply(
        shop.plan(configMap("a", "9"), configMap("orphan", "1"), configMap("orphan2", "1")),
        ApplyOptions.defaults(),
        shop.progress);
    upgrade(shop, engine);
  }

  @Test
  void anUninstallThatWasKilledEndsWellTheNextTime() {
    assertThat(
            killAtEachWrite(
                shop -> {
                  install(shop, shop.engine());
                  upgrade(shop, shop.engine());
                },
                KilledRunsTest::uninstall,
                false))
        .isGreaterThan(8);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whateverIsKilledInWhateverOrderTheLastRunEndsWell(long seed) {
    Random random = new Random(seed);
    Shop shop = new Shop();
    for (int i = 0; i < 40; i++) {
      MortalClient mortal = new MortalClient(shop.cluster, random.nextInt(20));
      ReleaseEngine engine = shop.engine(mortal);
      int kind = random.nextInt(6);
      int number = i;
      isKilled(() -> {
        switch (kind) {
          case 0 -> install(shop, engine);
          case 1 -> upgrade(shop, engine);
          case 2 -> badAtomicUpgrade(shop, engine);
          case 3 -> uninstall(shop, engine);
          case 4 -> rollback(shop, engine);
          default ->
              engine.apply(
                  shop.plan(configMap("own" + number, "1")),
                  ApplyOptions.defaults(),
                  shop.progress);
        }
      });
    }

    upgrade(shop, shop.engine());

    assertThat(state(shop, false).keySet())
        .containsExactly(
            "ConfigMap/shop/a",
            "ConfigMap/shop/d",
            "Deployment/shop/web",
            "Deployment/shop/worker");
    checkHistory(shop, 0, false);
    assertThat(shop.history().revisions())
        .extracting(StoredRelease::revision)
        .doesNotHaveDuplicates();
  }

  private static void rollback(Shop shop, ReleaseEngine engine) {
    if (shop.history().revisions().stream()
            .filter(revision -> revision.status() == ReleaseStatus.SUPERSEDED)
            .count()
        > 0) {
      engine.rollback(WEB, 0, Shop.SETTINGS, ApplyOptions.defaults(), shop.progress);
    }
  }

  @Test
  void anInstallAfterAKilledUninstallEndsWell() {
    for (int kills = 0; ; kills++) {
      Shop shop = new Shop();
      install(shop, shop.engine());
      MortalClient mortal = new MortalClient(shop.cluster, kills);
      boolean killed = isKilled(() -> uninstall(shop, shop.engine(mortal)));
      install(shop, shop.engine());
      Map<String, String> state = shop.cluster.state();
      state.keySet().removeIf(id -> id.startsWith("Job/"));
      assertThat(state.keySet())
          .as("after %s writes", kills)
          .containsExactly(
              "ConfigMap/shop/a", "ConfigMap/shop/b", "ConfigMap/shop/c", "Deployment/shop/web");
      if (!killed) {
        return;
      }
    }
  }
}
