using System.CommandLine;

namespace K8GuardScript.Verbs;

/// <summary>The option <c>-o</c>, which names the form of what a verb prints.</summary>
internal static class OutputOption
{
    /// <param name="default">the form for people</param>
    /// <param name="others">the forms for machines</param>
    public static Option<string> Create(string @default, params string[] others)
    {
        string[] known = [@default, .. others];
        return new Option<string>("--output", "-o")
        {
            Description = $"the form of the output: {string.Join(", ", known)}",
            HelpName = "FORM",
            DefaultValueFactory = _ => @default,
            CustomParser = result =>
            {
                var typed = result.Tokens[0].Value;
                if (known.Contains(typed, StringComparer.Ordinal)) return typed;
                result.AddError($"`-o` is `{typed}`: expected {string.Join(" or ", known.Select(form => $"`{form}`"))}");
                return @default;
            },
        };
    }
}
