using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Settings;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests;

// Policies and settings.
internal static partial class Some
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    public static readonly LadderOptions Ladder = new(TimeSpan.FromMinutes(10), TimeSpan.FromHours(24), 3, ActionVerb.Stop);
    private static readonly string[] BadPrefixes = ["bad/"];
    public static readonly PolicySettings ActingEntry = new() { Mode = Mode.Act };

    /// <summary>What a script registers whose body is <paramref name="body"/>.</summary>
    public static PolicyDefinition Definition(Action body) => PolicyScriptRunner.Run(body, new Dictionary<string, SettingInput>());

    /// <summary>A policy that may act; unless other rules are given, every image below <c>bad/</c> violates.</summary>
    public static Policy Policy(
        string id = "image-repo", LadderOptions? ladder = null, string revision = "rev-1", PolicySettings? entry = null, Action? rules = null) => new(
        Definition(() =>
        {
            Sdk.Authoring.Entry.Policy(id, Severity.High, "Images come from an approved registry").Fix("push it elsewhere");
            (rules ?? BadImages)();
        }),
        entry ?? ActingEntry,
        ladder ?? Ladder,
        revision);

    /// <summary>An entry as it is read of the inside of <c>{ }</c> of YAML.</summary>
    public static PolicySettings Entry(string yaml) => FileOf(yaml).Of("image-repo");

    /// <summary>
    /// A policy as a script and the entry of <paramref name="yaml"/> make it: image prefixes of its setting <c>bad</c> violate, which is
    /// <c>bad/</c> unless it is set.
    /// </summary>
    public static Policy Scoped(string yaml, string script = "script")
    {
        var file = FileOf(yaml);
        var definitions = file.Of("image-repo").ValueSets.Select(set => PolicyScriptRunner.Run(
            () =>
            {
                Sdk.Authoring.Entry.Policy("image-repo", Severity.High, "Images come from an approved registry");
                var bad = Sdk.Authoring.Entry.Setting("bad", BadPrefixes, "prefixes that are not allowed");
                Sdk.Authoring.Entry.EachContainer((c, found) =>
                {
                    if (bad.Any(prefix => c.Image.StartsWith(prefix))) found.Violation(c["image"], $"image `{c.Image}` is bad");
                });
            },
            set.Values));
        return PolicyMaker.Make([.. definitions], script, file);
    }

    /// <summary>A file in act mode: team <c>payments</c> reads a counting channel, orphans go to a fallback that does not arm.</summary>
    public static GuardSettings Settings() => new()
    {
        Cluster = "test",
        Mode = Mode.Act,
        Teams = new Dictionary<string, TeamSettings> { ["payments"] = new(["pay-teams"]), ["printers"] = new(["console"]) },
        Channels = new Dictionary<string, ChannelSettings>
        {
            ["pay-teams"] = new(ChannelType.Teams, "/secret/pay"),
            ["platform"] = new(ChannelType.Teams, "/secret/platform"),
            ["console"] = new(ChannelType.Console, null),
        },
        Owners = new OwnerSettings { Fallback = "platform" },

        // manifests here say nothing of their age, and many violations open at once
        Actions = new ActionSettings { MinimumAge = TimeSpan.Zero, BreakerAtLeast = 100_000 },
    };

    public static Recipient Payments => new("payments", ["pay-teams"], Counts: true);

    private static GuardSettings FileOf(string yaml)
    {
        var reading = SettingsReader.Read([new SettingsFile("f.yaml", "/", $"policies: {{ image-repo: {{ {yaml} }} }}")]);
        return reading.Settings ?? throw new ArgumentException(string.Join(Environment.NewLine, reading.Problems), nameof(yaml));
    }

    private static void BadImages() => Sdk.Authoring.Entry.EachContainer((c, found) =>
    {
        if (c.Image.StartsWith("bad/")) found.Violation(c["image"], $"image `{c.Image}` is bad");
    });
}
