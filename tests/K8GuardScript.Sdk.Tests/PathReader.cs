using System.Globalization;
using System.Text;
using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Tests;

/// <summary>Follows an exact path, as a reader of a finding would.</summary>
internal static class PathReader
{
    public static Field Follow(Field from, string path)
    {
        for (var at = 0; at < path.Length;)
        {
            if (path[at] == '.') at++;
            if (path[at] != '[')
            {
                var end = path.AsSpan(at).IndexOfAny('.', '[') is var length and >= 0 ? at + length : path.Length;
                from = from[path[at..end]];
                at = end;
            }
            else if (path[at + 1] == '"')
            {
                from = from[Quoted(path, at + 2, out at)];
            }
            else
            {
                var end = path.IndexOf(']', at);
                from = from[int.Parse(path.AsSpan(at + 1, end - at - 1), CultureInfo.InvariantCulture)];
                at = end + 1;
            }
        }

        return from;
    }

    private static string Quoted(string path, int from, out int behind)
    {
        var name = new StringBuilder();
        for (behind = from; path[behind] != '"'; behind++)
        {
            if (path[behind] == '\\') behind++;
            name.Append(path[behind]);
        }

        behind += 2;
        return name.ToString();
    }
}
