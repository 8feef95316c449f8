using System.CommandLine;
using System.Globalization;

namespace K8GuardScript.Verbs;

/// <summary>Options that take a number within bounds.</summary>
internal static class NumberOption
{
    /// <param name="name">with its dashes</param>
    /// <param name="description">what it is for</param>
    /// <param name="usual">the value where it is left out</param>
    /// <param name="least">the least that makes sense</param>
    /// <param name="most">the most</param>
    public static Option<int> Whole(string name, string description, int usual, int least, int most) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            var typed = result.Tokens[0].Value;
            if (int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"`{name}` is `{typed}`: expected a whole number from {least} to {most}"));
            return usual;
        },
    };

    /// <param name="name">with its dashes</param>
    /// <param name="description">what it is for</param>
    /// <param name="usual">the value where it is left out</param>
    /// <param name="most">the most that makes sense; the least is 0</param>
    public static Option<double> Real(string name, string description, double usual, double most) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            var typed = result.Tokens[0].Value;
            if (double.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= most) return number;
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"`{name}` is `{typed}`: expected a number from 0 to {most}"));
            return usual;
        },
    };
}
