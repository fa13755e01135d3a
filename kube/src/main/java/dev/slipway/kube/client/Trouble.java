package dev.slipway.kube.client;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/// Why no answer came.
enum Trouble {
  /// No connection came about: the cluster did nothing.
  NOT_REACHED,
  /// No connection came about in time: the cluster did nothing.
  NOT_REACHED_IN_TIME,
  /// The two ends do not trust each other: the cluster did nothing.
  NOT_TRUSTED,
  /// The answer did not come in time. The cluster may have done what it was asked.
  TOO_LATE,
  /// The connection broke. The cluster may have done what it was asked.
  BROKEN;

  /// Whether the cluster surely did nothing.
  boolean isUndone() {
    return switch (this) {
      case NOT_REACHED, NOT_REACHED_IN_TIME, NOT_TRUSTED -> true;
      case TOO_LATE, BROKEN -> false;
    };
  }

  static Trouble of(IOException failure) {
    if (failure instanceof HttpConnectTimeoutException) {
      return NOT_REACHED_IN_TIME;
    }
    if (failure instanceof HttpTimeoutException) {
      return TOO_LATE;
    }
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SSLHandshakeException || at instanceof CertificateException) {
        return isCut(at) ? NOT_REACHED : NOT_TRUSTED;
      }
      if (at instanceof SSLException && text(at).contains("SSL message")) {
        return NOT_TRUSTED;
      }
      if (at instanceof SSLException && text(at).contains("alert")) {
        return NOT_TRUSTED;
      }
      if (at instanceof ConnectException
          || at instanceof NoRouteToHostException
          || at instanceof UnknownHostException
          || at instanceof UnresolvedAddressException) {
        return NOT_REACHED;
      }
    }
    return BROKEN;
  }

  /// Whether the other end closed the connection in the middle of the handshake.
  private static boolean isCut(Throwable failure) {
    return failure.getCause() instanceof EOFException || text(failure).contains("terminated");
  }

  /// What a person would say of it.
  static String reason(IOException failure) {
    CertificateException certificate = null;
    String last = "";
    for (Throwable at = failure; at != null; at = at.getCause()) {
      switch (at) {
        case UnresolvedAddressException _ -> {
          return "there is no such host";
        }
        case UnknownHostException _ -> {
          return "there is no such host";
        }
        case CertificateExpiredException _ -> {
          return "the server's certificate has expired: " + text(at);
        }
        case CertificateException found -> certificate = found;
        default -> {}
      }
      last = text(at).isEmpty() ? last : text(at);
    }
    if (last.contains("unable to find valid certification path")) {
      return "the server's certificate comes from an authority that is not trusted";
    }
    if (certificate != null) {
      return "the server's certificate is not the right one: " + text(certificate);
    }
    if (last.contains("SSL message")) {
      return "the server does not speak TLS";
    }
    return plain(failure, last);
  }

  private static String plain(IOException failure, String last) {
    return switch (failure) {
      case HttpConnectTimeoutException _ -> "no connection came about in time";
      case HttpTimeoutException _ -> "no answer came in time";
      case ConnectException _ when last.isEmpty() || hasClosedChannel(failure) ->
          "connection refused";
      default -> last.isEmpty() ? "the connection broke" : last.toLowerCase(Locale.ROOT).strip();
    };
  }

  private static boolean hasClosedChannel(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof ClosedChannelException) {
        return true;
      }
    }
    return false;
  }

  private static String text(@Nullable Throwable failure) {
    String message = failure == null ? null : failure.getMessage();
    return message == null ? "" : message;
  }
}
