namespace K8GuardScript.Core.Settings;

/// <summary>What <c>exemptionRules</c> asks of every exemption.</summary>
internal sealed record ExemptionRules
{
    /// <summary>An exemption that ends later than so many days from now is refused.</summary>
    public int MaxDays { get; init; } = 180;

    /// <summary>Whether one without a ticket is refused.</summary>
    public bool RequireTicket { get; init; } = true;

    public static ExemptionRules Read(SettingsMap map)
    {
        var defaults = new ExemptionRules();
        var rules = new ExemptionRules
        {
            MaxDays = map.Count("maxDays", atLeast: 1) ?? defaults.MaxDays,
            RequireTicket = map.Flag("requireTicket", defaults.RequireTicket),
        };

        // INVARIANT: whoever may edit an object must not be able to exempt it.
        if (map.Flag("annotations", false))
        {
            const string Message = "whoever may edit an object could exempt it, so annotations never do: write `false`, and name the object below `exemptions`";
            map.Problem("annotations", $"`{map.Path}.annotations` is `true`: {Message}");
        }

        map.RejectUnknownKeys();
        return rules;
    }
}
