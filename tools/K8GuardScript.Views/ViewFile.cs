using System.Globalization;
using System.Text;

namespace K8GuardScript.Views;

/// <summary>Writes one view.</summary>
internal sealed class ViewFile(ViewName view, ViewNames names, KeyNames keys)
{
    private const int LongestLine = 140;

    // these have a part that people write
    private static readonly HashSet<string> Parts = ["LabelSelector", "PodContainer"];

    private static readonly HashSet<string> Members = ["At", "Equals", "GetHashCode", "GetType", "ToString", "Exists"];

    /// <summary>Whether lists and fields can hold it, and nothing but its place makes it.</summary>
    public bool IsItem { get; init; } = true;

    public string Write(TypeDefinition type)
    {
        var fields = type.Properties.OrderBy(field => field.Key, StringComparer.Ordinal).ToList();
        var text = new StringBuilder();
        WriteHead(text, fields.Count > 0);
        foreach (var (key, field) in fields) WriteField(text, key, field);
        WriteTail(text, fields.Select(field => PropertyName(field.Key)).ToHashSet());
        return text.ToString();
    }

    private void WriteHead(StringBuilder text, bool hasFields)
    {
        var seams = !IsItem ? "IView" : view.Kind is null ? $"IItem<{view.Name}>, IView" : $"IKind<{view.Name}>, IView";
        var partial = Parts.Contains(view.Name) ? "partial " : "";
        var keysNamespace = hasFields ? "using K8GuardScript.Sdk.Objects.Generated;\n" : "";
        text.Append(CultureInfo.InvariantCulture, $$"""
            {{GeneratedFolder.FirstLine}}
            #nullable enable
            using K8GuardScript.Sdk.Fields;
            {{keysNamespace}}
            namespace {{view.Namespace}};

            /// <summary>The API's <c>{{view.Origin}}</c>. What is absent reads as absent all the way down.</summary>
            public readonly {{partial}}struct {{view.Name}} : {{seams}}
            {

            """);
        if (!IsItem) return;
        text.Append("    private readonly Field at;\n\n");
        text.Append(CultureInfo.InvariantCulture, $"    internal {view.Name}(Field at) => this.at = at;\n\n");
    }

    private void WriteField(StringBuilder text, string key, TypeDefinition field)
    {
        var reading = FieldReading.Of(field, names);
        text.Append(CultureInfo.InvariantCulture, $"    /// <summary><c>{key}</c>: {reading.Words}.</summary>\n");
        var call = reading.Call($"SchemaKey.{keys.Constant(key)}");
        var property = $"    public {reading.Type} {PropertyName(key)} => {call};";
        if (property.Length > LongestLine) property = $"    public {reading.Type} {PropertyName(key)} =>\n        {call};";
        text.Append(property).Append("\n\n");
    }

    private string PropertyName(string key)
    {
        var name = Words.Capital(key);
        return name == view.Name || Members.Contains(name) ? $"{name}Value" : name;
    }

    private void WriteTail(StringBuilder text, HashSet<string> taken)
    {
        text.Append("    /// <inheritdoc cref=\"Field.Exists\" />\n    public bool Exists => at.Exists;\n\n");
        if (!taken.Contains("Path")) text.Append("    /// <inheritdoc cref=\"Field.Path\" />\n    public string Path => at.Path;\n\n");
        text.Append("    /// <inheritdoc cref=\"Field.this[string]\" />\n    public Field this[string name] => at[name];\n\n");
        text.Append("    Field IView.Place => at;\n\n");
        if (view.Kind is { } kind)
        {
            text.Append(CultureInfo.InvariantCulture, $"    static string IKind<{view.Name}>.ApiVersion => \"{kind.ApiVersion}\";\n\n");
            text.Append(CultureInfo.InvariantCulture, $"    static string IKind<{view.Name}>.KindName => \"{kind.Kind}\";\n\n");
        }

        if (IsItem) text.Append(CultureInfo.InvariantCulture, $"    static {view.Name} IItem<{view.Name}>.From(Field item) => new(item);\n\n");
        text.Append(CultureInfo.InvariantCulture, $$"""
                /// <summary>True when the object is absent.</summary>
                public static bool operator ==({{view.Name}} view, Absent? _) => !view.Exists;

                /// <summary>True when the object is there.</summary>
                public static bool operator !=({{view.Name}} view, Absent? _) => view.Exists;

                /// <summary>True for a view of the same place in the same object.</summary>
                public override bool Equals(object? obj) => obj is {{view.Name}} other && at.Equals(other.at);

                /// <inheritdoc />
                public override int GetHashCode() => at.GetHashCode();

                /// <summary>The place, as <see cref="Field.Path"/>.</summary>
                public override string ToString() => at.Path;
            }

            """);
    }
}
