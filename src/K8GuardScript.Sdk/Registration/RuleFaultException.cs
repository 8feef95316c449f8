using System.Diagnostics;
using K8GuardScript.Sdk.Metering;

namespace K8GuardScript.Sdk.Registration;

/// <summary>A rule or a job threw. Holds only texts, so that it may outlive the script.</summary>
internal sealed class RuleFaultException : Exception
{
    private const int MaxDetail = 500;

    private RuleFaultException(string message, string typeName, string detail, int? line)
        : base(message)
    {
        TypeName = typeName;
        Detail = detail;
        Line = line;
    }

    /// <summary>The thrown exception's type, without its namespace.</summary>
    public string TypeName { get; }

    /// <summary>The thrown exception's message, cleaned and cut.</summary>
    public string Detail { get; }

    /// <summary>The rule spent all that it may: a limit of <see cref="Metering.RunLimits"/> ended it.</summary>
    public bool IsSpent => TypeName == nameof(Metering.FuelExhaustedException);

    /// <summary>The script's line that threw, from 1, if it can be told.</summary>
    public int? Line { get; }

    /// <param name="fault">what was thrown</param>
    /// <param name="where">the object that it is about, for people; null for the judged one, or none</param>
    public static RuleFaultException From(Exception fault, string? where = null) => Of("rule", fault, where);

    /// <summary>The same for other code of a script.</summary>
    /// <param name="what">what failed, in a word</param>
    /// <param name="fault">what was thrown</param>
    /// <param name="where">the object that it is about, for people, or null</param>
    public static RuleFaultException Of(string what, Exception fault, string? where = null)
    {
        if (fault is RuleFaultException known) return known;

        var place = ScriptPlace.Of(new StackTrace(fault, fNeedFileInfo: true));
        var cause = CauseOf(fault);
        var detail = PlainText.Clean(FaultWords.Of(cause), MaxDetail);
        var line = place is null ? "" : $" {place.Words}";
        if (where is not null) detail = PlainText.Clean($"in {where}, which it looked up: {detail}", MaxDetail);
        return new RuleFaultException($"the {what} failed{line}: {detail}", cause.GetType().Name, detail, place?.Line);
    }

    /// <summary>What was thrown first: a sort wraps what its comparison throws.</summary>
    public static Exception CauseOf(Exception fault) =>
        fault is InvalidOperationException { InnerException: FuelExhaustedException or InsufficientExecutionStackException }
            ? fault.InnerException
            : fault;
}
