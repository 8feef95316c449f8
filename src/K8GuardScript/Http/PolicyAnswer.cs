using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Scripts;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Http;

/// <summary>One script and how it fares, as the API tells it.</summary>
internal sealed record PolicyAnswer
{
    /// <summary>Null while no version of the script could be loaded.</summary>
    public string? Id { get; init; }

    public required string File { get; init; }

    /// <summary><c>active</c>, <c>slowed</c>, <c>kept-last-good</c>, <c>failed</c>, <c>disabled</c>, <c>parked</c> or <c>quarantined</c>.</summary>
    public required string State { get; init; }

    public string? Title { get; init; }

    public string? Code { get; init; }

    public string? Severity { get; init; }

    public string? Why { get; init; }

    public string? Fix { get; init; }

    public IReadOnlyList<string>? Controls { get; init; }

    /// <summary>The policy's mode under the file's ceiling; a namespace may lower it.</summary>
    public string? Mode { get; init; }

    public string? Revision { get; init; }

    public DateTimeOffset? LoadedAt { get; init; }

    /// <summary>Since when the guard knows the policy; what violated before is its baseline, and is never acted on. Null while that is not known.</summary>
    public DateTimeOffset? KnownSince { get; init; }

    /// <summary><c>open</c> while what was there when it came is being recorded, then <c>closed</c>.</summary>
    public string? Baseline { get; init; }

    public required double CompileMilliseconds { get; init; }

    public int? Rules { get; init; }

    /// <summary>The kinds that it judges or has looked up, as <c>apps/v1 Deployment</c>.</summary>
    public IReadOnlyList<string>? Kinds { get; init; }

    public IReadOnlyList<SettingAnswer>? Settings { get; init; }

    public EscalationAnswer? Escalation { get; init; }

    /// <summary>What happens by the clock; null while no version could be loaded.</summary>
    public IReadOnlyList<ScheduleAnswer>? Schedules { get; init; }

    /// <summary>Which objects it is for; null for everything.</summary>
    public ConditionsAnswer? Scope { get; init; }

    /// <summary>In the order in which they are asked; null while no version could be loaded.</summary>
    public IReadOnlyList<OverrideAnswer>? Overrides { get; init; }

    /// <summary>What is wrong with the version in the folder; empty if nothing is.</summary>
    public required IReadOnlyList<ErrorAnswer> Errors { get; init; }

    /// <summary>
    /// What else is to be told about the version in force, such as that it broke on a real object when it was tried, or that a part of its
    /// scope does nothing.
    /// </summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    public long Evaluations { get; init; }

    public long Faults { get; init; }

    public string? LastFault { get; init; }

    /// <summary>The time that this version's rules ran for.</summary>
    public double TotalMilliseconds { get; init; }

    /// <summary>The same for one verdict; null before the first.</summary>
    public double? MeanMicroseconds { get; init; }

    public static PolicyAnswer Of(ShelfEntry entry, Mode? fileMode)
    {
        var answer = new PolicyAnswer
        {
            Id = entry.Id,
            File = entry.File,
            State = entry.Shown.Word(),
            LoadedAt = entry.LoadedAt,
            CompileMilliseconds = Math.Round(entry.CompileTime.TotalMilliseconds, 1),
            Errors = [.. entry.Problems.Select(error => new ErrorAnswer(error.File, error.Line, error.Column, error.Code, error.Message, error.Hint))],
            Warnings = [.. entry.Warnings, .. entry.OddScopes],
        };
        return entry.Policy is { } policy ? Fill(answer, policy, fileMode) : answer;
    }

    private static PolicyAnswer Fill(PolicyAnswer answer, Policy policy, Mode? fileMode) => answer with
    {
        Title = policy.Definition.Title,
        Code = policy.Definition.Code,
        Severity = policy.Definition.Severity.ToString().ToLowerInvariant(),
        Why = policy.Definition.Why,
        Fix = policy.Definition.Fix,
        Controls = policy.Definition.Controls,
        Mode = EffectiveMode.Of(fileMode, policy.Settings.Mode, namespaceLabel: null).Word(),
        Revision = policy.Revision,
        Rules = policy.Definition.Rules.Count,
        Kinds = [.. policy.Reads.Select(kind => kind.ToString())],
        Settings = SettingAnswer.AllOf(policy),
        Escalation = EscalationAnswer.Of(policy.Ladder),
        Scope = ConditionsAnswer.Of(policy.Settings.Scope),
        Overrides = OverrideAnswer.AllOf(policy, fileMode),
        Evaluations = policy.State.Evaluations,
        Faults = policy.State.Faults,
        LastFault = policy.State.LastFault,
        TotalMilliseconds = Math.Round(policy.State.Spent.TotalMilliseconds, 3),
        MeanMicroseconds = Mean(policy.State),
    };

    private static double? Mean(PolicyCounters counters)
    {
        var verdicts = counters.Evaluations + counters.Faults;
        return verdicts == 0 ? null : Math.Round(counters.Spent.TotalMicroseconds / verdicts, 2);
    }
}

/// <summary>A setting of a script with its effective value.</summary>
internal sealed record SettingAnswer(string Name, string Type, object Value, object Default, string Description)
{
    public static IReadOnlyList<SettingAnswer> AllOf(Policy policy) =>
    [
        .. policy.Definition.Settings.Select(setting =>
            new SettingAnswer(setting.Name, setting.Type, setting.Value, setting.Default, setting.Description)),
    ];
}

/// <summary>The effective pace; durations as <c>24h</c>.</summary>
internal sealed record EscalationAnswer(string Grace, int Warnings, string Every, string Action)
{
    public static EscalationAnswer Of(LadderOptions ladder) => new(
        Duration.Format(ladder.Grace), ladder.Warnings, Duration.Format(ladder.Every), ladder.Action.ToString().ToLowerInvariant());
}

/// <summary>Why a version of a script can't be used; line and column from 1, where they are known, and what to write instead.</summary>
internal sealed record ErrorAnswer(string File, int? Line, int? Column, string? Code, string Message, string? Hint);
