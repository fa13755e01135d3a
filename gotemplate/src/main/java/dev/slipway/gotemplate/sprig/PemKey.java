package dev.slipway.gotemplate.sprig;

import dev.slipway.gotemplate.FunctionException;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DSAParameter;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.DSAKeyPairGenerator;
import org.bouncycastle.crypto.generators.DSAParametersGenerator;
import org.bouncycastle.crypto.params.DSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.DSAParameterGenerationParameters;
import org.bouncycastle.crypto.params.DSAParameters;
import org.bouncycastle.crypto.params.DSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.DSAPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.jspecify.annotations.Nullable;

/// A private key: RSA, DSA, ECDSA or Ed25519, in the forms that Go's `crypto/x509` reads and
/// writes.
final class PemKey {
  private final PrivateKeyInfo info;

  private PemKey(PrivateKeyInfo info) {
    this.info = info;
  }

  static PemKey generateRsa(int bits, SecureRandom random) {
    return generate("RSA", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4), random);
  }

  static PemKey generateEcdsa(SecureRandom random) {
    return generate("EC", new ECGenParameterSpec("secp256r1"), random);
  }

  static PemKey generateEd25519(SecureRandom random) {
    byte[] seed = new byte[Ed25519PrivateKeyParameters.KEY_SIZE];
    random.nextBytes(seed);
    try {
      return new PemKey(
          new PrivateKeyInfo(
              new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519), new DEROctetString(seed)));
    } catch (IOException failure) {
      throw new IllegalStateException("A seed does not encode", failure);
    }
  }

  private static PemKey generate(
      String algorithm, AlgorithmParameterSpec parameters, SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(parameters, random);
      return new PemKey(
          PrivateKeyInfo.getInstance(generator.generateKeyPair().getPrivate().getEncoded()));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("This Java runtime lacks " + algorithm, missing);
    }
  }

  /// The PEM text of a new DSA key of 2048 and 256 bits, in the form that OpenSSL has for it.
  static String generateDsaPem(SecureRandom random) {
    DSAParametersGenerator parameters = new DSAParametersGenerator(new SHA256Digest());
    parameters.init(new DSAParameterGenerationParameters(2048, 256, 64, random));
    DSAKeyPairGenerator generator = new DSAKeyPairGenerator();
    generator.init(new DSAKeyGenerationParameters(random, parameters.generateParameters()));
    var pair = generator.generateKeyPair();
    BigInteger x = ((DSAPrivateKeyParameters) pair.getPrivate()).getX();
    DSAPublicKeyParameters open = (DSAPublicKeyParameters) pair.getPublic();
    DSAParameters group = open.getParameters();
    ASN1Encodable[] parts = {
      new ASN1Integer(0),
      new ASN1Integer(group.getP()),
      new ASN1Integer(group.getQ()),
      new ASN1Integer(group.getG()),
      new ASN1Integer(open.getY()),
      new ASN1Integer(x)
    };
    return new Pem("DSA PRIVATE KEY", encode(new DERSequence(parts))).encode();
  }

  /// Reads the first PEM block of a text.
  ///
  /// @throws FunctionException with sprig's text
  static PemKey parse(String text) {
    Pem block = Pem.decode(text).orElseThrow(() -> FunctionException.error("no PEM data in input"));
    if (block.type().equals("PRIVATE KEY")) {
      return read("decoding PEM as PKCS#8: ", () -> PrivateKeyInfo.getInstance(block.bytes()));
    }
    if (!block.type().endsWith(" PRIVATE KEY")) {
      throw FunctionException.error("no private key data in PEM block of type " + block.type());
    }
    String algorithm = block.type().substring(0, block.type().length() - 12);
    return switch (algorithm) {
      case "RSA" -> read("parsing RSA private key from PEM: ", () -> rsa(block.bytes()));
      case "EC" -> read("parsing EC private key from PEM: ", () -> ec(block.bytes()));
      case "DSA" -> read("parsing DSA private key from PEM: ", () -> dsa(block.bytes()));
      default -> throw FunctionException.error("invalid private key type " + block.type());
    };
  }

  @FunctionalInterface
  private interface Reader {
    PrivateKeyInfo read() throws IOException;
  }

  private static PemKey read(String context, Reader reader) {
    try {
      PemKey key = new PemKey(reader.read());
      key.publicKey();
      return key;
    } catch (IOException | RuntimeException malformed) {
      throw FunctionException.error(context + "asn1: structure error: malformed private key");
    }
  }

  private static PrivateKeyInfo rsa(byte[] bytes) throws IOException {
    AlgorithmIdentifier algorithm =
        new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
    return new PrivateKeyInfo(algorithm, RSAPrivateKey.getInstance(bytes));
  }

  private static PrivateKeyInfo ec(byte[] bytes) throws IOException {
    ECPrivateKey key = ECPrivateKey.getInstance(bytes);
    return new PrivateKeyInfo(
        new AlgorithmIdentifier(
            X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject().toASN1Primitive()),
        key);
  }

  private static PrivateKeyInfo dsa(byte[] bytes) throws IOException {
    ASN1Sequence parts = ASN1Sequence.getInstance(bytes);
    DSAParameter group = new DSAParameter(number(parts, 1), number(parts, 2), number(parts, 3));
    return new PrivateKeyInfo(
        new AlgorithmIdentifier(X9ObjectIdentifiers.id_dsa, group), parts.getObjectAt(5));
  }

  private static BigInteger number(ASN1Sequence parts, int index) {
    return ASN1Integer.getInstance(parts.getObjectAt(index)).getValue();
  }

  private ASN1ObjectIdentifier algorithm() {
    return info.getPrivateKeyAlgorithm().getAlgorithm();
  }

  private boolean is(ASN1ObjectIdentifier algorithm) {
    return algorithm().equals(algorithm);
  }

  /// Whether Go can sign certificates with it; with DSA it cannot.
  boolean canSign() {
    return !is(X9ObjectIdentifiers.id_dsa);
  }

  /// The key in the form that Go writes for its kind.
  String toPem() {
    try {
      if (is(PKCSObjectIdentifiers.rsaEncryption)) {
        return new Pem("RSA PRIVATE KEY", encode(info.parsePrivateKey())).encode();
      }
      if (is(X9ObjectIdentifiers.id_ecPublicKey)) {
        ECPrivateKey key =
            new ECPrivateKey(
                curve().getN().bitLength(),
                ecKey().getKey(),
                publicKey().getPublicKeyData(),
                info.getPrivateKeyAlgorithm().getParameters());
        return new Pem("EC PRIVATE KEY", encode(key)).encode();
      }
    } catch (IOException malformed) {
      throw FunctionException.error("asn1: structure error: malformed private key");
    }
    return new Pem("PRIVATE KEY", encode(info)).encode();
  }

  private ECPrivateKey ecKey() throws IOException {
    return ECPrivateKey.getInstance(info.parsePrivateKey());
  }

  private X9ECParameters curve() {
    ASN1ObjectIdentifier name =
        ASN1ObjectIdentifier.getInstance(info.getPrivateKeyAlgorithm().getParameters());
    @Nullable X9ECParameters curve = ECNamedCurveTable.getByOID(name);
    if (curve == null) {
      throw FunctionException.error("x509: unknown elliptic curve");
    }
    return curve;
  }

  /// Its public half.
  SubjectPublicKeyInfo publicKey() {
    try {
      AlgorithmIdentifier id = info.getPrivateKeyAlgorithm();
      if (is(PKCSObjectIdentifiers.rsaEncryption)) {
        RSAPrivateKey key = RSAPrivateKey.getInstance(info.parsePrivateKey());
        return new SubjectPublicKeyInfo(
            new AlgorithmIdentifier(id.getAlgorithm(), DERNull.INSTANCE),
            new RSAPublicKey(key.getModulus(), key.getPublicExponent()));
      }
      if (is(X9ObjectIdentifiers.id_ecPublicKey)) {
        byte[] point = curve().getG().multiply(ecKey().getKey()).normalize().getEncoded(false);
        return new SubjectPublicKeyInfo(id, point);
      }
      if (is(EdECObjectIdentifiers.id_Ed25519)) {
        byte[] seed = ASN1OctetString.getInstance(info.parsePrivateKey()).getOctets();
        return new SubjectPublicKeyInfo(
            id, new Ed25519PrivateKeyParameters(seed).generatePublicKey().getEncoded());
      }
      DSAParameter group = DSAParameter.getInstance(id.getParameters());
      BigInteger x = ASN1Integer.getInstance(info.parsePrivateKey()).getValue();
      return new SubjectPublicKeyInfo(id, new ASN1Integer(group.getG().modPow(x, group.getP())));
    } catch (IOException malformed) {
      throw FunctionException.error("asn1: structure error: malformed private key");
    }
  }

  /// The algorithm of its signatures, as the JDK names it.
  String signatureAlgorithm() {
    if (is(PKCSObjectIdentifiers.rsaEncryption)) {
      return "SHA256withRSA";
    }
    if (is(EdECObjectIdentifiers.id_Ed25519)) {
      return "Ed25519";
    }
    int bits = curve().getN().bitLength();
    return bits > 384 ? "SHA512withECDSA" : bits > 256 ? "SHA384withECDSA" : "SHA256withECDSA";
  }

  /// The key for the JDK.
  PrivateKey toJdk() {
    String name =
        is(PKCSObjectIdentifiers.rsaEncryption)
            ? "RSA"
            : is(EdECObjectIdentifiers.id_Ed25519) ? "Ed25519" : "EC";
    try {
      return KeyFactory.getInstance(name).generatePrivate(new PKCS8EncodedKeySpec(encode(info)));
    } catch (GeneralSecurityException unusable) {
      throw FunctionException.error("x509: unusable private key");
    }
  }

  private static byte[] encode(ASN1Encodable value) {
    try {
      return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
    } catch (IOException failure) {
      throw new IllegalStateException("An ASN.1 value does not encode", failure);
    }
  }
}
