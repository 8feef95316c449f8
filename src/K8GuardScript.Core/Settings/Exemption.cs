using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using K8GuardScript.Core.Scopes;

namespace K8GuardScript.Core.Settings;

/// <summary>A reasoned, expiring exception: what it covers may violate until it ends.</summary>
/// <param name="Policies">patterns of ids; at least one</param>
/// <param name="Scope">for which objects</param>
/// <param name="Reason">for people; never empty</param>
/// <param name="Ticket">where it was agreed; may be empty if the settings allow that</param>
/// <param name="Expires">the first instant at which it does not hold any more</param>
/// <param name="Place">where it stands, as <c>file(line,column)</c>; for a snooze who gave it</param>
internal sealed record Exemption(
    IReadOnlyList<string> Policies, Scope Scope, string Reason, string Ticket, DateTimeOffset Expires, string Place)
{
    private readonly NamePatterns policies = new(Policies);

    /// <summary>Names it by what it says, wherever it stands: what was told of it is not told again once lines move.</summary>
    public string Id { get; } = IdOf(Policies, Scope, Expires);

    /// <summary>Whether it names a policy.</summary>
    public bool IsFor(string policy) => policies.Admit(policy);

    /// <summary>Whether one pattern, be it one that excludes, is about a policy.</summary>
    public static bool Names(string pattern, string policy) => new NamePattern(pattern.TrimStart('!')).Matches(policy);

    private static string IdOf(IReadOnlyList<string> policies, Scope scope, DateTimeOffset expires)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{string.Join('\n', policies)}\n\n{scope.Text}\n{expires.UtcTicks}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
    }
}
