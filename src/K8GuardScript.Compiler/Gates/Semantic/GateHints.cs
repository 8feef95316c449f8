namespace K8GuardScript.Compiler.Gates.Semantic;

/// <summary>What to write instead of what is not there.</summary>
internal static class GateHints
{
    private const string Given = "a policy judges only what it is given: the object, its settings, and look-ups";
    private const string Clock = "`OlderThan(time, Days(7))` and `Within(time, Days(14))` are the only clock";
    private const string Pure = "the same object must give the same verdict each time: compute it from the object";

    private static readonly (string Start, string Hint)[] Starts =
    [
        ("System.IO.", Given),
        ("System.Net", Given),
        ("System.Environment.", Given),
        ("System.AppContext.", Given),
        ("System.AppDomain.", Given),
        ("System.Reflection.", "a policy can't ask about types"),
        ("System.Type.", "a policy can't ask about types"),
        ("System.Activator.", "use `new` with the type's name"),
        ("System.Object.GetType", "a policy can't ask about types: use a pattern, `x is Name`"),
        ("System.Object.", "write the type that it is: a value can't be kept as an `object`"),
        ("System.Threading.", "a rule runs on one thread and never waits"),
        ("System.Timers.", "rules run by themselves whenever something changes"),
        ("System.Random.", Pure),
        ("System.Guid.", Pure),
        ("System.GC.", "leave it out"),
        ("System.HashCode.", "a tuple `(a, b)` can be a key of a dictionary"),
        ("System.DateTime.", Clock),
        ("System.DateTimeOffset.", Clock),
        ("System.TimeProvider.", Clock),
        ("System.TimeZoneInfo.", "times are in UTC; a `Schedule` has a time zone"),
        ("System.String.Format", "write `$\"… {value} …\"`"),
        ("System.String.GetHashCode", "compare the texts with `==`"),
        ("System.String.", "write `$\"…\"`, or work with what `string` has here"),
        ("System.Text.StringBuilder.", "collect the parts in a `List<string>` and call `string.Join`"),
        ("System.Enum.HasFlag", "write `(value & flag) != 0`"),
        ("System.Enum.", "write a `switch` over the enum's values"),
        ("System.Linq.", "lists have `Where`, `Select`, `Any`… of their own"),
        ("System.Uri.", "cut the text, or use a `Regex`"),
        ("System.Lazy", "compute it once at the top of the script"),
        ("System.Collections.Concurrent.", "a rule runs on one thread: use `List` or `Dictionary`"),
        ("System.Collections.", "use `List`, `Dictionary`, `HashSet`, `Queue` or `Stack`"),
        ("System.Numerics.", "use `long`, `double` or `decimal`"),
        ("System.Exception.", "throw `new InvalidOperationException(\"what is wrong\")`"),
        ("System.Span", "use a list or an array"),
        ("System.Memory", "use a list or an array"),
        ("System.Func`", "a function value takes five parameters at most"),
        ("System.Action`", "a function value takes five parameters at most"),
        ("System.Delegate.", "call the function by its name"),
    ];

    /// <param name="type">the metadata name</param>
    /// <param name="member">the member; empty for the type itself</param>
    public static string For(string type, string member)
    {
        var name = $"{type}.{member}";
        return Array.Find(Starts, entry => name.StartsWith(entry.Start, StringComparison.Ordinal)).Hint
            ?? "docs/writing-policies.md tells what there is for policies";
    }
}
