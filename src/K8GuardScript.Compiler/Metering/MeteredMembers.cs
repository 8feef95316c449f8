namespace K8GuardScript.Compiler.Metering;

/// <summary>
/// Members of the base library whose work is not bounded by the script's length: what they cost depends on a text, a list, a number
/// or a pattern. A member of a type named here that does not stand here does an amount of work that is bounded by the longest
/// text, whatever it is called with, and the meter's slices shrink where such work is slow; anything else the gates refuse.
/// </summary>
internal static class MeteredMembers
{
    /// <summary>What a constructor is called in the table.</summary>
    public const string Constructor = ".ctor";

    private const string List = "System.Collections.Generic.List";
    private const string Set = "System.Collections.Generic.HashSet";
    private const string Map = "System.Collections.Generic.Dictionary";

    private static readonly Dictionary<string, Treatment> Table = Build();
    private static readonly HashSet<string> MemberNames = [.. Table.Keys.Select(key => key[(key.LastIndexOf('.') + 1)..])];

    /// <summary>The members that no emitted assembly may name, each as <c>System.String.Concat</c>.</summary>
    public static IEnumerable<string> Replaced =>
        Table.Where(entry => entry.Value.HasFlag(Treatment.Stand)).Select(entry => entry.Key);

    /// <summary>True when some member in the table is called like this.</summary>
    public static bool Names(string member) => MemberNames.Contains(member);

    /// <summary>How a member is metered.</summary>
    /// <param name="type">full name, without type parameters: <c>System.Collections.Generic.List</c></param>
    /// <param name="member">its name</param>
    public static Treatment Of(string type, string member) => Table.GetValueOrDefault($"{type}.{member}");

    private static Dictionary<string, Treatment> Build()
    {
        var table = new Dictionary<string, Treatment>(StringComparer.Ordinal);

        // a text is at most a million characters long, and so is what these give: one pass
        Add("System.String", Treatment.Receiver | Treatment.Searches, "Contains IndexOf IndexOfAny LastIndexOf LastIndexOfAny Split Trim "
            + "TrimStart TrimEnd");
        Add(
            "System.String",
            Treatment.Receiver,
            "Substring ToUpper ToUpperInvariant ToLower ToLowerInvariant ToCharArray Remove Normalize IsNormalized Insert");
        Add("System.String", Treatment.Receiver | Treatment.Widths, "PadLeft PadRight");
        Add("System.String", Treatment.Stand, "Replace ReplaceLineEndings Concat Join .ctor");

        // one pass over the items
        Add(List, Treatment.Receiver, "Insert RemoveAt RemoveRange RemoveAll Reverse ToArray GetRange Find FindAll FindIndex FindLast "
            + "FindLastIndex Exists TrueForAll ForEach ConvertAll CopyTo Clear Slice TrimExcess");
        Add(List, Treatment.Receiver | Treatment.Items, "AddRange InsertRange");
        Add(List, Treatment.Stand, "Contains IndexOf LastIndexOf Remove Sort");
        Add(List, Treatment.Sizes | Treatment.Items, ".ctor EnsureCapacity");

        // a look-up is one hash; these are one for each item
        Add(Set, Treatment.Receiver | Treatment.Items, "UnionWith ExceptWith IntersectWith SymmetricExceptWith IsSubsetOf IsSupersetOf "
            + "IsProperSubsetOf IsProperSupersetOf Overlaps SetEquals");
        Add(Set, Treatment.Receiver, "Clear RemoveWhere CopyTo TrimExcess");
        Add(Set, Treatment.Sizes | Treatment.Items, ".ctor EnsureCapacity");
        Add(Map, Treatment.Receiver, "Clear TrimExcess");
        Add(Map, Treatment.Stand, "ContainsValue");
        Add(Map, Treatment.Sizes | Treatment.Items, ".ctor EnsureCapacity");
        foreach (var line in new[] { "System.Collections.Generic.Queue", "System.Collections.Generic.Stack" })
        {
            Add(line, Treatment.Receiver, "Clear ToArray CopyTo TrimExcess");
            Add(line, Treatment.Stand, "Contains");
            Add(line, Treatment.Sizes | Treatment.Items, ".ctor EnsureCapacity");
        }

        Add("System.Collections.Generic.ICollection", Treatment.Stand, "Contains");
        Add("System.Collections.Generic.IList", Treatment.Stand, "IndexOf");
        Add("System.Collections.Generic.IReadOnlySet", Treatment.Items, "IsSubsetOf IsSupersetOf Overlaps SetEquals");
        Add("System.Array", Treatment.Arguments, "Reverse Copy Clear Fill Exists Find FindAll FindIndex FindLast FindLastIndex TrueForAll "
            + "ForEach ConvertAll");
        Add("System.Array", Treatment.Stand, "IndexOf LastIndexOf Sort");
        Add("System.Array", Treatment.Sizes, "Resize");
        Add("System.MemoryExtensions", Treatment.Stand, "Contains IndexOf");

        // each search is bounded by its time-out, and each match is charged with what is left of the text
        Add("System.Text.RegularExpressions.Regex", Treatment.Stand, "IsMatch Match Matches Count Split Replace .ctor");
        Add("System.Text.RegularExpressions.Regex", Treatment.Arguments, "Escape Unescape");
        Add("System.Text.RegularExpressions.Match", Treatment.Stand, "NextMatch Result");
        Add("System.Text.RegularExpressions.Capture", Treatment.Receiver, "Value ToString");
        return table;

        void Add(string type, Treatment treatment, string members)
        {
            foreach (var member in members.Split(' ')) table.Add($"{type}.{member}", treatment);
        }
    }
}
