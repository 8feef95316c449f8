using System.Text;
using K8GuardScript.Compiler.Gates.Limits;
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
            return new ScriptProblem(file, 1, 1, "K8G001", tooLarge, true, "put what several policies need into `_NAME.csx`, and `#load` it");
        }

        if (NestingScan.Find(text, MaxNesting) is not { } found) return null;
        var place = SourceText.From(text).Lines.GetLinePosition(found.Offset);
        var (code, message, hint) = Words(found.Excess);
        return new ScriptProblem(file, place.Line + 1, place.Character + 1, code, message, true, hint);
    }

    private static (string Code, string Message, string Hint) Words(ScanExcess excess) => excess switch
    {
        ScanExcess.Nesting => (
            "K8G002", $"more than {MaxNesting} brackets are open here", "move some of it into functions"),
        ScanExcess.Holes => (
            "K8G002", $"more than {NestingScan.MostHoles} interpolated texts are inside each other", "give the inner ones names of their own"),
        ScanExcess.Chain => (
            "K8G005", $"one statement has more than {ChainCount.MostInChain} words and signs", "cut it into several statements, or use a list"),
        ScanExcess.Angles => (
            "K8G005", $"one statement has more than {ChainCount.MostAngles} `<` without `>`", "cut it into several statements"),
        ScanExcess.Tokens => (
            "K8G006", $"the file has more than {ChainCount.MostTokens} words and signs", "split it into several policies, or use a setting"),
        _ => ("K8G007", $"a name or a number has more than {ChainCount.LongestWord} characters", "make it shorter"),
    };
}
