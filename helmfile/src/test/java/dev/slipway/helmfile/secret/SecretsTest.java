package dev.slipway.helmfile.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.helmfile.host.HelmfileHost;
import dev.slipway.helmfile.host.LocalHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir private Path folder;

  private HelmfileHost host = new LocalHost(Path.of("/"), Map.of());

  @BeforeEach
  void setUp() throws IOException {
    Files.write(folder.resolve("keys"), Fixtures.bytes("first.agekey"));
    Files.write(folder.resolve("types.yaml"), Fixtures.bytes("types.yaml"));
    Files.createDirectory(folder.resolve("app"));
    Files.writeString(folder.resolve("app/plain.yaml"), "a: 1\n");
    host = new LocalHost(folder, Map.of("SOPS_AGE_KEY_FILE", folder.resolve("keys").toString()));
  }

  @Test
  void decryptsFilesOfTheHost() {
    Secrets secrets = Secrets.of(host);

    assertThat(secrets.files().decrypt(host, folder.resolve("types.yaml").toString()))
        .isEqualTo(Fixtures.text("types.yaml.plain"));
    assertThat(secrets.mask().hide("swordfish")).startsWith("<secret:");
    assertThatThrownBy(
            () -> secrets.files().decrypt(host, folder.resolve("app/plain.yaml").toString()))
        .hasMessage("sops metadata not found");
    assertThatThrownBy(() -> secrets.files().decrypt(host, folder.resolve("gone.yaml").toString()))
        .hasMessageContaining("cannot be read");
  }

  @Test
  void decryptsTextsOfTheHelmfileItself() {
    assertThat(Secrets.of(host).inline().apply(Fixtures.text("types.yaml")))
        .isEqualTo(Fixtures.text("types.yaml.plain"));
  }

  @Test
  void resolvesReferencesFromTheHelmfilesFolder() {
    Secrets secrets = Secrets.of(host);

    assertThat(
            secrets
                .references()
                .in(folder.resolve("app").toString())
                .expand(
                    Map.of("v", "ref+file://plain.yaml#/a", "w", "ref+sops://../types.yaml#/name")))
        .isEqualTo(Map.of("v", 1L, "w", "web"));
    assertThat(secrets.references().expand(Map.of("v", "plain"))).isEqualTo(Map.of("v", "plain"));
  }

  @Test
  void makesComparableHashesWithAKey() {
    Secrets first = Secrets.of(new LocalHost(folder, Map.of("SLIPWAY_MASK_KEY", "k")));
    Secrets second = Secrets.of(new LocalHost(folder, Map.of("SLIPWAY_MASK_KEY", "k")));
    first.mask().add("some value");
    second.mask().add("some value");

    assertThat(first.mask().hide("some value")).isEqualTo(second.mask().hide("some value"));
  }
}
