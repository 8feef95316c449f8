using System.Text;
using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Tests.Doubles;

/// <summary>Gives the answers that a test put in, in their order; the last of each sort is given again and again.</summary>
internal sealed class ScriptedCluster : IClusterClient
{
    /// <summary>The answer to a list of a kind; of what is not here the server knows nothing, and says so.</summary>
    public Dictionary<string, Queue<ListOutcome>> Lists { get; } = [];

    /// <summary>The scale subresource as each read finds it.</summary>
    public Queue<ReadScale> Scales { get; } = new([new ReadScale(ReadResult.Refused, 0, "", "", "no scale")]);

    /// <summary>What a read of one object finds, by <c>Kind name</c>; of others it is the next of <see cref="Reads"/>.</summary>
    public Dictionary<string, ReadOutcome> Objects { get; } = [];

    public Queue<ReadOutcome> Reads { get; } = new();

    public Queue<WriteOutcome> Rehearsals { get; } = new([Done("101")]);

    public Queue<WriteOutcome> Writes { get; } = new([Done("101")]);

    /// <summary>The answer to every read of a namespace; these are not among <see cref="Asked"/>.</summary>
    public ReadOutcome Namespace { get; set; } = Found(Some.NamespaceManifest().Labelled("team", "payments"));

    /// <summary>What was asked: <c>get</c>, <c>dry patch</c>, <c>patch</c>, <c>dry delete</c>, <c>list Job</c>.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>The bodies of patches and the preconditions of deletes that were no dry run.</summary>
    public List<string> Sent { get; } = [];

    /// <summary>Runs as a write that is no dry run arrives.</summary>
    public Action OnWrite { get; set; } = () => { };

    /// <summary>Runs as a dry run arrives.</summary>
    public Action OnRehearsal { get; set; } = () => { };

    public static ReadOutcome Found(JsonObject manifest) => new(ReadResult.Found, manifest.Utf8(), "");

    public static ReadOutcome Read(ReadResult result) => new(result, default, "the server's words");

    public static WriteOutcome Write(WriteResult result) => new(result, default, "the server's words");

    public static WriteOutcome Done(string version) => new(WriteResult.Done, Some.DeploymentManifest(replicas: 0, version: version).Utf8(), "");

    public Task<ReadOutcome> GetAsync(KindName kind, string @namespace, string name, CancellationToken cancel)
    {
        if (kind == Some.Namespaces) return Task.FromResult(Namespace);
        if (Objects.TryGetValue($"{kind.Kind} {name}", out var set))
        {
            Asked.Add($"get {kind.Kind} {name}");
            return Task.FromResult(set);
        }

        Asked.Add("get");
        return Task.FromResult(Next(Reads));
    }

    public Task<ListOutcome> ListAsync(KindName kind, string? @namespace, string? labels, CancellationToken cancel)
    {
        Asked.Add($"list {kind.Kind}");
        return Task.FromResult(
            Lists.TryGetValue(kind.Kind, out var answers) ? Next(answers) : new ListOutcome(ReadResult.Refused, [], "the server's words"));
    }

    public Task<ReadScale> ReadScaleAsync(KindName kind, string @namespace, string name, CancellationToken cancel)
    {
        Asked.Add("get scale");
        return Task.FromResult(Next(Scales));
    }

    public Task<WriteOutcome> WriteScaleAsync(
        KindName kind, string @namespace, string name, ReadScale read, int replicas, bool dryRun, CancellationToken cancel) =>
        Task.FromResult(Answer("scale", $"{read.Uid} {read.ResourceVersion} {replicas}", dryRun));

    public Task<WriteOutcome> EvictAsync(
        string @namespace, string name, string uid, string resourceVersion, bool dryRun, CancellationToken cancel) =>
        Task.FromResult(Answer("evict", $"{uid} {resourceVersion}", dryRun));

    public Task<WriteOutcome> CreateAsync(
        KindName kind, string @namespace, ReadOnlyMemory<byte> manifest, bool dryRun, CancellationToken cancel) =>
        Task.FromResult(Answer("create", Encoding.UTF8.GetString(manifest.Span), dryRun));

    /// <summary>A list with these objects is there.</summary>
    public static ListOutcome Listed(params JsonObject[] manifests) =>
        new(ReadResult.Found, [.. manifests.Select(manifest => (ReadOnlyMemory<byte>)manifest.Utf8())], "");

    public Task<WriteOutcome> MergePatchAsync(
        KindName kind, string @namespace, string name, ReadOnlyMemory<byte> patch, bool dryRun, CancellationToken cancel) =>
        Task.FromResult(Answer("patch", Encoding.UTF8.GetString(patch.Span), dryRun));

    public Task<WriteOutcome> DeleteAsync(
        KindName kind, string @namespace, string name, string uid, string resourceVersion, bool dryRun, CancellationToken cancel) =>
        Task.FromResult(Answer("delete", $"{uid} {resourceVersion}", dryRun));

    private WriteOutcome Answer(string what, string content, bool dryRun)
    {
        Asked.Add(dryRun ? $"dry {what}" : what);
        (dryRun ? OnRehearsal : OnWrite)();
        if (dryRun) return Next(Rehearsals);
        Sent.Add(content);
        return Next(Writes);
    }

    private static T Next<T>(Queue<T> answers) => answers.Count > 1 ? answers.Dequeue() : answers.Peek();
}
