namespace K8GuardScript.Core.Settings;

/// <summary>How the owner of an object is found, and who hears of it when there is none.</summary>
internal sealed record OwnerSettings
{
    /// <summary>Where a team's name stands: on the object first, then on its namespace.</summary>
    public IReadOnlyList<OwnerKey> Team { get; init; } = [new OwnerKey(OwnerKeySource.Annotation, "team/name"), new OwnerKey(OwnerKeySource.Label, "team")];

    /// <summary>The channel for objects that no known team owns, or null.</summary>
    public string? Fallback { get; init; }

    /// <summary>Whether a warning that only the fallback accepted may lead to an action.</summary>
    public bool FallbackArms { get; init; }
}

/// <summary>One place to look for a team's name.</summary>
internal sealed record OwnerKey(OwnerKeySource Source, string Key);

/// <summary>Where an <see cref="OwnerKey"/> looks.</summary>
internal enum OwnerKeySource
{
    /// <summary>An annotation.</summary>
    Annotation,

    /// <summary>A label.</summary>
    Label,
}

/// <summary>One entry below <c>teams</c>.</summary>
/// <param name="Channels">names of the channels that the team reads</param>
internal sealed record TeamSettings(IReadOnlyList<string> Channels);
