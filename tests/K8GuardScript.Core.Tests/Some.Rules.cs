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
    public static readonly PolicySettings ActingEntry = new() { Mode = Mode.Act };

    /// <summary>What a script registers whose body is <paramref name="body"/>.</summary>
    public static PolicyDefinition Definition(Action body) => PolicyScriptRunner.Run(body, new Dictionary<string, SettingInput>());

    /// <summary>A policy that may act; unless other rules are given, every image below <c>bad/</c> violates.</summary>
    public static Policy Policy(
        string id = "image-repo", LadderOptions? ladder = null, string revision = "rev-1", PolicySettings? entry = null, Action? rules = null) => new(
        Definition(() =>
        {
            Entry.Policy(id, Severity.High, "Images come from an approved registry").Fix("push it elsewhere");
            (rules ?? BadImages)();
        }),
        entry ?? ActingEntry,
        ladder ?? Ladder,
        revision);

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
    };

    public static Recipient Payments => new("payments", ["pay-teams"], Counts: true);

    private static void BadImages() => Entry.EachContainer((c, found) =>
    {
        if (c.Image.StartsWith("bad/")) found.Violation(c["image"], $"image `{c.Image}` is bad");
    });
}
