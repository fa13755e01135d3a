package dev.slipway.gotemplate.sprig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.gotemplate.Functions;
import dev.slipway.gotemplate.RenderOptions;
import dev.slipway.gotemplate.Template;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.bouncycastle.openssl.PEMParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What gives something else each time is checked by its shape.
class SprigShapeTest {
  private static final Functions FUNCTIONS = Functions.builtins().with(Sprig.functions());
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private static String run(String template) {
    return run(template, 1);
  }

  private static String run(String template, long seed) {
    RenderOptions options =
        RenderOptions.defaults()
            .withClock(Clock.fixed(NOW, ZoneOffset.UTC))
            .withRandom(new Random(seed));
    return Template.parse("t", template, FUNCTIONS).execute(Map.of(), options);
  }

  @ParameterizedTest
  @CsvSource({
    "randAlphaNum 40, [A-Za-z0-9]{40}",
    "randAlpha 40, [A-Za-z]{40}",
    "randNumeric 40, [0-9]{40}",
    "uuidv4, [0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
    "randBytes 16, [A-Za-z0-9+/]{22}==",
    "randInt 5 7, [56]",
    "shuffle \"abc\", [abc]{3}",
    "htpasswd \"joe\" \"secret\", joe:\\$2a\\$10\\$[./A-Za-z0-9]{53}",
    "now, 2026-01-02 03:04:05 \\+0000 UTC m=\\+0\\.\\d{9}",
    "ago now, 0s",
    "now | htmlDate, 2026-01-02",
    "htmlDate nil, 2026-01-02",
    "durationRound (toDate \"2006-01-02\" \"2025-01-01\"), 1y"
  })
  void hasTheShape(String pipeline, String pattern) {
    assertThat(run("{{ " + pipeline + " }}")).matches(pattern);
  }

  @Test
  void takesPrintableAsciiFromSpaceToTilde() {
    assertThat(run("{{ randAscii 2000 }}")).matches("[ -~]{2000}").contains(" ", "~", "\\");
  }

  @Test
  void isRepeatableByTheSourceOfRandomness() {
    String template =
        "{{ randAlphaNum 20 }}{{ uuidv4 }}{{ randBytes 9 }}{{ shuffle \"abcdefgh\" }}";
    assertThat(run(template, 7)).isEqualTo(run(template, 7)).isNotEqualTo(run(template, 8));
  }

  @Test
  void hashesPasswordsWithBcrypt() {
    String hash = run("{{ bcrypt \"sécret\" }}");
    assertThat(OpenBSDBCrypt.checkPassword(hash, "sécret".getBytes(StandardCharsets.UTF_8)))
        .isTrue();
    assertThat(run("{{ bcrypt (repeat 73 \"a\") }}"))
        .isEqualTo(
            "failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes");
  }

