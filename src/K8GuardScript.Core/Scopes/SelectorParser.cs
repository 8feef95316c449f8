using System.Globalization;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Scopes;

/// <summary>
/// Reads a label selector in the words of <c>labels.Parse</c> of k8s.io/apimachinery: <c>env in (prod, stage), team=ml, !legacy,
/// tier notin (x), a!=b, size&gt;3</c>. An empty element of a set is the empty value, as there; an empty selector is an error here.
/// </summary>
internal sealed class SelectorParser
{
    /// <summary>Longer ones are refused.</summary>
    public const int MostCharacters = 10_000;

    private const int MostProblems = 10;

    private readonly string text;
    private readonly IReadOnlyList<SelectorToken> tokens;
    private readonly List<string> problems = [];
    private int at;
    private int start;

    private SelectorParser(string text)
    {
        this.text = text;
        tokens = SelectorToken.Of(text);
    }

    /// <summary>Reads a selector; every requirement that is wrong is told.</summary>
    public static SelectorReading Parse(string text)
    {
        if (text.Length > MostCharacters)
        {
            var tooLong = string.Create(CultureInfo.InvariantCulture, $"it has {text.Length} characters: at most {MostCharacters} are read");
            return new SelectorReading(null, [tooLong]);
        }

        if (string.IsNullOrWhiteSpace(text))
            return new SelectorReading(null, ["it is empty: name labels, as in `env in (prod, stage)`, or leave it out to take all"]);
        return new SelectorParser(text).Read();
    }

    private SelectorToken Next => tokens[at];

    private SelectorReading Read()
    {
        var requirements = new List<LabelRequirement>();
        while (problems.Count < MostProblems)
        {
            start = at;
            if (ReadRequirement() is { } requirement) requirements.Add(requirement);
            else SkipRequirement();
            if (Next.IsEnd) break;

            // a comma, as a requirement ends there
            at++;
        }

        return problems.Count == 0 ? new SelectorReading(new LabelSelector(requirements), []) : new SelectorReading(null, problems);
    }

    private LabelRequirement? ReadRequirement()
    {
        var isUnwanted = Take("!");
        if (!Next.IsWord)
        {
            var found = Next.IsEnd ? "nothing" : $"`{Next.Text}`";
            var where = at == start ? at == 0 ? "" : " after `,`" : " after `!`";
            return Wrong($"expected a label's name{where}, and found {found}");
        }

        var key = tokens[at++].Text;
        if (LabelSyntax.WrongKey(key) is { } wrongKey) return Wrong($"`{PlainText.Clean(key, 100)}` is no label: {wrongKey}");
        if (isUnwanted) return Ended(new LabelRequirement(key, LabelOperator.DoesNotExist, []));
        var sign = Next.Text;
        switch (sign)
        {
            case "" or ",":
                return new LabelRequirement(key, LabelOperator.Exists, []);
            case "in" or "notin":
                at++;
                return ReadSet(sign) is { } values ? Ended(new LabelRequirement(key, sign == "in" ? LabelOperator.In : LabelOperator.NotIn, values)) : null;
            case "=" or "==":
                return ReadExact(key, LabelOperator.In);
            case "!=":
                return ReadExact(key, LabelOperator.NotIn);
            case ">" or "<":
                return ReadBound(key, sign == ">" ? LabelOperator.GreaterThan : LabelOperator.LessThan);
            default:
                return Wrong($"`{PlainText.Clean(sign, 100)}` is no operator: write `=`, `!=`, `in (…)`, `notin (…)`, `>` or `<` after `{key}`");
        }
    }

    private LabelRequirement? ReadExact(string key, LabelOperator @operator)
    {
        at++;

        // INVARIANT: as in Kubernetes, `a=` wants the empty value.
        var value = Next.IsWord ? tokens[at++].Text : "";
        return IsValue(value) ? Ended(new LabelRequirement(key, @operator, [value])) : null;
    }

    private LabelRequirement? ReadBound(string key, LabelOperator @operator)
    {
        var sign = tokens[at++].Text;
        var value = Next.IsWord ? tokens[at++].Text : "";
        return long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? Ended(new LabelRequirement(key, @operator, [value]))
            : Wrong($"expected a whole number after `{sign}`, as in `{key}{sign}3`");
    }

    private List<string>? ReadSet(string word)
    {
        var example = word == "in" ? "env in (prod, stage)" : "env notin (prod, stage)";
        if (!Take("(")) return Wrong<List<string>>($"expected `(` after `{word}`, as in `{example}`");
        if (Next.Text == ")") return Wrong<List<string>>($"`{word}` needs at least one value, as in `{example}`");
        var values = new SortedSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var value = Next.IsWord ? tokens[at++].Text : "";
            if (!IsValue(value)) return null;
            values.Add(value);
            if (Take(")")) return [.. values];
            if (Take(",")) continue;
            return Wrong<List<string>>(Next.IsEnd
                ? $"`)` is missing, as in `{example}`; within `{{ }}` or `[ ]` of YAML the whole selector must be quoted"
                : $"expected `,` or `)`, and found `{PlainText.Clean(Next.Text, 100)}`");
        }
    }

    private bool IsValue(string value)
    {
        if (LabelSyntax.WrongValue(value) is not { } wrong) return true;
        Wrong($"`{PlainText.Clean(value, 100)}` is no label's value: {wrong}");
        return false;
    }

    private LabelRequirement? Ended(LabelRequirement requirement) => Next.IsEnd || Next.Text == ","
        ? requirement
        : Wrong($"expected `,` or the end after `{requirement}`, and found `{PlainText.Clean(Next.Text, 100)}`");

    // on to the comma after the requirement, past what stands in parentheses
    private void SkipRequirement()
    {
        var depth = 0;
        for (at = start; !Next.IsEnd && (depth > 0 || Next.Text != ","); at++)
        {
            if (Next.Text == "(") depth++;
            if (Next.Text == ")" && depth > 0) depth--;
        }
    }

    private bool Take(string sign)
    {
        if (Next.Text != sign) return false;
        at++;
        return true;
    }

    private LabelRequirement? Wrong(string message) => Wrong<LabelRequirement>(message);

    private T? Wrong<T>(string message)
        where T : class
    {
        var end = at;
        SkipRequirement();
        var from = tokens[start].Start;
        var what = PlainText.Clean(text[from..tokens[at].Start].Trim(), 100);
        problems.Add(what.Length == 0 ? message : $"`{what}`: {message}");
        at = end;
        return null;
    }
}
