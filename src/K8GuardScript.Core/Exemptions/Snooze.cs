using System.Text.Json.Serialization;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Scopes;
using K8GuardScript.Core.Settings;

namespace K8GuardScript.Core.Exemptions;

/// <summary>A short exemption of one object that somebody asked for while the guard ran.</summary>
/// <param name="Id">unique</param>
/// <param name="Policies">patterns of ids; at least one</param>
/// <param name="Object">for which object, whatever its uid</param>
/// <param name="Reason">for people; never empty</param>
/// <param name="By">who asked for it</param>
/// <param name="At">when</param>
/// <param name="Until">the first instant at which it does not hold any more</param>
internal sealed record Snooze(
    string Id, IReadOnlyList<string> Policies, ObjectKey Object, string Reason, string By, DateTimeOffset At, DateTimeOffset Until)
{
    /// <summary>The same as an exemption.</summary>
    [JsonIgnore]
    public Exemption AsExemption { get; } = new(Policies, ScopeOf(Object), Reason, "", Until, $"snoozed by {By}");

    /// <summary>The conditions that single out an object.</summary>
    public static Scope ScopeOf(ObjectKey key) => new(
        key.Namespace.Length == 0 ? null : new NamespaceScope(new NamePatterns([key.Namespace]), null),
        kinds: new KindPatterns([$"{key.Kind}.{key.Group}"]),
        names: new NamePatterns([key.Name]));
}
