using System.Text;
using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Metering;

namespace K8GuardScript.Sdk.Objects;

/// <summary>
/// Writes where a place is: exactly, with list positions (<c>spec.containers[0].image</c>), or by the schema's list keys
/// (<c>spec.containers[name=app].image</c>), which stay the same when a list is reordered.
/// </summary>
internal static class ObjectPath
{
    /// <summary>The exact path; empty at the root.</summary>
    public static string Exact(Field place) => Write(place, byKey: false);

    /// <summary>The path with list keys where the schema has some and the item tells its own, positions elsewhere.</summary>
    public static string ByKey(Field place) => Write(place, byKey: true);

    private static string Write(Field place, bool byKey)
    {
        var absent = new Stack<Field>();
        while (place.Source is AbsentPlace lacks)
        {
            Fuel.Tick();
            absent.Push(place);
            place = lacks.Parent;
        }

        var path = new StringBuilder();
        if (place.Source is Tape tape) AppendPresent(path, tape, place, byKey);
        AppendKeys(path, place);
        foreach (var step in absent)
        {
            var lacks = (AbsentPlace)step.Source!;
            if (lacks.Name is { } name) AppendName(path, name);
            else path.Append('[').Append(lacks.Index).Append(']');
            AppendKeys(path, step);
            if (path.Length > Fuel.LongestText) Fuel.ChargeText(path.Length);
        }

        Fuel.ChargeText(path.Length);
        return path.ToString();
    }

    private static void AppendPresent(StringBuilder path, Tape tape, Field place, bool byKey)
    {
        var route = tape.RouteTo(place.Container);
        if (place.IsPresent) route.Add((place.Container, place.Slot));

        string? list = null;
        foreach (var (container, slot) in route)
        {
            Fuel.Charge(1 + (slot / 16));
            if (container == Tape.Top) continue;
            var name = tape.KeyAt(container, slot);
            if (name is not null) AppendName(path, name);
            else if (byKey && ListKeys.Of(list, Field.In(tape, container, slot)) is { } key) path.Append('[').Append(key).Append(']');
            else path.Append('[').Append(slot).Append(']');
            list = name;
        }
    }

    private static void AppendKeys(StringBuilder path, Field place)
    {
        if (place.Slot >= 0) return;
        for (var i = 0; i < AbsentKeys.Count(place.Slot); i++) AppendName(path, AbsentKeys.Name(place.Slot, i));
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
