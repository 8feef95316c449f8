using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace K8GuardScript.Compiler;

/// <summary>What is refused before the parser sees it, because a parser can be made to die of it.</summary>
internal static class ScriptLimits
{
    public const int MaxBytes = 64 * 1024;
    public const int MaxNesting = 200;
    public const int MaxLoadedFiles = 32;

    /// <summary>The reason to refuse this text; null if it is small and flat enough.</summary>
    public static ScriptProblem? Check(string file, string text)
    {
        if (text.Length > MaxBytes || Encoding.UTF8.GetByteCount(text) > MaxBytes)
        {
            var tooLarge = $"the file has more than {MaxBytes / 1024} KiB: split it into several policies";
            return new ScriptProblem(file, 1, 1, "K8G001", tooLarge, true);
        }

        if (NestingScan.DeeperThan(MaxNesting, text) is not { } offset) return null;
        var place = SourceText.From(text).Lines.GetLinePosition(offset);
        return new ScriptProblem(
            file,
            place.Line + 1,
            place.Character + 1,
            "K8G002",
            $"more than {MaxNesting} brackets are open here: move some of it into functions",
            true);
    }
}
