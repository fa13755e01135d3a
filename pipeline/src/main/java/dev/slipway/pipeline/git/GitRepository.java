package dev.slipway.pipeline.git;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.GoStrings;
import dev.slipway.pipeline.PipelineErrorCode;
import dev.slipway.pipeline.PipelineException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.WorkingTreeIterator;
import org.jspecify.annotations.Nullable;

/// A Git repository with a working tree. For use by one thread.
public final class GitRepository implements AutoCloseable {
  private static final int TREE = 0;
  private static final int INDEX = 1;
  private static final int WORK = 2;

  private final Repository repository;

  private GitRepository(Repository repository) {
    this.repository = repository;
  }

  /// The repository whose working tree holds `folder`.
  ///
  /// @throws PipelineException if there is none
  public static GitRepository around(Path folder) {
    // JGit logs through slf4j, which would complain that there is nothing to log to. It reads this
    // when the first class of JGit is loaded.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    QuietSystem.use();
    FileRepositoryBuilder builder =
        new FileRepositoryBuilder().findGitDir(folder.toAbsolutePath().toFile());
    if (builder.getGitDir() == null) {
      throw PipelineException.of(
          PipelineErrorCode.NO_REPOSITORY,
          folder + " is in no Git repository",
          "Run the command in a working tree of the repository.");
    }
    try {
      Repository repository = builder.build();
      if (repository.isBare()) {
        repository.close();
        throw new PipelineException(
            PipelineErrorCode.NO_REPOSITORY, "the Git repository has no working tree", null);
      }
      return new GitRepository(repository);
    } catch (IOException e) {
      throw failed("cannot open the Git repository", e);
    }
  }

  /// The top folder of the working tree.
  public Path workTree() {
    return repository.getWorkTree().toPath();
  }

  /// The tree of a revision, in any form that `git rev-parse` knows: a branch, a tag, `HEAD~2`, the
  /// beginning of a commit's id.
  ///
  /// @throws PipelineException if there is no such revision
  ObjectId tree(String revision) {
    try (RevWalk walk = new RevWalk(repository)) {
      ObjectId found = repository.resolve(revision);
      if (found != null) {
        return walk.parseTree(found).getId();
      }
    } catch (RevisionSyntaxException | IOException e) {
      throw new PipelineException(
          Diagnostic.error(
              PipelineErrorCode.NO_SUCH_REVISION,
              "no revision " + revision + ": " + e.getMessage()));
    }
    throw PipelineException.of(
        PipelineErrorCode.NO_SUCH_REVISION,
        "no revision " + revision,
        "Name a branch, a tag or a commit; git fetch brings those of the server.");
  }

  /// The files of the working tree that read otherwise in a revision: changed, added (then without
  /// content before) or deleted. Files that Git ignores are in none of both.
  ///
  /// @throws PipelineException if the revision does not exist or something cannot be read
  public Changes sinceRevision(String revision) {
    ObjectId tree = tree(revision);
    Map<String, Changes.@Nullable Blob> before = new TreeMap<>(GoStrings::compare);
    try (TreeWalk walk = new TreeWalk(repository);
        ObjectReader reader = repository.newObjectReader()) {
      walk.addTree(tree);
      walk.addTree(new DirCacheIterator(repository.readDirCache()));
      FileTreeIterator files = new FileTreeIterator(repository);
      files.setDirCacheIterator(walk, INDEX);
      walk.addTree(files);
      while (walk.next()) {
        visit(walk, reader, before);
      }
    } catch (IOException e) {
      throw failed("cannot compare the working tree with " + revision, e);
    }
    return new Changes(this, before);
  }

  private void visit(TreeWalk walk, ObjectReader reader, Map<String, Changes.@Nullable Blob> before)
      throws IOException {
    WorkingTreeIterator work = walk.getTree(WORK, WorkingTreeIterator.class);
    DirCacheIterator index = walk.getTree(INDEX, DirCacheIterator.class);
    boolean tracked = index != null || walk.getRawMode(TREE) != 0;
    if (work != null && !tracked && work.isEntryIgnored()) {
      return;
    }
    if (walk.isSubtree()) {
      walk.enterSubtree();
      if (walk.getRawMode(TREE) == 0 || FileMode.TREE.equals(walk.getRawMode(TREE))) {
        return;
      }
    }
    int mode = walk.getRawMode(TREE);
    boolean was = isFile(mode);
    boolean is = work != null && isFile(work.getEntryRawMode());
    if (was && is && isSame(walk, reader, work, index)) {
      return;
    }
    if (was) {
      boolean link = FileMode.SYMLINK.equals(mode);
      before.put(walk.getPathString(), new Changes.Blob(walk.getObjectId(TREE), link));
    } else if (is) {
      before.put(walk.getPathString(), null);
    }
  }

  private static boolean isFile(int mode) {
    return FileMode.REGULAR_FILE.equals(mode)
        || FileMode.EXECUTABLE_FILE.equals(mode)
        || FileMode.SYMLINK.equals(mode);
  }

  private static boolean isSame(
      TreeWalk walk,
      ObjectReader reader,
      WorkingTreeIterator work,
      @Nullable DirCacheIterator index)
      throws IOException {
    boolean linkBefore = FileMode.SYMLINK.equals(walk.getRawMode(TREE));
    if (linkBefore != FileMode.SYMLINK.equals(work.getEntryRawMode())) {
      return false;
    }
    if (index != null
        && index.getEntryObjectId().equals(walk.getObjectId(TREE))
        && !work.isModified(index.getDirCacheEntry(), true, reader)) {
      return true;
    }
    return work.getEntryObjectId().equals(walk.getObjectId(TREE));
  }

  /// The content of a blob.
  byte[] content(ObjectId blob) throws IOException {
    return repository.open(blob).getBytes();
  }

  static PipelineException failed(String what, IOException e) {
    return new PipelineException(PipelineErrorCode.GIT, what + ": " + e.getMessage(), e);
  }

  @Override
  public void close() {
    repository.close();
  }
}
