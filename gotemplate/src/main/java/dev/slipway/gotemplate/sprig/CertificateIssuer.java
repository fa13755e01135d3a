package dev.slipway.gotemplate.sprig;

import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.RenderScope;
import dev.slipway.gotemplate.fmt.GoFormat;
import dev.slipway.gotemplate.time.GoLocation;
import dev.slipway.gotemplate.time.GoTime;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/// Issues certificates with the same parts and in the same order as Go's `x509.CreateCertificate`
/// does for sprig.
final class CertificateIssuer {
  private static final long DAY = 24 * 3600 * 1_000_000_000L;

  private final RenderScope scope;
  private final String commonName;
  private final List<GeneralName> alternativeNames;
  private final long daysValid;
  private final boolean authority;

  private CertificateIssuer(
      RenderScope scope,
      String commonName,
      List<GeneralName> alternativeNames,
      long daysValid,
      boolean authority) {
    this.scope = scope;
    this.commonName = commonName;
    this.alternativeNames = alternativeNames;
    this.daysValid = daysValid;
    this.authority = authority;
  }

  /// For the certificate of an authority.
  static CertificateIssuer authority(RenderScope scope, String commonName, long daysValid) {
    return new CertificateIssuer(scope, commonName, List.of(), daysValid, true);
  }

  /// For the certificate of a server.
  ///
  /// @param addresses its IP addresses
  /// @param names its further host names
  /// @throws FunctionException with sprig's text
  static CertificateIssuer server(
      RenderScope scope,
      String commonName,
      List<? extends @Nullable Object> addresses,
      List<? extends @Nullable Object> names,
      long daysValid) {
    List<GeneralName> parsedAddresses = new ArrayList<>();
    for (Object address : addresses) {
      parsedAddresses.add(
          new GeneralName(GeneralName.iPAddress, new DEROctetString(address(address))));
    }
    List<GeneralName> all = new ArrayList<>();
    for (Object name : names) {
      if (!(name instanceof String text)) {
        throw FunctionException.error(
            "error processing alternate dns name: " + GoFormat.toText(name) + " is not a string");
      }
      all.add(new GeneralName(GeneralName.dNSName, text));
    }
    all.addAll(parsedAddresses);
    return new CertificateIssuer(scope, commonName, all, daysValid, false);
  }

  private static byte[] address(@Nullable Object value) {
    if (!(value instanceof String text)) {
      throw FunctionException.error(
          "error parsing ip: " + GoFormat.toText(value) + " is not a string");
    }
    try {
      byte[] bytes = text.indexOf('%') >= 0 ? new byte[0] : IpAddress.parse(text);
      if (bytes.length > 0) {
        return isMapped(bytes) ? Arrays.copyOfRange(bytes, 12, 16) : bytes;
      }
    } catch (FunctionException invalid) {
      throw FunctionException.error("error parsing ip: " + text);
    }
    throw FunctionException.error("error parsing ip: " + text);
  }

