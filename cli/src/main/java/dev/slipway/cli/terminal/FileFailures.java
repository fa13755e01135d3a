package dev.slipway.cli.terminal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/// Words for failures of files and streams: Java's own messages often are the file's name only.
public final class FileFailures {
  private FileFailures() {}

  /// What happened, as Go says it.
  public static String message(@Nullable IOException failure) {
    return switch (failure) {
      case null -> "input or output failed";
      case NoSuchFileException e -> "open " + e.getFile() + ": no such file or directory";
      case AccessDeniedException e -> "open " + e.getFile() + ": permission denied";
      case FileSystemException e when e.getReason() == null ->
          e.getFile() + ": " + e.getClass().getSimpleName();
      case IOException e -> String.valueOf(e.getMessage());
    };
  }
}
