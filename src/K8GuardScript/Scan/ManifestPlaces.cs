using System.Globalization;

namespace K8GuardScript.Scan;

/// <summary>Where the values of one document stand in its file. Filled while the document is read, then only asked.</summary>
internal sealed class ManifestPlaces
{
    private readonly List<Entry> entries = [];

    /// <summary>Notes a value; what lies below it is added before its next sibling.</summary>
    /// <param name="parent">what <see cref="Add"/> gave for the parent; -1 for the document itself</param>
    /// <param name="name">the key under which the parent holds it; null for an item of a list</param>
    /// <param name="index">the position in the list, from 0</param>
    /// <param name="line">from 1</param>
    /// <param name="column">from 1</param>
    public int Add(int parent, string? name, int index, long line, long column)
    {
        entries.Add(new Entry(parent, name, index, (int)line, (int)column));
        return entries.Count - 1;
    }

    /// <summary>Line and column of a value.</summary>
    public (int Line, int Column) Of(int entry) => (entries[entry].Line, entries[entry].Column);

    /// <summary>The member of a map, or -1.</summary>
    public int Member(int parent, string name)
    {
        foreach (var child in Children(parent))
        {
            if (entries[child].Name == name) return child;
        }

        return -1;
    }

    /// <summary>What lies directly below a value, in its order; one walk over all that lies below.</summary>
    public IEnumerable<int> Children(int parent)
    {
        // what lies below was added right behind, so the first entry of an earlier parent ends it
        for (var at = parent + 1; at < entries.Count && entries[at].Parent >= parent; at++)
        {
            if (entries[at].Parent == parent) yield return at;
        }
    }

    /// <summary>Line and column of the place that a finding names; of an absent one, those of the nearest parent that is there.</summary>
    /// <param name="root">the object, as <see cref="Add"/> gave it</param>
    /// <param name="path">the exact path: <c>spec.containers[0].image</c>, <c>metadata.labels["a.b/c"]</c></param>
    public (int Line, int Column) Find(int root, string path)
    {
        var at = root;
        foreach (var step in StepsOf(path))
        {
            var next = step.Name is null ? Item(at, step.Index) : Member(at, step.Name);
            if (next < 0) break;
            at = next;
        }

        return Of(at);
    }

    private int Item(int parent, int index)
    {
        foreach (var child in Children(parent))
        {
            if (entries[child].Name is null && entries[child].Index == index) return child;
        }

        return -1;
    }

    private static IEnumerable<(string? Name, int Index)> StepsOf(string path)
    {
        for (var at = 0; at < path.Length;)
        {
            var start = path[at] == '.' ? at + 1 : at;
            if (path[at] != '[')
            {
                var end = path.AsSpan(start).IndexOfAny('.', '[');
                at = end < 0 ? path.Length : start + end;
                yield return (path[start..at], 0);
            }
            else if (at + 1 < path.Length && path[at + 1] == '"')
            {
                yield return (Quoted(path, at + 2, out at), 0);
            }
            else
            {
                var end = path.IndexOf(']', at);
                if (end < 0 || !int.TryParse(path.AsSpan(at + 1, end - at - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index)) yield break;
                at = end + 1;
                yield return (null, index);
            }
        }
    }

    private static string Quoted(string path, int start, out int after)
    {
        var text = new System.Text.StringBuilder();
        var at = start;
        for (; at < path.Length && path[at] != '"'; at++)
        {
            if (path[at] == '\\' && at + 1 < path.Length) at++;
            text.Append(path[at]);
        }

        after = Math.Min(path.Length, at + 2);
        return text.ToString();
    }

    private readonly record struct Entry(int Parent, string? Name, int Index, int Line, int Column);
}