  private static boolean isMapped(byte[] bytes) {
    if (bytes.length != 16 || bytes[10] != -1 || bytes[11] != -1) {
      return false;
    }
    for (int i = 0; i < 10; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /// A certificate signed with its own key.
  Certificate selfSigned(PemKey key) {
    return issue(key, key, null);
  }

  /// A certificate signed by an authority.
  Certificate signedBy(Certificate signer, PemKey key) {
    Pem block =
        Pem.decode(signer.cert())
            .orElseThrow(() -> FunctionException.error("unable to decode certificate"));
    ParsedCertificate parent =
        ParsedCertificate.parse(
            block.bytes(), "error parsing certificate: decodedSignerCert.Bytes: ");
    PemKey signerKey;
    try {
      signerKey = PemKey.parse(signer.key());
    } catch (FunctionException invalid) {
      throw FunctionException.error("error parsing private key: " + invalid.getMessage());
    }
    return issue(key, signerKey, parent);
  }

  private Certificate issue(PemKey key, PemKey signerKey, @Nullable ParsedCertificate parent) {
    if (!signerKey.canSign()) {
      throw failed("certificate private key does not implement crypto.Signer");
    }
    if (!key.canSign()) {
      throw failed("unsupported public key type: *dsa.PublicKey");
    }
    if (parent != null && !parent.publicKey().equals(signerKey.publicKey())) {
      throw failed("provided PrivateKey doesn't match parent's PublicKey");
    }
    for (GeneralName name : alternativeNames) {
      if (name.getTagNo() == GeneralName.dNSName && !isAscii(name)) {
        throw failed(
            GoFormat.quote(((ASN1String) name.getName()).getString())
                + " cannot be encoded as an IA5String");
      }
    }
    try {
      ContentSigner signer =
          new JcaContentSignerBuilder(signerKey.signatureAlgorithm())
              .setSecureRandom(ScopeRandom.of(scope.random()))
              .build(signerKey.toJdk());
      byte[] content =
          content(key, parent, signer.getAlgorithmIdentifier()).getEncoded(ASN1Encoding.DER);
      try (OutputStream stream = signer.getOutputStream()) {
        stream.write(content);
      }
      byte[] encoded =
          new DERSequence(
                  new ASN1Encodable[] {
                    ASN1Primitive.fromByteArray(content),
                    signer.getAlgorithmIdentifier(),
                    new DERBitString(signer.getSignature())
                  })
              .getEncoded(ASN1Encoding.DER);
      return new Certificate(new Pem("CERTIFICATE", encoded).encode(), key.toPem());
    } catch (IOException | OperatorCreationException failure) {
      throw failed(String.valueOf(failure.getMessage()));
    }
  }

  private static FunctionException failed(String reason) {
    return FunctionException.error("error creating certificate: x509: " + reason);
  }

  private static boolean isAscii(GeneralName name) {
    return ByteText.isAscii(((ASN1String) name.getName()).getString());
  }

  /// What is signed. Assembled by hand, since Bouncy Castle's own generator refuses an empty name.
  private DERSequence content(
      PemKey key, @Nullable ParsedCertificate parent, AlgorithmIdentifier signature)
      throws IOException {
    X500Name subject = subject();
    X500Name issuer = parent == null ? subject : parent.subject();
    Instant instant = scope.clock().instant();
    GoTime now = GoTime.ofUnix(instant.getEpochSecond(), instant.getNano(), GoLocation.UTC);
    ASN1Encodable[] validity = {time(now), time(now.plus(DAY * daysValid))};
    Optional<byte[]> parentIdentifier =
        parent == null || issuer.equals(subject) ? Optional.empty() : parent.keyIdentifier();
    return new DERSequence(
        new ASN1Encodable[] {
          new DERTaggedObject(true, 0, new ASN1Integer(2)),
          new ASN1Integer(new BigInteger(128, ScopeRandom.of(scope.random()))),
          signature,
          issuer,
          new DERSequence(validity),
          subject,
          key.publicKey(),
          new DERTaggedObject(true, 3, extensions(key, parentIdentifier))
        });
  }

  private Extensions extensions(PemKey key, Optional<byte[]> parentIdentifier) throws IOException {
    ExtensionsGenerator extensions = new ExtensionsGenerator();
    int usage = KeyUsage.digitalSignature | KeyUsage.keyEncipherment;
    extensions.addExtension(
        Extension.keyUsage, true, new KeyUsage(authority ? usage | KeyUsage.keyCertSign : usage));
    extensions.addExtension(
        Extension.extendedKeyUsage,
        false,
        new ExtendedKeyUsage(
            new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth}));
    extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
    if (authority) {
      extensions.addExtension(
          Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(keyIdentifier(key)));
    }
    if (parentIdentifier.isPresent()) {
      extensions.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          new AuthorityKeyIdentifier(parentIdentifier.get()));
    }
    if (!alternativeNames.isEmpty()) {
      extensions.addExtension(
          Extension.subjectAlternativeName,
          commonName.isEmpty(),
          new GeneralNames(alternativeNames.toArray(new GeneralName[0])));
    }
    return extensions.generate();
  }

  private static Time time(GoTime time) {
    return new Time(Date.from(Instant.ofEpochSecond(time.unixSeconds())));
  }

  /// The first 160 bits of the key's SHA-256, as Go has it since 1.25.
  private static byte[] keyIdentifier(PemKey key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(key.publicKey().getPublicKeyData().getBytes());
      return Arrays.copyOf(hash, 20);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("This Java runtime lacks SHA-256", missing);
    }
  }

  private X500Name subject() {
    if (commonName.isEmpty()) {
      return new X500Name(new RDN[0]);
    }
    if (!GoStrings.isValidUtf8(commonName)) {
      throw FunctionException.error("error creating certificate: asn1: string not valid UTF-8");
    }
    boolean printable = commonName.chars().allMatch(CertificateIssuer::isPrintable);
    return new X500Name(
        new RDN[] {
          new RDN(
              BCStyle.CN,
              printable ? new DERPrintableString(commonName) : new DERUTF8String(commonName))
        });
  }

  private static boolean isPrintable(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || " '()+,-./:=?".indexOf(c) >= 0;
  }
}
