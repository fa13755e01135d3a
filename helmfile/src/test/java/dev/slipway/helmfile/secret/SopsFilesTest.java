package dev.slipway.helmfile.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.core.ProcessResult;
import dev.slipway.yaml.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SopsFilesTest {
  private static final String KEY = "first.agekey";

  private static SopsFiles with(String... keys) {
    StringBuilder all = new StringBuilder();
    for (String key : keys) {
      all.append(Fixtures.text(key));
    }
    return new SopsFiles(
        new InMemorySecretHost().with("SOPS_AGE_KEY_FILE", "/keys").file("/keys", all.toString()),
        new SecretMask());
  }

  private static String decrypt(SopsFiles files, String name) {
    return new String(files.decrypt(name, Fixtures.bytes(name)), StandardCharsets.UTF_8);
  }

  private static SecretException failure(SopsFiles files, String name, byte[] content) {
    SecretException e =
        catchThrowableOfType(SecretException.class, () -> files.decrypt(name, content));
    assertThat(e).isNotNull();
    assertThat(e.diagnostic().location()).hasToString(name);
    return e;
  }

  private static SecretException failure(SopsFiles files, String name, String content) {
    return failure(files, name, content.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "types.yaml",
        "two.yaml",
        "regex.yaml",
        "unencrypted-regex.yaml",
        "suffix.yaml",
        "mac-only.yaml",
        "documents.yaml",
        "values.json"
      })
  void printsWhatSopsPrints(String name) {
    assertThat(decrypt(with(KEY), name)).isEqualTo(Fixtures.text(name + ".plain"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"values.env", "values.ini"})
  void printsWhatSopsPrintsButComments(String name) {
    String comment = name.endsWith(".env") ? "# a comment\n" : "; word\n";

    assertThat(decrypt(with(KEY), name))
        .isEqualTo(Fixtures.text(name + ".plain").replace(comment, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"comments.yaml", "comment-regex.yaml", "times.yaml"})
  void findsTheValuesThatSopsFinds(String name) {
    assertThat(Yaml.read(decrypt(with(KEY), name)))
        .isEqualTo(Yaml.read(Fixtures.text(name + ".plain")));
  }

  @Test
  void keepsTheBytesOfBinaryFiles() {
    assertThat(with(KEY).decrypt("binary.bin", Fixtures.bytes("binary.bin")))
        .isEqualTo(Fixtures.bytes("binary.bin.plain"));
  }

  @Test
  void takesTheFormatThatItIsTold() {
    byte[] plain =
        with(KEY).decrypt("types.dec", Fixtures.bytes("types.yaml"), SopsFormat.ofName("yaml"));

    assertThat(plain).isEqualTo(Fixtures.bytes("types.yaml.plain"));
  }

  @Test
  void opensWithTheSecondOfTwoRecipients() {
    assertThat(decrypt(with("stranger.agekey", "second.agekey"), "two.yaml"))
        .isEqualTo(Fixtures.text("two.yaml.plain"));
  }

  @Test
  void findsKeysInVariableCommandAndConfigurationFolder() {
    String key = Fixtures.text(KEY);
    String line = key.lines().filter(text -> text.startsWith("AGE")).findFirst().orElseThrow();
    InMemorySecretHost[] hosts = {
      new InMemorySecretHost().with("SOPS_AGE_KEY", line),
      new InMemorySecretHost()
          .with("SOPS_AGE_KEY_CMD", "print key")
          .program("print key", new ProcessResult(0, key, "")),
      new InMemorySecretHost().with("HOME", "/h").file("/h/.config/sops/age/keys.txt", key),
      new InMemorySecretHost()
          .with("HOME", "/h")
          .with("XDG_CONFIG_HOME", "/x")
          .file("/x/sops/age/keys.txt", key)
    };
    for (InMemorySecretHost host : hosts) {
      assertThat(decrypt(new SopsFiles(host, new SecretMask()), "types.yaml"))
          .isEqualTo(Fixtures.text("types.yaml.plain"));
    }
  }

  @Test
  void opensWithPgpKeysFromAFile() {
    InMemorySecretHost host =
        new InMemorySecretHost()
            .with("SLIPWAY_PGP_KEY_FILE", "/pgp.asc")
            .file("/pgp.asc", Fixtures.bytes("pgp.asc"));

    assertThat(decrypt(new SopsFiles(host, new SecretMask()), "pgp.yaml"))
        .isEqualTo(Fixtures.text("pgp.yaml.plain"));
  }

  @Test
  void opensPgpKeysWithTheirPassphrase() {
    InMemorySecretHost host =
        new InMemorySecretHost()
            .with("SLIPWAY_PGP_KEY_FILE", "/pgp.asc")
            .file("/pgp.asc", Fixtures.bytes("pgp-locked.asc"));
    byte[] content = Fixtures.bytes("pgp-locked.yaml");

    SecretException e = failure(new SopsFiles(host, new SecretMask()), "a.yaml", content);
    assertThat(e.code()).isEqualTo(SecretErrorCode.NO_KEY);

    host.with("SLIPWAY_PGP_PASSPHRASE", "open sesame");
    assertThat(new SopsFiles(host, new SecretMask()).decrypt("a.yaml", content))
        .isEqualTo(Fixtures.bytes("types.yaml.plain"));
  }

  @Test
  void asksGpgWhenNoFileHasTheKey() {
    InMemorySecretHost host =
        new InMemorySecretHost()
            .with("HOME", "/h")
            .program("gpg --batch -d", new ProcessResult(0, "\0".repeat(32), ""));

    SecretException e =
        failure(new SopsFiles(host, new SecretMask()), "pgp.yaml", Fixtures.bytes("pgp.yaml"));

    assertThat(e.code()).as("the wrong data key was used").isEqualTo(SecretErrorCode.TAMPERED);
  }

  @Test
  void joinsTheDataKeyFromTwoOfThreeGroups() {
    assertThat(decrypt(with(KEY, "second.agekey"), "groups.yaml"))
        .isEqualTo(Fixtures.text("types.yaml.plain"));
  }

  @Test
  void saysWhichGroupsCannotBeOpened() {
    SecretException e = failure(with(KEY), "groups.yaml", Fixtures.bytes("groups.yaml"));

    assertThat(e.code()).isEqualTo(SecretErrorCode.NO_KEY);
    assertThat(e)
        .hasMessageContaining("keys of 2 of 3 groups are needed, and those at hand open 1");
    assertThat(e.diagnostic().notes()).anyMatch(note -> note.startsWith("group 2: pgp "));
  }

  @Test
  void namesTheRecipientsWhenNoKeyFits() {
    SecretException e =
        failure(with("stranger.agekey"), "types.yaml", Fixtures.bytes("types.yaml"));

    assertThat(e.code()).isEqualTo(SecretErrorCode.NO_KEY);
    assertThat(e.diagnostic().notes())
        .anyMatch(note -> note.matches("age age1\\w+: none of the age keys at hand fits"));
    assertThat(e.diagnostic().hint()).contains("SOPS_AGE_KEY_FILE");
  }

  @Test
  void saysWhereItLookedForKeys() {
    InMemorySecretHost host =
        new InMemorySecretHost().with("SOPS_AGE_KEY_FILE", "/gone").with("HOME", "/h");

    SecretException e =
        failure(new SopsFiles(host, new SecretMask()), "a.yaml", Fixtures.bytes("types.yaml"));

    assertThat(e.diagnostic().notes())
        .contains(
            "SOPS_AGE_KEY_FILE: /gone cannot be read: there is no such file",
            "there is no /h/.config/sops/age/keys.txt");
  }

  @Test
  void namesKeysThatAreNotSupported() {
    String text =
        """
        a: 1
        sops:
          kms:
            - arn: arn:aws:k/1
              enc: xyz
          lastmodified: "2024-01-01T00:00:00Z"
          mac: xyz
        """;

    SecretException e = failure(with(KEY), "kms.yaml", text);

    assertThat(e.diagnostic().notes())
        .contains("kms arn:aws:k/1: AWS KMS is not supported; age and PGP keys are");
  }

  @Test
  void namesDamagedAndForeignKeys() {
    InMemorySecretHost host =
        new InMemorySecretHost()
            .with("SOPS_AGE_KEY", "AGE-SECRET-KEY-1XYZ AGE-PLUGIN-YUBIKEY-1 nonsense");

    SecretException e =
        failure(new SopsFiles(host, new SecretMask()), "a.yaml", Fixtures.bytes("types.yaml"));

    assertThat(e.diagnostic().notes())
        .contains(
            "SOPS_AGE_KEY, line 1: the age key is damaged",
            "SOPS_AGE_KEY, line 2: keys of plugins and post-quantum keys are not supported",
            "SOPS_AGE_KEY, line 3: this is no age key; one starts with AGE-SECRET-KEY-1");
  }

  @Test
  void refusesChangedUnencryptedValues() {
    String text = Fixtures.text("types.yaml").replace("public.example.org", "evil.example.org");

    SecretException e = failure(with(KEY), "types.yaml", text);

    assertThat(e.code()).isEqualTo(SecretErrorCode.TAMPERED);
    assertThat(e).hasMessageContaining("MAC mismatch");
  }

  @Test
  void refusesMovedValues() {
    String text = Fixtures.text("types.yaml").replaceFirst("(?m)^password: ", "pazzword: ");

    SecretException e = failure(with(KEY), "types.yaml", text);

    assertThat(e.code()).isEqualTo(SecretErrorCode.TAMPERED);
    assertThat(e).hasMessageContaining("the value at pazzword was changed or moved");
  }

  @Test
  void refusesPlainValuesWhereEncryptedOnesShouldBe() {
    String text =
        Fixtures.text("types.yaml").replaceFirst("(?m)^password: .*$", "password: hunter2");

    SecretException e = failure(with(KEY), "types.yaml", text);

    assertThat(e).hasMessageContaining("the value at password is not in SOPS' form");
    assertThat(e.getMessage()).doesNotContain("hunter2");
  }

  @Test
  void refusesRemovedMac() {
    String text = Fixtures.text("types.yaml").replaceFirst("(?m)^    mac: .*$", "    mac: ''");

    assertThat(failure(with(KEY), "types.yaml", text).code()).isEqualTo(SecretErrorCode.TAMPERED);
  }

  @Test
  void refusesFilesThatAreNotEncrypted() {
    SecretException e = failure(with(KEY), "plain.yaml", "a: 1\n");

    assertThat(e.code()).isEqualTo(SecretErrorCode.NOT_ENCRYPTED);
    assertThat(e).hasMessage("sops metadata not found");
    assertThat(e.diagnostic().hint()).contains("list it under values");
    for (String name : new String[] {"a.json", "a.env", "a.ini", "a.bin"}) {
      assertThat(failure(with(KEY), name, name.endsWith("n") ? "{}" : "").code())
          .isEqualTo(SecretErrorCode.NOT_ENCRYPTED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "types.yaml",
        "values.json",
        "values.env",
        "values.ini",
        "binary.bin",
        "groups.yaml",
        "pgp.yaml"
      })
  void endsWithAnErrorWhereverTheFileIsCutOff(String name) {
    byte[] whole = Fixtures.bytes(name);
    SopsFiles files = with(KEY, "second.agekey");
    for (int length = 0; length < whole.length - 60; length += 97) {
      byte[] part = Arrays.copyOf(whole, length);
      if (new String(part, StandardCharsets.UTF_8).contains("\n    shamir_threshold:")) {
        break;
      }
      failure(files, name, part);
    }
  }

  @Test
  void neverThrowsAnythingElseOnDamage() {
    byte[] whole = Fixtures.bytes("types.yaml");
    SopsFiles files = with(KEY);
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      try {
        files.decrypt("types.yaml", damaged);
      } catch (SecretException e) {
        assertThat(e.getMessage()).doesNotContain("swordfish");
      }
    }
  }

  @Test
  void tellsTheMaskEachEncryptedValue() {
    SecretMask mask = new SecretMask();
    SopsFiles files =
        new SopsFiles(
            new InMemorySecretHost().with("SOPS_AGE_KEY_FILE", "/k").file("/k", Fixtures.text(KEY)),
            mask);

    decrypt(files, "types.yaml");

    assertThat(mask.hide("it is swordfish on public.example.org"))
        .matches("it is <secret:\\w{8}> on public.example.org");
  }

  @Test
  void decryptsTenMegabytes() {
    LargeFile large = LargeFile.of(10 << 20, with(KEY));
    byte[] encrypted = large.encrypted().getBytes(StandardCharsets.UTF_8);

    assertThat(new String(with(KEY).decrypt("large.yaml", encrypted), StandardCharsets.UTF_8))
        .isEqualTo(large.plain());
  }
}
