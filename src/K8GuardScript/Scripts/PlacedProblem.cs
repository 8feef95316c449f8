using System.Globalization;
using K8GuardScript.Compiler;

namespace K8GuardScript.Scripts;

/// <summary>Something to be mended in a file that a user named, in the one form that every verb prints.</summary>
/// <param name="File">as seen from where the user stands</param>
/// <param name="Line">from 1; 1 if it can't be told</param>
/// <param name="Column">from 1; 1 if it can't be told</param>
/// <param name="IsError">false for a warning</param>
/// <param name="Code"><c>CS1061</c>, <c>K8G401</c></param>
/// <param name="Message">for people</param>
/// <param name="Hint">what to write instead, for people; null if nothing is known to help</param>
internal sealed record PlacedProblem(string File, int Line, int Column, bool IsError, string Code, string Message, string? Hint = null)
{
    /// <summary>The script's body failed, or its settings are wrong.</summary>
    public const string Load = "K8G401";

    /// <summary>A settings file that can't be used.</summary>
    public const string Settings = "K8G402";

    /// <summary>A cases file that can't be used.</summary>
    public const string Cases = "K8G403";

    /// <summary>A file that can't be read.</summary>
    public const string Unreadable = "K8G404";

    /// <summary>Two scripts, one id.</summary>
    public const string DoubleId = "K8G405";

    /// <summary>Settings for a policy that is not there.</summary>
    public const string StrayEntry = "K8G406";

    /// <summary>A manifest that can't be judged.</summary>
    public const string Manifest = "K8G407";

    /// <summary>A scope of the settings that can take in nothing.</summary>
    public const string OddScope = "K8G408";

    /// <summary>An action of the settings that fits none of the kinds that the policy judges.</summary>
    public const string UnfitAction = "K8G409";

    /// <summary><c>error</c> or <c>warning</c>.</summary>
    public string Severity => IsError ? "error" : "warning";

    /// <summary>The same for a log: with its place and hint, without severity and code.</summary>
    public string WithHint => string.Create(CultureInfo.InvariantCulture, $"{File}({Line},{Column}): {Message}{(Hint is null ? "" : $" ({Hint})")}");

    /// <summary>Of a script's error.</summary>
    /// <param name="error">as the loader gave it</param>
    /// <param name="file">its file as seen from where the user stands</param>
    public static PlacedProblem Of(ScriptError error, string file) =>
        new(file, error.Line ?? 1, error.Column ?? 1, true, error.Code ?? Load, error.Message, error.Hint);

    /// <param name="problem">what the compiler or the lint says</param>
    /// <param name="file">its file as seen from where the user stands</param>
    public static PlacedProblem Of(ScriptProblem problem, string file) =>
        new(file, problem.Line, problem.Column, problem.IsError, problem.Code, problem.Message, problem.Hint);

    /// <param name="place"><c>file(line,column)</c></param>
    /// <param name="code">what sort of problem it is</param>
    /// <param name="message">for people</param>
    public static PlacedProblem At(string place, string code, string message)
    {
        var error = ScriptError.At(place, place, message);
        return new PlacedProblem(error.File, error.Line ?? 1, error.Column ?? 1, true, code, error.Message);
    }

    /// <summary>The form that editors and CI parse: <c>policies/image-repo.csx(3,7): error CS0103: ...</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{File}({Line},{Column}): {Severity} {Code}: {Message.ReplaceLineEndings(" ")}");
}
