package dev.slipway.sandbox.http;

/// Answers requests; called by several threads at once.
interface HttpHandler {
  HttpReply handle(HttpRequest request) throws InterruptedException;
}
