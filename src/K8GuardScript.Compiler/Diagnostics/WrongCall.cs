using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler.Diagnostics;

/// <summary>An entry point or method called with other things than it takes.</summary>
internal static class WrongCall
{
    private const string Defaults =
        "the default is a text, a number, `true` or `false`, a duration such as `Days(7)`, `new[] { \"texts\" }` or `new Dictionary<string, string>()`";

    public static Explanation? Explain(Mistake mistake)
    {
        if (mistake.Around<InvocationExpressionSyntax>() is not { } call) return null;
        var name = call.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            _ => "",
        };
        return name switch
        {
            "Violation" => OfViolation(call, mistake),
            "Policy" => new Explanation(
                "write `Policy(\"id\", Severity.Medium, \"what holds where nothing is wrong\")`", "`Policy` takes an id, a severity and a title"),
            "Setting" => OfSetting(call, mistake),
            "Count" => new Explanation(
                $"write `{Receiver(call)}.Count`, or `{Receiver(call)}.Count(item => ...)`", "`Count` takes nothing, or a condition"),
            "Each" => OfEach(call),
            "OlderThan" or "Within" => OfTime(call, name),
            "List" or "Find" when call.Expression.ToString().StartsWith("Cluster.", StringComparison.Ordinal) => OfLookUp(name),
            _ => OfText(call, name, mistake),
        };
    }

    // the compiler tries what `System` has for spans, and speaks of that
    private static Explanation? OfText(InvocationExpressionSyntax call, string name, Mistake mistake) =>
        call.Expression is MemberAccessExpressionSyntax access
        && mistake.TypeOf(access.Expression) is { } type && SdkTypes.IsText(type) && type.GetMembers(name).IsEmpty
        && MissingMember.OfString(access, name) is { } hint
            ? new Explanation(hint, $"a text has no `{name}`")
            : null;

    // `OlderThan(time, "7d")`
    private static Explanation? OfTime(InvocationExpressionSyntax call, string name)
    {
        if (call.ArgumentList.Arguments is not [_, { Expression: LiteralExpressionSyntax literal }])
            return new Explanation($"write `{name}(time, Days(7))`", $"`{name}` takes a time and a duration");
        var text = literal.Token.ValueText;
        var number = string.Concat(text.TakeWhile(char.IsAsciiDigit));
        var unit = text[number.Length..] switch { "h" => "Hours", "m" => "Minutes", "s" => "Seconds", _ => "Days" };
        return new Explanation($"write `{unit}({(number.Length > 0 ? number : "7")})`", $"`{literal}` is no duration, and `{name}` takes one");
    }

    private static Explanation OfLookUp(string name) => name == "List"
        ? new Explanation(
            "write `Cluster.List<Deployment>()` or `Cluster.List(\"group/v1\", \"Kind\")`, both with a namespace behind if you like",
            "`List` takes a kind, or an API version and a kind")
        : new Explanation(
            "write `Cluster.Find<Secret>(ns, name)` or `Cluster.Find(\"group/v1\", \"Kind\", ns, name)`", "`Find` takes a kind and a name");

    private static Explanation OfViolation(InvocationExpressionSyntax call, Mistake mistake)
    {
        const string Message = "`Violation` takes a place and a message";
        var arguments = call.ArgumentList.Arguments;
        var entry = arguments.Select(argument => argument.Expression).OfType<ElementAccessExpressionSyntax>()
            .FirstOrDefault(access => SdkTypes.IsMap(mistake.TypeOf(access.Expression)));
        if (entry is not null)
        {
            var at = $"{entry.Expression}.At({entry.ArgumentList.Arguments})";
            return new Explanation($"write `found.Violation({at}, \"message\")`: a value does not know its place, `{at}` does", Message);
        }

        var place = arguments.Select(argument => argument.Expression).OfType<MemberAccessExpressionSyntax>().FirstOrDefault();
        if (place is null)
            return new Explanation("write `found.Violation(c[\"image\"], \"message\")`: first where, then what is wrong", Message);
        var field = place.Name.Identifier.ValueText;
        var where = $"{place.Expression}[\"{char.ToLowerInvariant(field[0])}{field[1..]}\"]";
        return new Explanation($"write `found.Violation({where}, \"message\")`: a value does not know its place, `{where}` does", Message);
    }

    private static Explanation OfSetting(InvocationExpressionSyntax call, Mistake mistake)
    {
        if (call.ArgumentList.Arguments.Count != 3)
            return new Explanation(
                "write `Setting(\"name\", 5, \"what it is for\")`", "`Setting` takes a name, a default and a description");
        var type = mistake.TypeOf(call.ArgumentList.Arguments[1].Expression);
        return new Explanation(Defaults, $"a setting can't be {SdkTypes.Words(type)}");
    }

    private static Explanation OfEach(InvocationExpressionSyntax call) =>
        call.Expression is GenericNameSyntax { TypeArgumentList.Arguments: [var type] }
            ? new Explanation("use a kind, as in `Each<Deployment>`; containers have `EachContainer`", $"`{type}` is no kind of object")
            : new Explanation("name the kind: `Each<Deployment>((d, found) => ...)`", "`Each` is not told which kind");

    private static string Receiver(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax access ? access.Expression.ToString() : "list";
}
