using K8GuardScript.Core.Scopes;
using K8GuardScript.Core.Settings;

namespace K8GuardScript.Core.Tests;

// What is excepted.
internal static partial class Some
{
    /// <summary>An exemption of <see cref="Web"/> alone that ends ten days after <see cref="Noon"/>.</summary>
    public static Exemption Exemption(string policy = "image-repo", DateTimeOffset? expires = null, Scope? scope = null, string reason = "agreed") => new(
        [policy],
        scope ?? new Scope(new NamespaceScope(new NamePatterns(["shop"]), null), names: new NamePatterns(["web"])),
        reason, "T-1", expires ?? Noon.AddDays(10), "f.yaml(1,1)");

    public static GuardSettings With(this GuardSettings settings, params Exemption[] exemptions) => settings with { Exemptions = exemptions };
}
