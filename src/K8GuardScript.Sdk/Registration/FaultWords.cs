using System.Text.RegularExpressions;
using K8GuardScript.Sdk.Metering;

namespace K8GuardScript.Sdk.Registration;

/// <summary>What an exception says to a policy's author: what went wrong, and what to do about it.</summary>
internal static class FaultWords
{
    private const string Null = "it used a text that is absent (null): ask `.Exists` first";
    private const string Outside = "it reaches outside of a list or text: compare with `.Count` or `.Length` first";

    public static string Of(Exception fault)
    {
        try
        {
            return OfRuntime(fault) ?? (IsOfBaseLibrary(fault) ? OfBaseLibrary(fault) : null) ?? fault.Message;
        }
        catch (Exception unreadable) when (unreadable is not OutOfMemoryException)
        {
            // a script may bring exceptions of its own, whose members can throw as well
            return "its exception has no readable message";
        }
    }

    // no script and nothing of the Sdk says these in words of its own
    private static string? OfRuntime(Exception fault) => fault switch
    {
        InsufficientExecutionStackException => "it calls itself too deep: look for a function that calls itself without an end",
        OutOfMemoryException => "it asked for too much memory: look for a list or a text that grows without end",
        RegexMatchTimeoutException => $"a pattern took longer than {PatternCache.Longest.TotalMilliseconds} ms over one text: "
            + "write it without back-references and look-arounds, or read a shorter text",
        NullReferenceException or ArgumentNullException => Null,
        IndexOutOfRangeException => Outside,
        DivideByZeroException => "it divides by zero: ask whether the divisor is 0 first",
        InvalidCastException => "it takes a value for another type than it has: ask with `value is ...` first",
        _ => null,
    };

    // INVARIANT: only of what the base library throws; a script and the Sdk throw these with words that tell more.
    private static string? OfBaseLibrary(Exception fault) => fault switch
    {
        KeyNotFoundException => $"it reads a key that is not there (`TryGetValue(key, out var value)` tells): {fault.Message}",
        FormatException => $"it reads a text as a number or a time that it is not (`TryParse` tells): {fault.Message}",
        ArgumentOutOfRangeException => Outside,
        _ => null,
    };

    private static bool IsOfBaseLibrary(Exception fault) => fault.TargetSite?.Module.Assembly == typeof(object).Assembly;
}
