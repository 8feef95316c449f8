using System.Globalization;
using System.Text.RegularExpressions;
using K8GuardScript.Sdk.Objects;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace K8GuardScript.Core.Cases;

/// <summary>
/// Reads the examples beside a policy, <c>NAME.cases.yaml</c>:
/// <code>
/// cases:
///   - name: an image from elsewhere
///     object: { apiVersion: v1, kind: Pod, ... }       # what is judged
///     cluster: [ { apiVersion: v1, kind: Node, ... } ] # optional: other objects, for look-ups; the object itself is found as well
///     now: 2026-11-22T12:00:00Z                        # optional: the instant of the evaluation, otherwise 2026-01-01T00:00:00Z
///     settings: { allowed: [registry.example.com/] }   # optional: otherwise the defaults
///     expect:                                          # or none; or unknown, where a look-up has no answer
///       - path: spec.containers[0].image
///         message: not from an approved registry       # optional: a regular expression
///         subject: quota                               # optional: what the rule named
///         on: Deployment/shop/web                      # where the finding is on another object; without `path` it is on all of it
/// </code>
/// </summary>
internal sealed class CasesFile
{
    private readonly string file;
    private readonly List<string> problems = [];

    private CasesFile(string file) => this.file = file;

    /// <param name="text">the file's text</param>
    /// <param name="file">its name, for messages</param>
    /// <exception cref="CasesFormatException">everything that is wrong with it</exception>
    public static IReadOnlyList<PolicyCase> Parse(string text, string file)
    {
        var reader = new CasesFile(file);
        var cases = reader.Read(text);
        return reader.problems.Count == 0 ? cases : throw new CasesFormatException(string.Join(Environment.NewLine, reader.problems));
    }

    private List<PolicyCase> Read(string text)
    {
        var cases = new List<PolicyCase>();
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            problems.Add($"{file}(1,1): this is no text: it holds a NUL character");
            return cases;
        }

        try
        {
            var yaml = new YamlStream();
            yaml.Load(new BoundedYaml(text));
            if (yaml.Documents is not [{ RootNode: YamlMappingNode root }] || Child(root, "cases") is not YamlSequenceNode list)
            {
                problems.Add($"{file}(1,1): a cases file is one map with the list `cases`");
                return cases;
            }

            OnlyKeys(root, "cases");
            foreach (var node in list)
            {
                if (ReadCase(node) is { } read) cases.Add(read);
            }

            foreach (var twice in cases.GroupBy(one => one.Name).Where(group => group.Count() > 1))
                problems.Add($"{twice.Last().Place}: there are two cases `{twice.Key}`");
        }
        catch (YamlException malformed)
        {
            var start = malformed.Start;
            var place = string.Create(CultureInfo.InvariantCulture, $"{file}({Math.Max(1, start.Line)},{Math.Max(1, start.Column)})");
            problems.Add($"{place}: not valid YAML: {malformed.Message.ReplaceLineEndings(" ").Trim().TrimEnd('.')}");
        }

