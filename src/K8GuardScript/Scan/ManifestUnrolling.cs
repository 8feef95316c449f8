using System.Text.Json;
using K8GuardScript.Scripts;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Scan;

/// <summary>Finds the objects of a document: itself, or the items of a <c>List</c>.</summary>
/// <param name="file">as the user sees it</param>
/// <param name="tables">what all objects share, of all files</param>
/// <param name="problems">takes what can't be read</param>
internal sealed class ManifestUnrolling(string file, ObjectTables tables, ICollection<PlacedProblem> problems)
{
    private const string List = "List";
    private const int MostLevels = 4;

    // what kustomize reads is no object of a cluster
    private const string KustomizeGroup = "kustomize.config.k8s.io/";

    /// <summary>What was found.</summary>
    public List<Manifest> Found { get; } = [];

    /// <summary>Documents that are no objects of Kubernetes, by what they lack.</summary>
    public List<PlacedProblem> Skipped { get; } = [];

    public void Add(ManifestDocument document) => Add(document.Json.Span, document.Places, 0, "", "", 0);

    private void Add(ReadOnlySpan<byte> json, ManifestPlaces places, int root, string apiVersion, string kind, int level)
    {
        if (json.SequenceEqual("null"u8)) return;
        if (json[0] != '{')
        {
            Skip(places, root, "this is no object, but a list or a single value");
            return;
        }

        try
        {
            var target = KubeObject.Parse(json, apiVersion, kind, tables);
            if (target.Kind.EndsWith(List, StringComparison.Ordinal) && places.Member(root, "items") is >= 0 and var items)
                AddItems(json, places, items, target, level);
            else if (target.ApiVersion.Length == 0 || target.Kind.Length == 0)
                Skip(places, root, $"this has no `{(target.Kind.Length == 0 ? "kind" : "apiVersion")}`, so it is no object of Kubernetes");
            else if (target.ApiVersion.StartsWith(KustomizeGroup, StringComparison.Ordinal))
                Skip(places, root, "this is for kustomize: build it first, as with `kubectl kustomize`, and scan the result");
            else
                Found.Add(new Manifest(file, target, places, root));
        }
        catch (ObjectFormatException wrong)
        {
            Problem(places, root, wrong.Message);
        }
    }

    private void AddItems(ReadOnlySpan<byte> json, ManifestPlaces places, int items, KubeObject list, int level)
    {
        if (level == MostLevels)
        {
            Problem(places, items, $"lists within lists, more than {MostLevels} levels deep");
            return;
        }

        // a typed list, such as a PodList, need not say in every item what it is
        var isTyped = list.Kind.Length > List.Length;
        var (apiVersion, kind) = isTyped ? (list.ApiVersion, list.Kind[..^List.Length]) : ("", "");
        var reader = new Utf8JsonReader(json, ObjectParser.Options);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isItems = reader.ValueTextEquals("items"u8);
            reader.Read();
            if (!isItems || reader.TokenType != JsonTokenType.StartArray)
            {
                reader.Skip();
                continue;
            }

            foreach (var item in places.Children(items))
            {
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                Add(json[start..(int)reader.BytesConsumed], places, item, apiVersion, kind, level + 1);
            }

            return;
        }
    }

    private void Skip(ManifestPlaces places, int at, string why) => Skipped.Add(ProblemAt(places, at, why));

    private void Problem(ManifestPlaces places, int at, string why) => problems.Add(ProblemAt(places, at, why));

    private PlacedProblem ProblemAt(ManifestPlaces places, int at, string why)
    {
        var (line, column) = places.Of(at);
        return new PlacedProblem(file, line, column, true, PlacedProblem.Manifest, why);
    }
}
