package dev.slipway.gotemplate.sprig;

import static dev.slipway.gotemplate.GoType.INT;
import static dev.slipway.gotemplate.GoType.LIST;
import static dev.slipway.gotemplate.GoType.STRING;
import static dev.slipway.gotemplate.sprig.Arguments.integer;
import static dev.slipway.gotemplate.sprig.Arguments.list;
import static dev.slipway.gotemplate.sprig.Arguments.text;

import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.RenderScope;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Keys and certificates: the X.509 part of sprig's `crypto.go`.
final class CertificateFunctions {
  private CertificateFunctions() {}

  static List<GoFunction> all() {
    return List.of(
        GoFunction.of("genPrivateKey", STRING, (scope, a) -> privateKey(scope, text(a, 0)), STRING),
        GoFunction.of(
            "buildCustomCert",
            Certificate.TYPE,
            (_, a) -> custom(text(a, 0), text(a, 1)),
            STRING,
            STRING),
        GoFunction.of(
            "genCA",
            Certificate.TYPE,
            (scope, a) -> authority(scope, a).selfSigned(newKey(scope)),
            STRING,
            INT),
        GoFunction.of(
            "genCAWithKey",
            Certificate.TYPE,
            (scope, a) -> authority(scope, a).selfSigned(givenKey(text(a, 2))),
            STRING,
            INT,
            STRING),
        GoFunction.of(
            "genSelfSignedCert",
            Certificate.TYPE,
            (scope, a) -> server(scope, a).selfSigned(newKey(scope)),
            STRING,
            LIST,
            LIST,
            INT),
        GoFunction.of(
            "genSelfSignedCertWithKey",
            Certificate.TYPE,
            (scope, a) -> {
              PemKey key = givenKey(text(a, 4));
              return server(scope, a).selfSigned(key);
            },
            STRING,
            LIST,
            LIST,
            INT,
            STRING),
        GoFunction.of(
            "genSignedCert",
            Certificate.TYPE,
            (scope, a) -> server(scope, a).signedBy(signer(a), newKey(scope)),
            STRING,
            LIST,
            LIST,
            INT,
            Certificate.TYPE),
        GoFunction.of(
            "genSignedCertWithKey",
            Certificate.TYPE,
            (scope, a) -> {
              PemKey key = givenKey(text(a, 5));
              return server(scope, a).signedBy(signer(a), key);
            },
            STRING,
            LIST,
            LIST,
            INT,
            Certificate.TYPE,
            STRING));
  }

  private static PemKey newKey(RenderScope scope) {
    return PemKey.generateRsa(2048, ScopeRandom.of(scope.random()));
  }

  private static PemKey givenKey(String pem) {
    try {
      return PemKey.parse(pem);
    } catch (FunctionException invalid) {
      throw FunctionException.error("parsing private key: " + invalid.getMessage());
    }
  }

  private static Certificate signer(@Nullable Object[] arguments) {
    return (Certificate) Objects.requireNonNull(arguments[4]);
  }

  private static CertificateIssuer authority(RenderScope scope, @Nullable Object[] arguments) {
    return CertificateIssuer.authority(scope, text(arguments, 0), integer(arguments, 1));
  }

  private static CertificateIssuer server(RenderScope scope, @Nullable Object[] arguments) {
    return CertificateIssuer.server(
        scope, text(arguments, 0), list(arguments, 1), list(arguments, 2), integer(arguments, 3));
  }

  private static String privateKey(RenderScope scope, String type) {
    var random = ScopeRandom.of(scope.random());
    return switch (type) {
      case "", "rsa" -> PemKey.generateRsa(4096, random).toPem();
      case "dsa" -> PemKey.generateDsaPem(random);
      case "ecdsa" -> PemKey.generateEcdsa(random).toPem();
      case "ed25519" -> PemKey.generateEd25519(random).toPem();
      default -> "Unknown type " + type;
    };
  }

  private static Certificate custom(String certificate, String key) {
    String certificatePem = decode(certificate, "unable to decode base64 certificate");
    String keyPem = decode(key, "unable to decode base64 private key");
    Pem block =
        Pem.decode(certificatePem)
            .orElseThrow(() -> FunctionException.error("unable to decode certificate"));
    ParsedCertificate.parse(block.bytes(), "error parsing certificate: decodedCert.Bytes: ");
    try {
      PemKey.parse(keyPem);
    } catch (FunctionException invalid) {
      throw FunctionException.error("error parsing private key: " + invalid.getMessage());
    }
    return new Certificate(certificatePem, keyPem);
  }

  private static String decode(String base64, String failure) {
    try {
      return GoStrings.fromBytes(GoBase64.decode(base64));
    } catch (FunctionException corrupt) {
      throw FunctionException.error(failure);
    }
  }
}
