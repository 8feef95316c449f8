using System.Text;

namespace K8GuardScript.Sdk.Objects;

/// <summary>
/// Writes where a place is: exactly, with list positions (<c>spec.containers[0].image</c>), or by the schema's list keys
/// (<c>spec.containers[name=app].image</c>), which stay the same when a list is reordered.
/// </summary>
internal static class ObjectPath
{
    /// <summary>The exact path; empty at the root.</summary>
    public static string Exact(Element? element, string? missing) => Write(element, missing, byKey: false);

    /// <summary>The path with list keys where the schema has some and the item tells its own, positions elsewhere.</summary>
    public static string ByKey(Element? element, string? missing) => Write(element, missing, byKey: true);

    private static string Write(Element? element, string? missing, bool byKey)
    {
        var chain = new Stack<Element>();
        for (var at = element; at?.Parent is not null; at = at.Parent) chain.Push(at);

        var path = new StringBuilder();
        foreach (var step in chain)
        {
            if (step.Name is { } name) AppendName(path, name);
            else if (byKey && ListKeys.Of(step) is { } key) path.Append('[').Append(key).Append(']');
            else path.Append('[').Append(step.Index).Append(']');
        }

        if (missing is not null) AppendName(path, missing);
        return path.ToString();
    }

    private static void AppendName(StringBuilder path, string name)
    {
        if (!IsPlain(name))
        {
            path.Append("[\"").Append(name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal))
                .Append("\"]");
            return;
        }

        if (path.Length > 0) path.Append('.');
        path.Append(name);
    }

    private static bool IsPlain(string name)
    {
        if (name.Length == 0) return false;
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-' or '$')) return false;
        }

        return true;
    }
}
