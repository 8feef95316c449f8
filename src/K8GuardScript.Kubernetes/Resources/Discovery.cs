using K8GuardScript.Core.Cluster;
using K8GuardScript.Kubernetes.Transport;

namespace K8GuardScript.Kubernetes.Resources;

/// <summary>
/// Asks the server what it has: all groups at once where it can say so (aggregated discovery, KEP-3352, Kubernetes 1.26 on), else
/// the one group version that is asked for. One question at a time; who waited for an answer that was asked for after they came
/// takes that one.
/// </summary>
internal sealed class Discovery(ApiClient api)
{
    // the order of the parameters matters to the server
    private const string Aggregated = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json";
    private const int LargestAnswer = 16 << 20;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(32);

    private readonly Turn asking = new();
    private readonly Root core = new("/api");
    private readonly Root groups = new("/apis");

    /// <summary>What is known of a kind; null for nothing.</summary>
    public KnownResource? Known(KindName kind) => RootOf(kind).Discovered.Resources.GetValueOrDefault(kind);

    /// <summary>The kind's path is to be asked for again.</summary>
    public void Forget(KindName kind)
    {
        var root = RootOf(kind);
        lock (root)
        {
            root.Discovered = Discovered.Of(root.Discovered.Resources.Values.Where(known => known.Path.Kind != kind), root.Discovered.Unsure);
            root.Mark = null;
        }
    }

    /// <summary>What the server says about a kind now.</summary>
    /// <exception cref="OperationCanceledException">the caller gave up</exception>
    public async Task<ResolvedKind> AskAsync(KindName kind, CancellationToken cancel)
    {
        var root = RootOf(kind);
        var before = Volatile.Read(ref root.Asked);
        using var turn = await asking.TakeAsync(cancel);
        try
        {
            if (root.Answered > before) return Conclude(kind, root);
            Interlocked.Increment(ref root.Asked);
            if (await AskAggregatedAsync(root, cancel))
            {
                root.Answered = root.Asked;
                return Conclude(kind, root);
            }

            return await AskGroupVersionAsync(kind, root, cancel);
        }
        catch (CallFailedException e)
        {
            return ResolvedKind.Failed(e.Message);
        }
    }

    private static ResolvedKind Conclude(KindName kind, Root root)
    {
        if (root.Discovered.Resources.TryGetValue(kind, out var known) && known.CanBeWatched) return ResolvedKind.Found(known.Path);
        return root.Discovered.Unsure.Contains(kind.ApiVersion)
            ? ResolvedKind.Failed($"the server can't say now what `{kind.ApiVersion}` holds: the server behind it does not answer")
            : ResolvedKind.Absent($"the server has no kind `{kind.Kind}` in `{kind.ApiVersion}` that can be listed and watched");
    }

    private Root RootOf(KindName kind) => kind.Group.Length == 0 ? core : groups;

    /// <returns>false when the server can't say it in one answer</returns>
    private async Task<bool> AskAggregatedAsync(Root root, CancellationToken cancel)
    {
        var call = ApiCall.Get("discover", "", root.Path, Deadline) with { Accept = Aggregated, IfNoneMatch = root.Mark };
        using var answer = await api.OpenAsync(call, cancel);
        if (answer.Code == 304 && call.IfNoneMatch is not null) return true;
        if (answer.Code is 401 or 429 or >= 500)
        {
            var error = await answer.ReadErrorAsync();
            throw new CallFailedException(CallFailure.Lost, error.Message);
        }

        // an older server answers in its old way
        if (answer.Code != 200 || answer.ContentParameter("as") != "APIGroupDiscoveryList") return false;
        if (AggregatedList.TryParse(await answer.ReadAllAsync(LargestAnswer)) is not { } said) return false;
        lock (root)
        {
            root.Discovered = said.Over(root.Discovered);
            root.Mark = answer.Mark;
        }

        return true;
    }

    private async Task<ResolvedKind> AskGroupVersionAsync(KindName kind, Root root, CancellationToken cancel)
    {
        using var answer = await api.OpenAsync(ApiCall.Get("discover", kind.Kind, ResourcePath.GroupVersion(kind), Deadline), cancel);
        if (answer.Code != 200)
        {
            var error = await answer.ReadErrorAsync();
            if (error.IsUnknownPath) Learn(root, kind, []);
            return ResolvedKind.From(error);
        }

        if (ResourceList.TryParse(await answer.ReadAllAsync(LargestAnswer), kind) is not { } resources)
            return ResolvedKind.Failed($"the server's list of what `{kind.ApiVersion}` holds can't be read");
        Learn(root, kind, resources);
        return Conclude(kind, root);
    }

    private static void Learn(Root root, KindName kind, IReadOnlyList<KnownResource> resources)
    {
        lock (root) root.Discovered = root.Discovered.With(kind.ApiVersion, resources);
    }

    /// <summary>One of the two places where discovery starts.</summary>
    private sealed class Root(string path)
    {
        public int Asked;

        public string Path { get; } = path;

        public int Answered { get; set; }

        public string? Mark { get; set; }

        public Discovered Discovered { get; set; } = Discovered.Nothing;
    }
}
