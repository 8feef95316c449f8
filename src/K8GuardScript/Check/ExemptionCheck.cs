using System.Globalization;
using K8GuardScript.Core.Settings;
using K8GuardScript.Scripts;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Check;

/// <summary>Finds exemptions that do nothing: for policies that are not there, or over.</summary>
internal static class ExemptionCheck
{
    public static IEnumerable<PlacedProblem> Of(GuardSettings settings, IReadOnlyList<LocalPolicy> loaded, DateTimeOffset now)
    {
        var ids = loaded.Select(policy => policy.Policy?.Id).OfType<string>().ToList();
        foreach (var exemption in settings.Exemptions)
        {
            foreach (var (pattern, hint) in Strays(exemption, ids))
                yield return Warning(exemption, $"an exemption is for policy `{pattern}`, which is not here", hint);
            if (exemption.Expires > now) continue;
            var day = exemption.Expires.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
            yield return Warning(exemption, $"an exemption ended {day}: what it covered counts again", "remove it, or have it renewed");
        }
    }

    /// <summary>Patterns of an exemption that name none of these policies, with what to do.</summary>
    public static IEnumerable<(string Pattern, string Hint)> Strays(Exemption exemption, IReadOnlyList<string> ids)
    {
        foreach (var pattern in exemption.Policies.Where(pattern => !ids.Any(id => Exemption.Names(pattern, id))))
        {
            var near = NearestName.Of(pattern.TrimStart('!'), ids);
            yield return (pattern, near is null ? "take it out, or add the policy" : $"did you mean `{near}`?");
        }
    }

    private static PlacedProblem Warning(Exemption exemption, string message, string hint) =>
        PlacedProblem.At(exemption.Place, PlacedProblem.StrayEntry, message) with { IsError = false, Hint = hint };
}
