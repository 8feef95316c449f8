using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Settings;

namespace K8GuardScript.Scripts;

/// <summary>Refuses settings that would let the guard act where it may not yet.</summary>
/// <param name="mayAct">whether this worker may act at all</param>
internal sealed class ActVeto(bool mayAct)
{
    /// <returns>why the settings are refused, or null</returns>
    public string? Of(GuardSettings settings) => mayAct || settings.Mode != Mode.Act
        ? null
        : "`mode: act` is refused: a real cluster is only acted on once every guard rail exists; set `mode: safe`, which warns and never acts";
}