  @ParameterizedTest
  @CsvSource({"key, text", "'', x", "a key that is longer than thirty-two bytes, ünïcödé", "k, ''"})
  void decryptsWhatItEncrypted(String key, String text) {
    String template =
        "{{ $e := encryptAES \""
            + key
            + "\" \""
            + text
            + "\" }}{{ decryptAES \""
            + key
            + "\" $e }}";
    assertThat(run(template)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"ecdsa, EC PRIVATE KEY", "ed25519, PRIVATE KEY", "dsa, DSA PRIVATE KEY"})
  void generatesPrivateKeysThatOthersRead(String type, String pemType) throws Exception {
    String pem = run("{{ genPrivateKey \"" + type + "\" }}");
    assertThat(pem)
        .startsWith("-----BEGIN " + pemType + "-----\n")
        .endsWith("-----END " + pemType + "-----\n");
    assertThat(pem.lines().mapToInt(String::length).max().orElse(0)).isLessThanOrEqualTo(64);
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      assertThat(parser.readObject()).isNotNull();
    }
    if (!type.equals("dsa")) {
      assertThat(PemKey.parse(pem).toPem()).isEqualTo(pem);
    }
  }

  @Test
  void signsCertificatesByAnAuthority() throws Exception {
    String[] parts =
        run("{{ $ca := genCA \"my-ca\" 365 }}{{ $c := genSignedCert \"*.example.com\""
                + " (list \"10.0.0.1\" \"::1\" \"::ffff:1.2.3.4\") (list \"a.example.com\" \"b\") 30 $ca }}"
                + "{{ $ca.Cert }}|{{ $c.Cert }}|{{ $c.Key }}")
            .split("\\|");
    X509Certificate authority = certificate(parts[0]);
    X509Certificate signed = certificate(parts[1]);
    authority.verify(authority.getPublicKey());
    signed.verify(authority.getPublicKey());
    assertThat(authority.getBasicConstraints()).isEqualTo(Integer.MAX_VALUE);
    assertThat(authority.getSubjectX500Principal().getName()).isEqualTo("CN=my-ca");
    assertThat(authority.getKeyUsage()).startsWith(true, false, true, false, false, true);
    assertThat(signed.getBasicConstraints()).isEqualTo(-1);
    assertThat(signed.getIssuerX500Principal()).isEqualTo(authority.getSubjectX500Principal());
    assertThat(signed.getNotBefore().toInstant()).isEqualTo(NOW);
    assertThat(signed.getNotAfter().toInstant()).isEqualTo(NOW.plusSeconds(30 * 86_400));
    assertThat(signed.getExtendedKeyUsage())
        .containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
    assertThat(
            signed.getSubjectAlternativeNames().stream().map(each -> (Object) each.get(1)).toList())
        .isEqualTo(List.of("a.example.com", "b", "10.0.0.1", "0:0:0:0:0:0:0:1", "1.2.3.4"));
    assertThat(signed.getCriticalExtensionOIDs())
        .containsExactlyInAnyOrder("2.5.29.15", "2.5.29.19");
    assertThat(signed.getExtensionValue("2.5.29.35")).isNotNull();
    assertThat(PemKey.parse(parts[2]).toPem())
        .startsWith("-----BEGIN RSA PRIVATE KEY-----\n")
        .isEqualTo(parts[2]);
    assertThat(PemKey.parse(parts[2]).publicKey().getEncoded())
        .isEqualTo(signed.getPublicKey().getEncoded());
  }

  @ParameterizedTest
  @CsvSource({"ecdsa", "ed25519"})
  void signsWithGivenKeys(String type) throws Exception {
    String[] parts =
        run("{{ $k := genPrivateKey \""
                + type
                + "\" }}{{ $ca := genCAWithKey \"ca\" 1 $k }}{{ $s := genSelfSignedCertWithKey \"\" nil"
                + " (list \"x\") 1 $k }}{{ $c := genSignedCertWithKey \"c\" nil nil 1 $ca $k }}"
                + "{{ $ca.Cert }}|{{ $s.Cert }}|{{ $c.Cert }}|{{ eq $c.Key $k $s.Key }}")
            .split("\\|");
    X509Certificate authority = certificate(parts[0]);
    authority.verify(authority.getPublicKey());
    ParsedCertificate nameless =
        ParsedCertificate.parse(Pem.decode(parts[1]).orElseThrow().bytes(), "");
    assertThat(nameless.subject().getRDNs()).isEmpty();
    assertThat(
            Objects.requireNonNull(nameless.extensions())
                .getExtension(Extension.subjectAlternativeName)
                .isCritical())
        .isTrue();
    certificate(parts[2]).verify(authority.getPublicKey());
    assertThat(parts[3]).isEqualTo("true");
  }

  @Test
  void refusesAnAuthorityWhoseKeyDoesNotFit() {
    String template =
        "{{ $a := genCA \"a\" 1 }}{{ $b := genCA \"b\" 1 }}"
            + "{{ $mixed := buildCustomCert ($a.Cert | b64enc) ($b.Key | b64enc) }}"
            + "{{ genSignedCert \"c\" nil nil 1 $mixed }}";
    assertThatThrownBy(() -> run(template))
        .hasMessageEndingWith(
            "error creating certificate: x509: provided PrivateKey doesn't match parent's"
                + " PublicKey");
  }

  @Test
  void takesGivenCertificatesAsTheyAre() {
    String same =
        run(
            "{{ $a := genSelfSignedCert \"a\" nil nil 1 }}{{ $b := buildCustomCert ($a.Cert | b64enc)"
                + " ($a.Key | b64enc) }}{{ and (eq $a.Cert $b.Cert) (eq $a.Key $b.Key) }}");
    assertThat(same).isEqualTo("true");
  }

  @Test
  void reachesOnlyWhatItIsGiven() {
    assertThat(run("{{ env \"PATH\" }}{{ expandenv \"$PATH\" }}")).isEmpty();
    SprigOptions options =
        SprigOptions.defaults()
            .withVariables(name -> name.equals("A") ? "value" : "")
            .withHosts(_ -> List.of("10.1.2.3"));
    Functions functions = Sprig.addTo(Functions.builtins(), options);
    String text = "{{ env \"A\" }} {{ expandenv \"${A}$A\" }} {{ getHostByName \"x\" }}";
    assertThat(Template.parse("t", text, functions).execute(Map.of()))
        .isEqualTo("value valuevalue 10.1.2.3");
  }

  private static X509Certificate certificate(String pem) throws Exception {
    byte[] bytes = Pem.decode(pem).orElseThrow().bytes();
    assertThat(pem).isEqualTo(new Pem("CERTIFICATE", bytes).encode());
    assertThat(Base64.getEncoder().encodeToString(bytes)).isNotEmpty();
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(bytes));
  }
}
