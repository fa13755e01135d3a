package dev.slipway.pipeline.git;

import java.io.File;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/// The system as JGit sees it, without what makes it slow at the start: it neither starts the
/// program `git` to find the system's configuration nor measures the file system's clock with files
/// that it writes.
final class QuietSystem extends SystemReader.Delegate {
  private QuietSystem(SystemReader system) {
    super(system);
  }

  /// Makes JGit use it from now on, once for all threads.
  static synchronized void use() {
    if (!(SystemReader.getInstance() instanceof QuietSystem)) {
      SystemReader.setInstance(new QuietSystem(SystemReader.getInstance()));
    }
  }

  @Override
  public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
    return new MeasuredConfig(parent, new File(fs.userHome(), ".gitconfig"), fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
    return new EmptyConfig(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
    return new EmptyConfig(parent, fs);
  }

  /// The user's configuration, which knows the file system's clock.
  private static final class MeasuredConfig extends FileBasedConfig {
    MeasuredConfig(@Nullable Config parent, File file, FS fs) {
      super(parent, file, fs);
    }

    @Override
    public long getTimeUnit(
        String section,
        @Nullable String subsection,
        String name,
        long defaultValue,
        TimeUnit unit) {
      // Ten milliseconds are more than any file system of today needs.
      return section.equals("filesystem")
          ? unit.convert(10, TimeUnit.MILLISECONDS)
          : super.getTimeUnit(section, subsection, name, defaultValue, unit);
    }
  }

  private static final class EmptyConfig extends FileBasedConfig {
    EmptyConfig(@Nullable Config parent, FS fs) {
      super(parent, new File("none"), fs);
    }

    @Override
    public void load() {
      // Nothing is there.
    }

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
