using System.Diagnostics;
using System.Text.RegularExpressions;
using K8GuardScript.Sdk.Metering;

namespace K8GuardScript.Sdk.Registration;

/// <summary>A rule threw. Holds only texts, so that it may outlive the script.</summary>
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

    public static RuleFaultException From(Exception fault)
    {
        if (fault is RuleFaultException known) return known;

        var place = ScriptPlace.Of(new StackTrace(fault, fNeedFileInfo: true));
        var cause = CauseOf(fault);
        var detail = PlainText.Clean(DetailOf(cause), MaxDetail);
        var where = place is null ? "" : $" in line {place.Line}";
        return new RuleFaultException($"the rule failed{where}: {detail}", cause.GetType().Name, detail, place?.Line);
    }

    // a sort wraps what its comparison throws
    private static Exception CauseOf(Exception fault) =>
        fault is InvalidOperationException { InnerException: FuelExhaustedException or InsufficientExecutionStackException }
            ? fault.InnerException
            : fault;

    // a script may bring exceptions of its own, whose members can throw as well
    private static string DetailOf(Exception fault)
    {
        try
        {
            return fault switch
            {
                InsufficientExecutionStackException => "it calls itself too deep: look for a function that calls itself without an end",
                OutOfMemoryException => "it asked for too much memory: look for a list or a text that grows without end",
                RegexMatchTimeoutException => $"a pattern took longer than {PatternCache.Longest.TotalMilliseconds} ms over one text: "
                    + "write it without back-references and look-arounds, or read a shorter text",
                _ => fault.Message,
            };
        }
        catch (Exception unreadable) when (unreadable is not OutOfMemoryException)
        {
            return "its exception has no readable message";
        }
    }
}
