using System.Text.RegularExpressions;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Sdk.Registration;

/// <summary>What a script registers while its body runs; becomes a <see cref="PolicyDefinition"/> when the body is done.</summary>
internal sealed partial class PolicyDraft
{
    // entry points are static, so the draft that they write to is known per logical flow
    private static readonly AsyncLocal<PolicyDraft?> Open = new();

    private const int MaxRules = 200;
    private const int MaxProblems = 50;

    private readonly List<LoadProblem> problems = [];
    private readonly List<RuleDefinition> rules = [];
    private readonly List<ScheduleDefinition> schedules = [];
    private bool named;
    private string id = "";
    private Severity severity;
    private string title = "";

    private readonly Func<string, IReadOnlyDictionary<string, SettingInput>> settingsOf;
    private SettingReader? settings;

    /// <param name="settingsOf">the settings file's values for a policy's id</param>
    public PolicyDraft(Func<string, IReadOnlyDictionary<string, SettingInput>> settingsOf) => this.settingsOf = settingsOf;

    /// <exception cref="PolicyLoadException">it is not known yet whose settings are asked for</exception>
    public SettingReader Settings => settings ?? throw PolicyLoadException.Of(
        ScriptPlace.OfCaller(), "`Setting` comes before `Policy`: name the policy first, as its settings are found by its id");

    public string? Code { get; set; }

    public string? Why { get; set; }

    public string? Fix { get; set; }

    public IReadOnlyList<string> Controls { get; set; } = [];

    public EscalationWish Escalation { get; set; } = EscalationWish.None;

    /// <summary>The draft of the script whose body runs.</summary>
    /// <param name="entry">what the script called, for the message</param>
    /// <exception cref="PolicyLoadException">no body runs: a rule called it</exception>
    public static PolicyDraft Current(string entry) =>
        Open.Value ?? throw PolicyLoadException.Of(
            ScriptPlace.OfCaller(), $"`{entry}` works only in the script's body, not inside a rule: call it once, at the top");

    /// <summary>Runs a script's body against this draft.</summary>
    public void Run(Action body)
    {
        var outer = Open.Value;
        Open.Value = this;
        try
        {
            body();
        }
        finally
        {
            Open.Value = outer;
        }
    }

    public PolicyBuilder Policy(string id, Severity severity, string title)
    {
        if (named) Problem("`Policy` is called twice: one script is one policy");
        else if (!IsId(id))
            Problem($"`{PlainText.Clean(id, 100)}` is no id of a policy: lower-case letters, digits and `-`, at most 63 characters");
        named = true;
        settings ??= new SettingReader(settingsOf(id ?? ""), (place, message) => Problem(message, place));
        (this.id, this.severity, this.title) = (id ?? "", severity, title ?? "");
        return new PolicyBuilder(this);
    }

    /// <exception cref="PolicyLoadException">there are too many already</exception>
    public void Rule(IReadOnlyList<(string ApiVersion, string Kind)> kinds, Action<KubeObject, Findings> body)
    {
        if (rules.Count == MaxRules)
            throw PolicyLoadException.Of(ScriptPlace.OfCaller(), $"the policy has more than {MaxRules} rules: is one registered in a loop?");
        rules.Add(new RuleDefinition(kinds, body));
    }

    public void Schedule(string name, string cron, string timeZone, Action<ScheduleJob> job, int atMost)
    {
        var shown = PlainText.Clean(name, 100);
        if (!IsId(name)) Problem($"`{shown}` is no name of a schedule: lower-case letters, digits and `-`, at most 63 characters");
        else if (schedules.Any(known => known.Name == name)) Problem($"there are two schedules `{shown}`: give one of them another name");
        if (string.IsNullOrEmpty(timeZone) || !TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _))
        {
            var (place, setting) = SettingDefinition.Origin(timeZone, settings?.Definitions ?? [], place: "");
            Problem(
                $"{setting}schedule `{shown}`: there is no time zone `{PlainText.Clean(timeZone, 100)}`: write one such as `Europe/Berlin` or `UTC`", place);
        }

        if (atMost < 1) Problem($"schedule `{shown}`: `atMost` is {atMost}: at least 1");
        schedules.Add(new ScheduleDefinition(name ?? "", cron ?? "", timeZone ?? "", atMost, job, ScriptPlace.OfCaller()?.ToString() ?? ""));
    }

    /// <summary>Notes why this can't be loaded.</summary>
    /// <param name="message">for people</param>
    /// <param name="place">where; when empty, the script's line that is being run</param>
    public void Problem(string message, string place = "")
    {
        if (problems.Count < MaxProblems)
            problems.Add(new LoadProblem(place.Length > 0 ? place : ScriptPlace.OfCaller()?.ToString() ?? "", message));
    }

    /// <exception cref="PolicyLoadException">something is missing or wrong</exception>
    public PolicyDefinition Finish(bool completed)
    {
        if (completed)
        {
            if (!named) Problem("the script does not name its policy: start with `Policy(\"id\", Severity.Medium, \"title\")`");
            if (rules.Count + schedules.Count == 0) Problem("the policy has no rule: add `EachContainer`, `EachWorkload` or `Each<...>`");
            settings?.CheckUnknown();
        }

        if (problems.Count > 0) throw new PolicyLoadException(problems);
        return new PolicyDefinition
        {
            Id = id,
            Severity = severity,
            Title = title,
            Code = Code ?? id.ToUpperInvariant().Replace('-', '_'),
            Why = Why ?? "",
            Fix = Fix ?? "",
            Controls = Controls,
            Escalation = Escalation,
            Rules = rules,
            Schedules = schedules,
            Settings = settings?.Definitions ?? [],
        };
    }

    /// <summary>Whether this can name a policy or a schedule.</summary>
    public static bool IsId(string? id) => id is { Length: <= 63 } && IdPattern().IsMatch(id);

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?\\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();
}
