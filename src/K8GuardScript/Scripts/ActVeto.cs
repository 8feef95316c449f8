using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Settings;

namespace K8GuardScript.Scripts;

/// <summary>Refuses settings that would let the guard act where nobody said that it may.</summary>
/// <param name="mayAct">whether this worker may act at all</param>
internal sealed class ActVeto(bool mayAct)
{
    /// <returns>why the settings are refused, or null</returns>
    public string? Of(GuardSettings settings) => mayAct || settings.Mode != Mode.Act
        ? null
        : "`mode: act` is refused, as this does not run inside the cluster: start it with `--act` if it is to change the cluster, "
            + "or set `mode: safe`, which warns and never acts";
}
