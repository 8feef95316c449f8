using System.Globalization;

namespace K8GuardScript.Scripts;

/// <summary>Why a version of a script can't be used.</summary>
/// <param name="File">the file, or the settings file that its settings come from</param>
/// <param name="Line">from 1; null if it can't be told</param>
/// <param name="Column">from 1; null if it can't be told</param>
/// <param name="Code">the compiler's code, or null</param>
/// <param name="Message">for people</param>
/// <param name="Hint">what to write instead, for people; null if nothing is known to help</param>
internal sealed record ScriptError(string File, int? Line, int? Column, string? Code, string Message, string? Hint = null)
{
    /// <summary>The form that editors parse: <c>image-repo.csx(3,7): error CS0103: ...</c>.</summary>
    public override string ToString()
    {
        var place = (Line, Column) switch
        {
            ({ } line, { } column) => string.Create(CultureInfo.InvariantCulture, $"({line},{column})"),
            ({ } line, null) => string.Create(CultureInfo.InvariantCulture, $"({line})"),
            _ => "",
        };
        return $"{File}{place}: error{(Code is null ? "" : $" {Code}")}: {Message}";
    }

    /// <summary>Reads <c>file(line)</c> or <c>file(line,column)</c>.</summary>
    /// <param name="place">the place; empty if it is not known</param>
    /// <param name="file">the file to name then</param>
    /// <param name="message">for people</param>
    public static ScriptError At(string place, string file, string message)
    {
        var open = place.LastIndexOf('(');
        if (open < 0 || !place.EndsWith(')')) return new ScriptError(file, null, null, null, message);

        var numbers = place[(open + 1)..^1].Split(',');
        return new ScriptError(place[..open], Number(numbers, 0), Number(numbers, 1), null, message);
    }

    private static int? Number(string[] numbers, int index) =>
        index < numbers.Length && int.TryParse(numbers[index], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
