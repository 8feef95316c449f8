using System.Globalization;
using System.Text.Json;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Show;

/// <summary>
/// What K8Guard called the source of a violation: the image of a container, the name of a volume, the host of an ingress, the
/// annotations of a namespace, else the object's name.
/// </summary>
internal static class K8GuardSource
{
    private static readonly string[] ContainerLists = ["containers", "initContainers", "ephemeralContainers"];

    /// <param name="episode">the violation</param>
    /// <param name="target">the object as it is now, or null if it is gone</param>
    public static string Of(Episode episode, KubeObject? target)
    {
        if (target is null) return episode.Key.Object.Name;
        if (episode.Key.Object is { Group: "", Kind: "Namespace" }) return Annotations(target);

        var place = target.Root;
        foreach (var step in Steps(episode.Path))
        {
            var list = place.Name;
            place = step.Index is { } index ? place[index] : place[step.Name];
            if (step.Index is null) continue;
            if (Array.IndexOf(ContainerLists, list) >= 0) return TextOr(place["image"], episode);
            if (list == "volumes") return TextOr(place["name"], episode);
            if (list == "rules" && target.Kind == "Ingress") return place["host"].Text.ToString();
        }

        return episode.Key.Object.Name;
    }

    private static string TextOr(Field field, Episode episode) => field.Exists ? field.Text.ToString() : episode.Key.Object.Name;

    private static string Annotations(KubeObject target)
    {
        var annotations = target.Root["metadata"]["annotations"];
        if (!annotations.Exists || !annotations.Fields.Any()) return "null";
        var map = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var annotation in annotations.Fields) map[annotation.Name] = annotation.Text.ToString();
        return JsonSerializer.Serialize(map);
    }

    // spec.template.spec.containers[0].image: names of plain keys, and positions
    private static IEnumerable<(string Name, int? Index)> Steps(string path)
    {
        foreach (var part in path.Split('.'))
        {
            var open = part.IndexOf('[', StringComparison.Ordinal);
            yield return (open < 0 ? part : part[..open], null);
            if (open < 0 || !part.EndsWith(']')) continue;
            if (int.TryParse(part.AsSpan(open + 1, part.Length - open - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
                yield return ("", index);
        }
    }
}
