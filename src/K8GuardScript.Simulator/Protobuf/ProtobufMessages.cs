using System.Globalization;
using System.Reflection;

namespace K8GuardScript.Simulator.Protobuf;

/// <summary>
/// The messages of the built-in kinds (Kubernetes 1.36), from the embedded <c>fields.txt</c>; <c>extract-fields.py</c> beside it makes
/// it anew and tells its notation.
/// </summary>
internal static class ProtobufMessages
{
    private static readonly Lazy<Dictionary<string, Dictionary<int, ProtobufField>>> All = new(Load);

    /// <summary>Null for a message that is not known.</summary>
    public static IReadOnlyDictionary<int, ProtobufField>? Find(string message) => All.Value.GetValueOrDefault(message);

    /// <summary>The message of a kind, such as <c>apps.v1.Deployment</c>.</summary>
    public static string NameOf(string apiVersion, string kind)
    {
        if (apiVersion.Split('/') is not [var group, var version]) return $"core.{apiVersion}.{kind}";
        return $"{group.Split('.')[0]}.{version}.{kind}";
    }

    private static Dictionary<string, Dictionary<int, ProtobufField>> Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("fields.txt")!;
        using var reader = new StreamReader(stream);
        var messages = new Dictionary<string, Dictionary<int, ProtobufField>>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(' ');
            messages[cells[0]] = cells.Skip(1).Select(cell => cell.Split(':'))
                .ToDictionary(parts => int.Parse(parts[0], CultureInfo.InvariantCulture), parts => FieldOf(parts[1], parts[2]));
        }

        return messages;
    }

    private static ProtobufField FieldOf(string name, string type) =>
        new(name, type.TrimStart('*', '%', '!', '+'), type[0] == '*', type[0] == '%', type[0] == '!', type[0] == '+');
}
