using System.Globalization;
using System.Reflection;
using System.Text.Json;
using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Tests.Views;

/// <summary>Reads an object through its view and as plain JSON, and tells where the two differ.</summary>
internal sealed class ViewComparison
{
    /// <summary>Where they differ, and how.</summary>
    public List<string> Differences { get; } = [];

    /// <summary>How many fields were read.</summary>
    public int Compared { get; private set; }

    /// <summary>Fields that the object has and the view does not.</summary>
    public List<string> Unknown { get; } = [];

    public void Compare(object view, JsonElement json, string path)
    {
        foreach (var member in json.EnumerateObject())
        {
            var name = string.Concat(member.Name.Split('-', '$').Where(part => part.Length > 0).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
            var property = view.GetType().GetProperty(name == view.GetType().Name ? $"{name}Value" : name);
            if (property is null) Unknown.Add($"{path}.{member.Name}");
            else CompareValue(property.GetValue(view), member.Value, $"{path}.{member.Name}");
        }
    }

    private void CompareValue(object? value, JsonElement json, string path)
    {
        Compared++;
        switch (value)
        {
            case Field field:
                Check(path, json, CompareUntyped(field, json));
                break;
            case Quantity quantity:
                Check(path, json, quantity.ToString() == Written(json) && quantity.Value is not null);
                break;
            case IntOrString either:
                Check(path, json, json.ValueKind == JsonValueKind.Number ? either.Number == json.GetInt32() : either.Text == json.GetString());
                break;
            case Text text:
                Check(path, json, json.ValueKind == JsonValueKind.Null ? !text.Exists : text.Exists && text.ToString() == json.GetString());
                break;
            case DateTimeOffset time:
                Check(path, json, time == DateTimeOffset.Parse(json.GetString()!, CultureInfo.InvariantCulture));
                break;
            case null:
                Check(path, json, json.ValueKind == JsonValueKind.Null);
                break;
            case bool or int or long or double:
                Check(path, json, string.Equals(
                    Convert.ToString(value, CultureInfo.InvariantCulture), json.GetRawText(), StringComparison.OrdinalIgnoreCase));
                break;
            case IView when value.GetType().GetMethod("GetEnumerator") is { } enumerate:
                CompareMany(value, enumerate, json, path);
                break;
            case IView:
                if (json.ValueKind == JsonValueKind.Object) Compare(value, json, path);
                Check(path, json, (bool)value.GetType().GetProperty("Exists")!.GetValue(value)! == (json.ValueKind != JsonValueKind.Null));
                break;
            default:
                Differences.Add($"{path}: nobody knows how to compare {value.GetType()}");
                break;
        }
    }

    private void CompareMany(object many, MethodInfo enumerate, JsonElement json, string path)
    {
        var items = new List<object>();
        var walk = enumerate.Invoke(many, [])!;
        while ((bool)walk.GetType().GetMethod("MoveNext")!.Invoke(walk, [])!) items.Add(walk.GetType().GetProperty("Current")!.GetValue(walk)!);

        Check(path, json, items.Count == (int)many.GetType().GetProperty("Count")!.GetValue(many)!);
        if (json.ValueKind == JsonValueKind.Array)
        {
            Check(path, json, items.Count == json.GetArrayLength());
            foreach (var (item, part) in items.Zip(json.EnumerateArray())) CompareValue(item, part, path + "[]");
        }
        else
        {
            Check(path, json, items.Count == json.EnumerateObject().Count());
            foreach (var (pair, part) in items.Zip(json.EnumerateObject()))
            {
                Check(path, json, (string)pair.GetType().GetProperty("Key")!.GetValue(pair)! == part.Name);
                CompareValue(pair.GetType().GetProperty("Value")!.GetValue(pair), part.Value, $"{path}.{part.Name}");
            }
        }
    }

    /// <summary>Whether a field reads as the JSON that it was read from, all the way down.</summary>
    public static bool CompareUntyped(Field field, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => field.Fields.Count == json.EnumerateObject().Count()
            && json.EnumerateObject().All(member => CompareUntyped(field[member.Name], member.Value)),
        JsonValueKind.Array => field.Items.Count == json.GetArrayLength()
            && json.EnumerateArray().Select((item, i) => CompareUntyped(field[i], item)).All(same => same),
        JsonValueKind.String => field.Text.Exists && field.Text == json.GetString() && field.ToString() == json.GetString(),
        JsonValueKind.Number => field.ToString() == json.GetRawText() && field.Number == json.GetDouble()
            && field.Integer == (json.TryGetInt64(out var whole) ? whole : null),
        JsonValueKind.Null => field.IsNull && !field.Exists,
        _ => field.Bool == json.GetBoolean(),
    };

    private void Check(string path, JsonElement json, bool isSame)
    {
        if (!isSame) Differences.Add($"{path}: {json.GetRawText()}");
    }

    private static string Written(JsonElement json) => json.ValueKind == JsonValueKind.String ? json.GetString()! : json.GetRawText();
}
