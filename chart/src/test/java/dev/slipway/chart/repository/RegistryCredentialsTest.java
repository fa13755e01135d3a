package dev.slipway.chart.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.chart.repository.RegistryCredentials.Credential;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryCredentialsTest {
  @TempDir private Path folder = Path.of("");
  private final List<String> asked = new ArrayList<>();

  private Optional<Credential> find(String config, String registry, String answer)
      throws IOException {
    Path file = Files.writeString(folder.resolve("config.json"), config);
    CredentialPrograms helpers =
        (program, address) -> {
          asked.add(program + " " + address);
          if (answer.equals("fails")) {
            throw new IOException("not found");
          }
          return answer.isEmpty() ? null : answer;
        };
    return new RegistryCredentials(List.of(folder.resolve("none.json"), file), helpers)
        .find(registry);
  }

  @Test
  void namesAndPasswordsStandInTheFile() throws IOException {
    String config =
        "{\"auths\":{\"reg.io\":{\"auth\":\"dTpwOnc=\"},\"two.io\":{\"username\":\"a\",\"password\":\"b\"},"
            + "\"empty.io\":{}}}";
    assertThat(find(config, "reg.io", "")).contains(new Credential("u", "p:w", ""));
    assertThat(find(config, "two.io", "")).contains(new Credential("a", "b", ""));
    assertThat(find(config, "empty.io", "")).isEmpty();
    assertThat(find(config, "other.io", "")).isEmpty();
    assertThat(asked).isEmpty();
  }

  @Test
  void dockerHubGoesByAnotherName() throws IOException {
    String config = "{\"auths\":{\"https://index.docker.io/v1/\":{\"auth\":\"dTpw\"}}}";
    assertThat(find(config, "docker.io", "")).contains(new Credential("u", "p", ""));
    assertThat(find(config, "registry-1.docker.io", "")).isPresent();
  }

  @Test
  void helpersAreAsked() throws IOException {
    String config = "{\"credHelpers\":{\"reg.io\":\"vault\"},\"credsStore\":\"desktop\"}";
    assertThat(find(config, "reg.io", "{\"Username\":\"u\",\"Secret\":\"s\"}"))
        .contains(new Credential("u", "s", ""));
    assertThat(find(config, "other.io", "{\"Username\":\"<token>\",\"Secret\":\"t\"}"))
        .contains(new Credential("", "", "t"));
    assertThat(find(config, "other.io", "")).isEmpty();
    assertThat(asked)
        .containsExactly(
            "docker-credential-vault reg.io",
            "docker-credential-desktop other.io",
            "docker-credential-desktop other.io");
    assertThatThrownBy(() -> find(config, "reg.io", "fails"))
        .hasMessage("cannot ask the credential helper docker-credential-vault: not found");
  }

  @Test
  void helpersHavePlainNames() {
    String config = "{\"credsStore\":\"../../bin/evil\"}";
    assertThatThrownBy(() -> find(config, "reg.io", ""))
        .hasMessage("invalid config format: credential helper \"../../bin/evil\"");
  }

  @Test
  void brokenFilesAreNamed() {
    assertThatThrownBy(() -> find("{\"auths\":{\"reg.io\":{\"auth\":\"dTpw!!!\"}}}", "reg.io", ""))
        .hasMessageStartingWith("invalid config format");
    assertThatThrownBy(() -> find("{", "reg.io", ""))
        .hasMessageContaining(folder.resolve("config.json").toString());
  }

  @Test
  void passwordsDoNotShow() {
    assertThat(new Credential("me", "secret", "token").toString()).isEqualTo("Credential[me]");
    assertThat(ServerAccess.NONE.withBasicAuth("me", "secret").toString()).doesNotContain("secret");
  }
}
