using K8GuardScript.Core.Settings;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Notify;

/// <summary>Finds who owns an object: the team that it, or its namespace, names.</summary>
/// <remarks>The cluster only ever names a team; where the team is reached stands in the settings.</remarks>
internal static class OwnerDirectory
{
    /// <param name="settings">teams, channels and the fallback</param>
    /// <param name="target">the object, or null if it is gone</param>
    /// <param name="namespace">its namespace, or null if it has none or it is unknown</param>
    public static Recipient Of(GuardSettings settings, KubeObject? target, KubeObject? @namespace)
    {
        var team = TeamOf(settings.Owners, target) ?? TeamOf(settings.Owners, @namespace);
        if (team is not null && settings.Teams.TryGetValue(team, out var known) && known.Channels.Count > 0)
            return new Recipient(team, known.Channels, known.Channels.Any(channel => CanCount(settings, channel)));

        if (settings.Owners.Fallback is not { } fallback) return Recipient.Nobody;
        var name = team is null ? fallback : $"{fallback} (for team {Short(team)})";
        return new Recipient(name, [fallback], settings.Owners.FallbackArms && CanCount(settings, fallback));
    }

    /// <summary>Whether a channel reaches a person: what is only printed never counts.</summary>
    public static bool CanCount(GuardSettings settings, string channel) =>
        settings.Channels.TryGetValue(channel, out var found) && found.Type != ChannelType.Console;

    // a label's value has at most 63 characters; an annotation's may be anything
    private static string Short(string team) => team.Length <= 63 ? team : $"{team[..60]}...";

    private static string? TeamOf(OwnerSettings owners, KubeObject? carrier)
    {
        if (carrier is null) return null;
        foreach (var key in owners.Team)
        {
            string? value = key.Source == OwnerKeySource.Annotation ? carrier.Annotation(key.Key) : carrier.Label(key.Key);
            if (!string.IsNullOrWhiteSpace(value)) return value.Trim();
        }

        return null;
    }
}
