package dev.slipway.sandbox.http;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Signs the certificates of sandboxes and of their users. Keys are of the curve P-256, which costs
/// a few milliseconds where RSA would cost a second. Safe for use by several threads.
public final class CertificateAuthority {
  private static final Duration LIFE = Duration.ofDays(3650);
  private static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
  private static final String COMMON_NAME = "2.5.4.3";
  private static final String ORGANIZATION = "2.5.4.10";
  private static final String KEY_USAGE = "2.5.29.15";
  private static final String OTHER_NAMES = "2.5.29.17";
  private static final String BASIC_CONSTRAINTS = "2.5.29.19";
  private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
  private static final String SERVER = "1.3.6.1.5.5.7.3.1";
  private static final String CLIENT = "1.3.6.1.5.5.7.3.2";

  private final Identity identity;
  private final byte[] name;
  private final SecureRandom random = new SecureRandom();

  /// The authority of that identity.
  public CertificateAuthority(Identity identity) {
    this.identity = identity;
    this.name = identity.certificate().getSubjectX500Principal().getEncoded();
  }

  /// A new authority.
  public static CertificateAuthority create() {
    SecureRandom random = new SecureRandom();
    KeyPair keys = newKeys(random);
    byte[] name = name("slipway sandbox CA", List.of());
    byte[] extensions =
        Der.sequence(
            extension(BASIC_CONSTRAINTS, true, Der.sequence(Der.yes())),
            extension(KEY_USAGE, true, Der.bits(1, new byte[] {(byte) 0x86})));
    return new CertificateAuthority(
        new Identity(
            sign(keys, name, name, keys.getPublic(), extensions, random), keys.getPrivate()));
  }

  /// Its own certificate and key.
  public Identity identity() {
    return identity;
  }

  /// A certificate for servers on this machine: `localhost` and `127.0.0.1`, and the names that a
  /// cluster's service has.
  public Identity issueServer() {
    byte[] names =
        Der.sequence(
            dns("localhost"),
            dns("kubernetes"),
            dns("kubernetes.default.svc"),
            Der.tagged(0x87, new byte[] {127, 0, 0, 1}),
            Der.tagged(0x87, loopback6()));
    return issue(name("kube-apiserver", List.of()), SERVER, extension(OTHER_NAMES, false, names));
  }

  /// A certificate for a server of some names.
  ///
  /// @param commonName its subject
  /// @param names the DNS names that it is for; names that are not ASCII are left out
  public Identity issueServer(String commonName, List<String> names) {
    List<byte[]> written = new ArrayList<>();
    for (String each : names) {
      if (each.chars().allMatch(c -> c < 0x80)) {
        written.add(dns(each));
      }
    }
    return written.isEmpty()
        ? issue(name(commonName, List.of()), SERVER)
        : issue(
            name(commonName, List.of()),
            SERVER,
            extension(OTHER_NAMES, false, Der.sequence(written.toArray(byte[][]::new))));
  }

  /// A certificate that tells who a user is, as Kubernetes reads it: the common name is the user,
  /// organizations are groups.
  public Identity issueClient(String user, List<String> groups) {
    return issue(name(user, groups), CLIENT);
  }

  private Identity issue(byte[] subject, String use, byte[]... more) {
    KeyPair keys = newKeys(random);
    List<byte[]> extensions = new ArrayList<>();
    extensions.add(extension(KEY_USAGE, true, Der.bits(7, new byte[] {(byte) 0x80})));
    extensions.add(extension(EXTENDED_KEY_USAGE, false, Der.sequence(Der.oid(use))));
    extensions.addAll(List.of(more));
    KeyPair own = new KeyPair(identity.certificate().getPublicKey(), identity.key());
    X509Certificate certificate =
        sign(
            own,
            name,
            subject,
            keys.getPublic(),
            Der.sequence(extensions.toArray(byte[][]::new)),
            random);
    return new Identity(certificate, keys.getPrivate());
  }

  private static X509Certificate sign(
      KeyPair signer,
      byte[] issuer,
      byte[] subject,
      PublicKey key,
      byte[] extensions,
      SecureRandom random) {
    try {
      Instant now = Instant.now();
      byte[] algorithm = Der.sequence(Der.oid(ECDSA_WITH_SHA256));
      byte[] content =
          Der.sequence(
              Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
              Der.integer(new BigInteger(120, random).setBit(119)),
              algorithm,
              issuer,
              Der.sequence(Der.time(now.minus(Duration.ofHours(1))), Der.time(now.plus(LIFE))),
              subject,
              key.getEncoded(),
              Der.tagged(0xa3, extensions));
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(signer.getPrivate(), random);
      signature.update(content);
      return Identity.certificate(Der.sequence(content, algorithm, Der.bits(0, signature.sign())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot sign with elliptic curves", e);
    }
  }

  private static KeyPair newKeys(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no elliptic curves", e);
    }
  }

  private static byte[] name(String commonName, List<String> organizations) {
    List<byte[]> parts = new ArrayList<>();
    for (String organization : organizations) {
      parts.add(Der.set(Der.sequence(Der.oid(ORGANIZATION), Der.text(organization))));
    }
    parts.add(Der.set(Der.sequence(Der.oid(COMMON_NAME), Der.text(commonName))));
    return Der.sequence(parts.toArray(byte[][]::new));
  }

  private static byte[] extension(String oid, boolean critical, byte[] value) {
    return critical
        ? Der.sequence(Der.oid(oid), Der.yes(), Der.octets(value))
        : Der.sequence(Der.oid(oid), Der.octets(value));
  }

  private static byte[] dns(String name) {
    byte[] text = new byte[name.length()];
    for (int i = 0; i < text.length; i++) {
      text[i] = (byte) name.charAt(i);
    }
    return Der.tagged(0x82, text);
  }

  private static byte[] loopback6() {
    byte[] address = new byte[16];
    address[15] = 1;
    return address;
  }
}
