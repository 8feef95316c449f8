using System.Text.RegularExpressions;

namespace K8GuardScript.EndToEnd.Tests.Hostile;

/// <summary>A policy that means harm, and what must become of it.</summary>
/// <param name="Name">the file's name without its ending, and the policy's id</param>
/// <param name="Fate">what must become of it</param>
/// <param name="Text">the whole script</param>
internal sealed partial record HostileScript(string Name, HostileFate Fate, string Text)
{
    /// <summary>
    /// Reads a file of them: <c>### name: fate</c> before each; a text that does not start with <c>@whole</c> is the body of a rule
    /// over every workload.
    /// </summary>
    public static IReadOnlyList<HostileScript> Read(string file, string canary)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Hostile", file)).Replace("@CANARY@", canary, StringComparison.Ordinal);
        return
        [
            .. Heading().Split(text).Skip(1).Chunk(3).Select(part =>
                new HostileScript(part[0], Enum.Parse<HostileFate>(part[1], ignoreCase: true), Whole(part[0], part[2].Trim()))),
        ];
    }

    private static string Whole(string name, string body) => body.StartsWith("@whole", StringComparison.Ordinal)
        ? body["@whole".Length..].TrimStart()
        : $$"""
            Policy("{{name}}", Severity.Low, "hostile");
            EachWorkload((w, found) =>
            {
            {{body}}
            });
            """;

    [GeneratedRegex("^### ([a-z-]+): ([a-z]+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