        return cases;
    }

    private PolicyCase? ReadCase(YamlNode node)
    {
        if (node is not YamlMappingNode map)
        {
            Problem(node, "a case is a map with `name`, `object` and `expect`");
            return null;
        }

        OnlyKeys(map, "name", "object", "cluster", "settings", "now", "expect");
        var name = (Child(map, "name") as YamlScalarNode)?.Value;
        if (string.IsNullOrWhiteSpace(name)) Problem(map, "the case has no `name`");
        if (Child(map, "object") is not { } target) Problem(map, "the case has no `object`");
        else if (ReadObject(target) is { } read && Child(map, "expect") is { } expect)
        {
            var isUnknown = expect is YamlScalarNode { Value: "unknown" };
            return new PolicyCase(
                name ?? "",
                YamlPlace.Of(map, file),
                read,
                ReadCluster(Child(map, "cluster")),
                SettingYaml.Read(Child(map, "settings"), file),
                isUnknown ? [] : ReadExpect(expect),
                isUnknown,
                ReadNow(Child(map, "now")));
        }

        if (Child(map, "expect") is null) Problem(map, "the case has no `expect`: findings, `none` or `unknown`");
        return null;
    }

    private DateTimeOffset ReadNow(YamlNode? node)
    {
        if (node is null) return PolicyCase.DefaultNow;
        var text = (node as YamlScalarNode)?.Value;
        if (DateTimeOffset.TryParseExact(
            text, "yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var now)) return now;
        Problem(node, "`now` is an instant such as `2026-11-22T12:00:00Z`");
        return PolicyCase.DefaultNow;
    }

    private List<KubeObject> ReadCluster(YamlNode? node)
    {
        if (node is null) return [];
        if (node is not YamlSequenceNode list)
        {
            Problem(node, "`cluster` is a list of objects");
            return [];
        }

        return [.. list.Select(ReadObject).OfType<KubeObject>()];
    }

    private List<ExpectedFinding> ReadExpect(YamlNode node)
    {
        if (node is YamlScalarNode { Value: "none" }) return [];
        var expected = new List<ExpectedFinding>();
        foreach (var item in node as YamlSequenceNode ?? [])
        {
            var on = (Child(item, "on") as YamlScalarNode)?.Value;
            var path = (Child(item, "path") as YamlScalarNode)?.Value ?? (on is null ? null : "");
            if (item is not YamlMappingNode map || path is null)
            {
                Problem(item, "an expected finding is a map with `path`, and maybe `message`, `subject` and `on`");
                continue;
            }

            OnlyKeys(map, "path", "message", "subject", "on");
            expected.Add(new ExpectedFinding(path, ReadPattern(ReadText(map, "message")), ReadText(map, "subject")?.Value, on));
        }

        if (node is not YamlSequenceNode { Children.Count: > 0 }) Problem(node, "`expect` is a list of findings, `none` or `unknown`");
        return expected;
    }

    private YamlScalarNode? ReadText(YamlMappingNode map, string key)
    {
        if (Child(map, key) is not { } node) return null;
        if (node is not YamlScalarNode) Problem(node, $"`{key}` is a text");
        return node as YamlScalarNode;
    }

    private string? ReadPattern(YamlScalarNode? node)
    {
        var pattern = node?.Value;
        try
        {
            if (pattern is not null) _ = new Regex(pattern, RegexOptions.NonBacktracking);
        }
        catch (Exception wrong) when (wrong is ArgumentException or NotSupportedException)
        {
            Problem(node!, $"`message` is no regular expression that can be used here: {wrong.Message}");
        }

        return pattern;
    }

    private KubeObject? ReadObject(YamlNode node)
    {
        var apiVersion = (Child(node, "apiVersion") as YamlScalarNode)?.Value;
        var kind = (Child(node, "kind") as YamlScalarNode)?.Value;
        if (string.IsNullOrEmpty(apiVersion) || string.IsNullOrEmpty(kind))
        {
            Problem(node, "an object is a map with `apiVersion` and `kind`");
            return null;
        }

        try
        {
            return KubeObject.Parse(KubeYaml.ToJson(node), apiVersion, kind);
        }
        catch (ObjectFormatException wrong)
        {
            Problem(node, $"this can be no object: {wrong.Message}");
            return null;
        }
    }

    private void OnlyKeys(YamlMappingNode map, params string[] known)
    {
        foreach (var key in map.Children.Keys.OfType<YamlScalarNode>().Where(key => !known.Contains(key.Value)))
            Problem(key, $"there is no `{key.Value}` here, only {string.Join(", ", known.Select(name => $"`{name}`"))}");
    }

    private void Problem(YamlNode node, string message) => problems.Add($"{YamlPlace.Of(node, file)}: {message}");

    private static YamlNode? Child(YamlNode node, string key) =>
        node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;
}
