using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Loading;

namespace K8GuardScript.Simulator.Tests.Wire;

/// <summary>What the recorder changed in answers, put back; the file says how that came.</summary>
internal sealed class Corrections
{
    private readonly Dictionary<(string Transcript, string Step), JsonObject> values = [];

    public Corrections()
    {
        var documents = YamlDocuments.Read(File.ReadAllText(Path.Combine(Transcript.Folder, "corrections.yaml")), out _);
        foreach (var (transcript, steps) in documents.Single().Root!.AsObject())
        {
            foreach (var (step, corrected) in steps!.AsObject()) this.values.Add((transcript, step), corrected!.AsObject());
        }
    }

    public IEnumerable<(string Transcript, string Step)> Steps => this.values.Keys;

    /// <summary>Changes the answer as the file says.</summary>
    /// <returns>how many of its values were other than as recorded</returns>
    public int Apply(string transcript, string step, JsonObject response)
    {
        var changed = 0;
        foreach (var (path, value) in this.values.GetValueOrDefault((transcript, step)) ?? [])
        {
            var segments = path.Split('/');
            var parent = segments[..^1].Aggregate(response["body"]!.AsObject(), (at, key) => at[key]!.AsObject());
            if (!JsonNode.DeepEquals(parent[segments[^1]], value)) changed++;
            if (value is null) parent.Remove(segments[^1]);
            else parent[segments[^1]] = value.DeepClone();
        }

        return changed;
    }
}
