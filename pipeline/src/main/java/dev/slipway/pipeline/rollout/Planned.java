package dev.slipway.pipeline.rollout;

import dev.slipway.core.SlipwayException;
import dev.slipway.helmfile.state.Release;
import dev.slipway.release.plan.ReleasePlan;

/// What a run would do about one release.
public sealed interface Planned {
  /// Its helmfile.
  Part part();

  /// The release as its helmfile has it.
  Release release();

  /// How reports name it.
  String label();

  /// It can be planned.
  record Ready(Member member, ReleasePlan plan) implements Planned {
    @Override
    public Part part() {
      return member.part();
    }

    @Override
    public Release release() {
      return member.release();
    }

    @Override
    public String label() {
      return member.label();
    }

    /// By the label alone: all objects of a release are much to go through for each look-up.
    @Override
    public int hashCode() {
      return label().hashCode();
    }
  }

  /// It is not wanted, and not there.
  record Absent(Member member) implements Planned {
    @Override
    public Part part() {
      return member.part();
    }

    @Override
    public Release release() {
      return member.release();
    }

    @Override
    public String label() {
      return member.label();
    }

    /// By the label alone: all objects of a release are much to go through for each look-up.
    @Override
    public int hashCode() {
      return label().hashCode();
    }
  }

  /// It cannot be planned: it does not render, its cluster does not answer.
  record Failed(Part part, Release release, SlipwayException error) implements Planned {
    @Override
    public String label() {
      Part.Place place = part.place();
      String name = release.name();
      return place.cluster().isEmpty()
          ? release.namespace().isEmpty() ? name : release.namespace() + "/" + name
          : place.cluster() + "/" + place.service() + "/" + name;
    }

    @Override
    public int hashCode() {
      return label().hashCode();
    }
  }
}
