using System.Diagnostics;

namespace K8GuardScript.Sdk.Registration;

/// <summary>A line of a script.</summary>
/// <param name="File">the script's name</param>
/// <param name="Line">from 1</param>
internal sealed record ScriptPlace(string File, int Line)
{
    /// <summary>The script's line that is being run; null outside scripts.</summary>
    public static ScriptPlace? OfCaller() => Of(new StackTrace(fNeedFileInfo: true));

    /// <summary>The innermost line of a script in this trace; null if there is none.</summary>
    public static ScriptPlace? Of(StackTrace trace)
    {
        foreach (var frame in trace.GetFrames())
        {
            if (frame.GetFileName() is { } file && file.EndsWith(".csx", StringComparison.Ordinal) && frame.GetFileLineNumber() > 0)
                return new ScriptPlace(Path.GetFileName(file), frame.GetFileLineNumber());
        }

        return null;
    }

    /// <summary><c>in line 4</c>, or <c>in line 4 of _names.csx</c> where that is no policy's own file.</summary>
    public string Words => File.StartsWith('_') ? $"in line {Line} of {File}" : $"in line {Line}";

    /// <summary><c>image-repo.csx(7)</c>.</summary>
    public override string ToString() => $"{File}({Line})";
}
