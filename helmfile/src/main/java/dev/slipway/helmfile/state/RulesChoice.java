package dev.slipway.helmfile.state;

import dev.slipway.helmfile.HelmfileRules;

/// Which helmfile is followed, and why.
///
/// @param rules the choice
/// @param renderAll whether files without `.gotmpl` are templates too: always with
///   [HelmfileRules#V0], and with `HELMFILE_RENDER_YAML=true`
/// @param reason why, as a clause: `the setting says so`
public record RulesChoice(HelmfileRules rules, boolean renderAll, String reason) {}
