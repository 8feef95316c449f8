using System.Text.Json;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Watch;

namespace K8GuardScript.Kubernetes.Tests.Doubles;

/// <summary>Writes down what it is told: <c>listed a@1</c>, <c>interrupted</c>, with <c>Kind:</c> in front.</summary>
internal sealed class RecordingSink : IWatchSink
{
    private readonly Lock gate = new();
    private readonly List<string> heard = [];
    private readonly List<string> reasons = [];
    private readonly List<string> bodies = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Called for each word before it is written down.</summary>
    public Action<string> Before { get; set; } = _ => { };

    /// <summary>What the next lists change, by its own word.</summary>
    public ListChange Change { get; set; }

    public string[] Heard
    {
        get
        {
            lock (gate) return [.. this.heard];
        }
    }

    public string[] Reasons
    {
        get
        {
            lock (gate) return [.. reasons];
        }
    }

    public string[] Bodies
    {
        get
        {
            lock (gate) return [.. bodies];
        }
    }

    /// <summary>Waits until that word was heard so many times.</summary>
    public async Task UntilAsync(string word, int times = 1)
    {
        while (true)
        {
            Task changed;
            lock (gate)
            {
                if (this.heard.Count(heard => heard == word) >= times) return;
                changed = this.changed.Task;
            }

            try
            {
                await changed.WaitAsync(Patience.Long);
            }
            catch (TimeoutException)
            {
                Assert.Fail($"never heard `{word}`; heard: {string.Join(", ", Heard)}; reasons: {string.Join(" | ", Reasons)}");
            }
        }
    }

    public void BeginList(KindName kind) => Hear(kind, "begin");

    public void Listed(KindName kind, ReadOnlySpan<byte> json) => Hear(kind, "listed", json);

    public void Unlisted(KindName kind, ReadOnlySpan<byte> json) => Hear(kind, "unlisted", json);

    public ListChange EndList(KindName kind)
    {
        Hear(kind, "end");
        return Change;
    }

    public void AbandonList(KindName kind) => Hear(kind, "abandon");

    public void Changed(KindName kind, ReadOnlySpan<byte> json) => Hear(kind, "changed", json);

    public void Deleted(KindName kind, ReadOnlySpan<byte> json) => Hear(kind, "deleted", json);

    public void Refused(KindName kind, string reason) => Hear(kind, "refused", reason);

    public void Interrupted(KindName kind, string reason) => Hear(kind, "interrupted", reason);

    public void Resumed(KindName kind) => Hear(kind, "resumed");

    private void Hear(KindName kind, string word, ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 1024 });
        using var document = JsonDocument.ParseValue(ref reader);
        var metadata = document.RootElement.GetProperty("metadata");
        lock (gate) bodies.Add(document.RootElement.GetRawText());
        Hear(kind, $"{word} {metadata.GetProperty("name").GetString()}@{metadata.GetProperty("resourceVersion").GetString()}");
    }

    private void Hear(KindName kind, string word, string? reason = null)
    {
        Before(word);
        TaskCompletionSource changed;
        lock (gate)
        {
            this.heard.Add($"{kind.Kind}: {word}");
            if (reason is not null) reasons.Add(reason);
            changed = this.changed;
            this.changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.TrySetResult();
    }
}
