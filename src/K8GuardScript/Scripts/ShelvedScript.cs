using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Settings;
using K8GuardScript.Scripts.Loading;
using K8GuardScript.Sdk.Loading;

namespace K8GuardScript.Scripts;

/// <summary>What the reloader knows of one script.</summary>
internal sealed record ShelvedScript
{
    /// <summary>The version in the folder; null if it can't be read.</summary>
    public required ScriptFile? Script { get; init; }

    /// <summary>The settings with which it was looked at last.</summary>
    public required GuardSettings BuiltWith { get; init; }

    /// <summary>The version that is loaded.</summary>
    public ScriptFile? Good { get; init; }

    /// <summary>What is loaded; null if nothing is.</summary>
    public Policy? Policy { get; init; }

    /// <summary>To be disposed when nothing of it is needed any more.</summary>
    public ScriptAssembly? Assembly { get; init; }

    public DateTimeOffset? LoadedAt { get; init; }

    public TimeSpan CompileTime { get; init; }

    /// <summary>Why the version in the folder can't be used.</summary>
    public IReadOnlyList<ScriptError> Problems { get; init; } = [];

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>To be built again, though nothing changed.</summary>
    public bool TryAgain { get; init; }

    /// <summary>Why its body is held; null if it is not.</summary>
    public HeldPolicy? Held { get; init; }

    /// <summary>It comes from before this process, as the folder has nothing that can be used: it never acts.</summary>
    public bool IsFromBefore { get; init; }

    /// <summary>The settings that it is to be loaded with.</summary>
    public static GuardSettings WithoutActing(GuardSettings settings, string policy)
    {
        var policies = new Dictionary<string, PolicySettings>(settings.Policies) { [policy] = settings.Of(policy).WithoutActing() };
        return settings with { Policies = policies };
    }

    /// <summary>Whether the folder's version, with these settings, is what was looked at last.</summary>
    public bool IsSame(ScriptFile now, GuardSettings settings) =>
        !TryAgain && Held is null && Script is not null && Script.IsSame(now) && HasSame(settings);

    /// <summary>
    /// The same script under other settings or in other words: a broken one keeps its last good rules, but never an older mode, scope
    /// or pace than the settings have now.
    /// </summary>
    public Policy? KeptUnder(GuardSettings settings) =>
        Policy is null ? null : PolicyMaker.Under(Policy, IsFromBefore ? WithoutActing(settings, Policy.Id) : settings);

    /// <summary>What it came to, in the place of what is known.</summary>
    public static ShelvedScript Next(
        ShelvedScript? known, ScriptFile script, BuiltRevision built, GuardSettings settings, DateTimeOffset now)
    {
        var next = new ShelvedScript { Script = script, BuiltWith = settings, CompileTime = built.CompileTime, Warnings = built.Warnings };
        if (built.Policy is null)
        {
            return next with
            {
                Good = known?.Good,
                Policy = known?.KeptUnder(settings),
                Assembly = known?.Assembly,
                LoadedAt = known?.LoadedAt,
                Problems = built.Problems,
                TryAgain = built.TryAgain,
                Held = built.Held,
                IsFromBefore = known?.IsFromBefore ?? false,
            };
        }

        if (known is { IsFromBefore: false, Policy: { } running } && running.Version == built.Policy.Version)
        {
            // the same thing in other words, such as an edit that was taken back, or another mode or scope: what runs keeps running
            built.Assembly?.Dispose();
            var kept = running.Settings.IsSame(built.Policy.Settings) ? running : PolicyMaker.With(running, built.Policy.Settings);
            return next with { Good = script, Policy = kept, Assembly = known.Assembly, LoadedAt = known.LoadedAt };
        }

        return next with { Good = script, Policy = built.Policy, Assembly = built.Assembly, LoadedAt = now };
    }

    // A policy is built from its own entry and the file's pace; everything else is looked up when it is needed.
    private bool HasSame(GuardSettings settings) =>
        BuiltWith == settings
        || (Policy?.Id is { } id
            && Problems.Count == 0
            && BuiltWith.Escalation == settings.Escalation
            && BuiltWith.Of(id).IsSame(settings.Of(id)));
}
