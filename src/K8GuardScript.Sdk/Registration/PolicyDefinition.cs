using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Sdk.Registration;

/// <summary>What a script registered, with one set of settings. Never changes.</summary>
internal sealed record PolicyDefinition
{
    /// <summary>Lower-case letters, digits and <c>-</c>, 1 to 63 characters.</summary>
    public required string Id { get; init; }

    public required Severity Severity { get; init; }

    public required string Title { get; init; }

    /// <summary>The violation's type in K8Guard's API.</summary>
    public required string Code { get; init; }

    /// <summary>May be empty.</summary>
    public required string Why { get; init; }

    /// <summary>May be empty.</summary>
    public required string Fix { get; init; }

    public required IReadOnlyList<string> Controls { get; init; }

    public required EscalationWish Escalation { get; init; }

    /// <summary>At least one, unless there are schedules.</summary>
    public required IReadOnlyList<RuleDefinition> Rules { get; init; }

    /// <summary>Whether a rule may read the <c>status</c> of any object, as far as the compiler could tell.</summary>
    public bool ReadsStatus { get; init; } = true;

    /// <summary>What happens by the clock.</summary>
    public IReadOnlyList<ScheduleDefinition> Schedules { get; init; } = [];

    public required IReadOnlyList<SettingDefinition> Settings { get; init; }

    /// <summary>The kinds that the rules read, each once.</summary>
    public IEnumerable<(string ApiVersion, string Kind)> Kinds => Rules.SelectMany(rule => rule.Kinds).Distinct();

    /// <summary>
    /// Judges an object with every rule that reads its kind; no findings if none does. May be called from several threads at once.
    /// </summary>
    /// <exception cref="RuleFaultException">a rule threw: nothing is known about this object</exception>
    public Judgement Judge(KubeObject target, IClusterLookup lookup) =>
        new Evaluation(lookup).Run([.. Rules.Where(rule => rule.Reads(target))], target);
}
