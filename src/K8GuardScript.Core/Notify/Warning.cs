using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Notify;

/// <summary>What one warning says about one episode.</summary>
/// <param name="Episode">about what, as it stood when the warning was decided</param>
/// <param name="Title">the policy's title</param>
/// <param name="Fix">what the owner can do; empty if the policy does not say</param>
/// <param name="Ordinal">1 for the first</param>
/// <param name="Of">how many there are</param>
/// <param name="IsLast">no further warning follows</param>
/// <param name="Announces">the action that follows, or <see cref="ActionVerb.None"/></param>
/// <param name="Outcome">what the action does, as <c>scaled to 0</c>; empty if none follows</param>
/// <param name="ActionAfter">when the action may come at the earliest; null if none follows</param>
internal sealed record Warning(
    Episode Episode,
    string Title,
    string Fix,
    int Ordinal,
    int Of,
    bool IsLast,
    ActionVerb Announces,
    string Outcome,
    DateTimeOffset? ActionAfter)
{
    /// <summary>How long after its acceptance the action comes at the earliest; zero where none follows.</summary>
    public TimeSpan Notice { get; init; }
}
