using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Scopes;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Actions.Looking;

/// <summary>
/// Answers what a verdict asks for from fresh reads. What was not read yet is answered from memory and noted, so that it is read
/// before the next try. Of images it is what nodes have ever said, as those do not change. Belongs to one judgement.
/// </summary>
/// <param name="cluster">reads</param>
/// <param name="cached">what is watched</param>
internal sealed class FreshLookUp(IClusterClient cluster, IClusterLookup cached) : IClusterLookup
{
    private readonly Dictionary<LookUp, (bool IsKnown, IReadOnlyList<KubeObject> Items)> read = [];
    private readonly HashSet<LookUp> missing = [];

    /// <inheritdoc />
    public DateTimeOffset? Now => cached.Now;

    /// <summary>Whether something was asked for that was not read.</summary>
    public bool IsMissingAny => missing.Count > 0;

    /// <inheritdoc />
    public long? ImageSize(string image) => cached.ImageSize(image);

    /// <inheritdoc />
    public IReadOnlyList<KubeObject>? List(LookUp wanted)
    {
        if (read.TryGetValue(wanted, out var known)) return known.IsKnown ? known.Items : null;
        missing.Add(wanted);
        return cached.List(wanted);
    }

    /// <inheritdoc />
    public bool TryFind(LookUp wanted, out KubeObject? found)
    {
        if (read.TryGetValue(wanted, out var known))
        {
            found = known.Items is [var only] ? only : null;
            return known.IsKnown;
        }

        missing.Add(wanted);
        return cached.TryFind(wanted, out found);
    }

    /// <summary>Takes an object that was just read anyway; null where it could not be.</summary>
    public void Knows(LookUp wanted, KubeObject? item) => read[wanted] = item is null ? (false, []) : (true, [item]);

    /// <summary>Reads what was asked for and not known. What can't be read stays not known, which is no "there is none".</summary>
    public async Task ReadMissingAsync(CancellationToken cancel)
    {
        foreach (var wanted in missing)
            read[wanted] = wanted.Name is null ? await ListAsync(wanted, cancel).ConfigureAwait(false) : await GetAsync(wanted, cancel).ConfigureAwait(false);
        missing.Clear();
    }

    private async Task<(bool IsKnown, IReadOnlyList<KubeObject> Items)> GetAsync(LookUp wanted, CancellationToken cancel)
    {
        var outcome = await cluster.GetAsync(KindOf(wanted), wanted.Namespace ?? "", wanted.Name!, cancel).ConfigureAwait(false);
        return outcome.Result switch
        {
            ReadResult.Found => (true, [Parse(wanted, outcome.Json)]),
            ReadResult.Gone => (true, []),
            _ => (false, []),
        };
    }

    private async Task<(bool IsKnown, IReadOnlyList<KubeObject> Items)> ListAsync(LookUp wanted, CancellationToken cancel)
    {
        var outcome = await cluster.ListAsync(KindOf(wanted), wanted.Namespace, SelectorOf(wanted.Labels), cancel).ConfigureAwait(false);
        if (outcome.Result != ReadResult.Found) return (false, []);
        var items = outcome.Items.Select(json => Parse(wanted, json));
        return (true, [.. wanted.Labels is { } labels ? items.Where(labels.Matches) : items]);
    }

    // what no server takes for a label selects nothing there, and must not make the list fail
    private static string? SelectorOf(LabelTerms? labels) =>
        labels is not null && labels.Pairs.All(pair => LabelSyntax.WrongKey(pair.Key) is null && LabelSyntax.WrongValue(pair.Value) is null)
            ? labels.ToString()
            : null;

    private static KindName KindOf(LookUp wanted) => KindName.Parse(wanted.ApiVersion, wanted.Kind);

    private static KubeObject Parse(LookUp wanted, ReadOnlyMemory<byte> json) => KubeObject.Parse(json.Span, wanted.ApiVersion, wanted.Kind);
}
