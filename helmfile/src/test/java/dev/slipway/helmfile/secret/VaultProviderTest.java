package dev.slipway.helmfile.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VaultProviderTest {
  private static final String TOKEN = "X-Vault-Token: t0ken";
  private static final String SECOND =
      "{\"data\":{\"path\":\"secret/\",\"options\":{\"version\":\"2\"}}}";

  private final FakeService vault = new FakeService();
  private final InMemorySecretHost host = new InMemorySecretHost();
  private final SecretMask mask = new SecretMask();
  private ValsReferences references = references();

  private ValsReferences references() {
    return new ValsReferences(host, new SopsFiles(host, mask), mask);
  }

  @BeforeEach
  void setUp() {
    host.with("VAULT_ADDR", vault.address()).with("VAULT_TOKEN", "t0ken");
    vault
        .answer("GET /v1/sys/internal/ui/mounts/secret/app", TOKEN, SECOND)
        .answer(
            "GET /v1/secret/data/app",
            TOKEN,
            "{\"data\":{\"data\":{\"user\":\"alice\",\"port\":5432,\"b64\":\"aGVsbG8=\"},"
                + "\"metadata\":{}}}")
        .answer("GET /v1/sys/internal/ui/mounts/kv/app", TOKEN, "{\"data\":{\"path\":\"kv/\"}}")
        .answer("GET /v1/kv/app", TOKEN, "{\"data\":{\"user\":\"bob-the-first\"}}");
    references = references();
  }

  @AfterEach
  void tearDown() {
    vault.close();
  }

  private @Nullable Object expand(String text) {
    return references.expandText(text);
  }

  private SecretException failure(String text) {
    SecretException e = catchThrowableOfType(SecretException.class, () -> expand(text));
    assertThat(e).isNotNull();
    return e;
  }

  @Test
  void readsTheSecondVersionOfTheKeyValueEngine() {
    assertThat(expand("ref+vault://secret/app#/user")).isEqualTo("alice");
    assertThat(expand("ref+vault://secret/app/user")).isEqualTo("alice");
    assertThat(expand("port=ref+vault://secret/app#/port")).isEqualTo("port=5432");
    assertThat(expand("ref+vault://secret/app/b64?decode=base64")).isEqualTo("hello");
  }

  @Test
  void readsTheFirstVersion() {
    assertThat(expand("ref+vault://kv/app#/user")).isEqualTo("bob-the-first");
    assertThat(mask.hide("bob-the-first")).startsWith("<secret:");
  }

  @Test
  void asksForEachDocumentOnce() {
    Map<String, @Nullable Object> values =
        references.expand(
            Map.of("a", "ref+vault://secret/app#/user", "b", "ref+vault://secret/app#/port"));

    assertThat(values).containsEntry("a", "alice");
    assertThat(vault.requests)
        .containsExactly("GET /v1/sys/internal/ui/mounts/secret/app", "GET /v1/secret/data/app");
  }

  @Test
  void asksForAVersionOfASecret() {
    vault.answer(
        "GET /v1/secret/data/app?version=3", TOKEN, "{\"data\":{\"data\":{\"user\":\"old\"}}}");

    assertThat(expand("ref+vault://secret/app?version=3#/user")).isEqualTo("old");
  }

  @Test
  void takesAddressNamespaceAndTokenFromTheReference() {
    host.with("VAULT_ADDR", "http://localhost:1").with("OTHER", "other");
    vault
        .answer("GET /v1/sys/internal/ui/mounts/ns/app", "X-Vault-Namespace: team", "{}")
        .answer("GET /v1/ns/app", "X-Vault-Token: other", "{\"data\":{\"k\":\"v\"}}");
    String address = vault.address().substring("http://".length());

    assertThat(
            expand(
                "ref+vault://ns/app?proto=http&host="
                    + address
                    + "&namespace=team&token_env=OTHER#/k"))
        .isEqualTo("v");
  }

  @Test
  void findsTheTokenInFiles() {
    InMemorySecretHost other =
        new InMemorySecretHost()
            .with("VAULT_ADDR", vault.address())
            .with("HOME", "/h")
            .file("/h/.vault-token", "t0ken\n");

    assertThat(
            new ValsReferences(other, new SopsFiles(other, mask), mask)
                .expandText("ref+vault://kv/app#/user"))
        .isEqualTo("bob-the-first");
  }

  @Test
  void logsInWithAppRole() {
    host.with("VAULT_AUTH_METHOD", "approle")
        .with("VAULT_ROLE_ID", "r")
        .with("VAULT_SECRET_ID", "s");
    vault.answer(
        "PUT /v1/auth/approle/login {\"role_id\":\"r\",\"secret_id\":\"s\"}",
        "",
        "{\"auth\":{\"client_token\":\"t0ken\"}}");

    assertThat(expand("ref+vault://kv/app#/user")).isEqualTo("bob-the-first");
  }

  @Test
  void logsInWithAPassword() {
    vault.answer(
        "PUT /v1/auth/userpass/login/alice {\"password\":\"pw\"}",
        "",
        "{\"auth\":{\"client_token\":\"t0ken\"}}");
    host.with("PW", "pw");

    assertThat(
            expand("ref+vault://kv/app?auth_method=userpass&username=alice&password_env=PW#/user"))
        .isEqualTo("bob-the-first");
  }

  @Test
  void saysWhyNothingCame() {
    assertThat(failure("ref+vault://secret/app/gone").getMessage())
        .endsWith("vault: get string: key \"gone\" does not exist in \"secret/app\"");
    assertThat(failure("ref+vault://nowhere/app#/a").getMessage())
        .endsWith("no secret found for path \"nowhere/app\"");
    host.with("VAULT_TOKEN", "wrong-token");
    references = references();
    SecretException e = failure("ref+vault://secret/app#/user");
    assertThat(e.getMessage()).endsWith("answered 403: permission denied");
    assertThat(e.getMessage()).doesNotContain("wrong-token");
    assertThat(e.diagnostic().hint()).contains("VAULT_TOKEN");
    host.with("VAULT_ADDR", "http://localhost:1");
    references = references();
    assertThat(failure("ref+vault://secret/app#/user").code()).isEqualTo(SecretErrorCode.FETCH);
    host.with("VAULT_TOKEN", "");
    references = references();
    assertThat(failure("ref+vault://secret/app#/user").getMessage())
        .contains("there is no token for Vault");
  }
}
