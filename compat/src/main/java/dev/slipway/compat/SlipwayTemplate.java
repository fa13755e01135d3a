package dev.slipway.compat;

/// Slipway's template command.
final class SlipwayTemplate implements TemplateCommand {
  @Override
  public Result run(Job job, Peer peer, long millis) {
    return new Result(false, "", "not yet");
  }
}
