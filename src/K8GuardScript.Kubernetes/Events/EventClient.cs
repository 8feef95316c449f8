using K8GuardScript.Core.Actions;
using K8GuardScript.Kubernetes.Transport;
using K8GuardScript.Kubernetes.Writing;

namespace K8GuardScript.Kubernetes.Events;

/// <summary>The calls about single events. An event is a courtesy: whatever becomes of it is an outcome, and is not tried again.</summary>
internal sealed class EventClient(ApiClient api, EventSource source)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly ObjectCalls calls = new(api);

    /// <summary>Tells an event for the first time.</summary>
    /// <param name="told">what to tell</param>
    /// <param name="name">from <see cref="EventBody.NameFor"/></param>
    /// <param name="now">when it happened</param>
    /// <param name="cancel">gives up</param>
    public Task<WriteOutcome> CreateAsync(ClusterEvent told, string name, DateTimeOffset now, CancellationToken cancel)
    {
        var target = ObjectTarget.NewAt(EventBody.Resource, AddressOf(told.Regarding, name));
        var write = new ObjectWrite(HttpMethod.Post, "create", EventBody.Of(told, name, source, now)) { Deadline = Deadline };
        return this.calls.WriteAsync(target, write, cancel);
    }

    /// <summary>Tells that it happened again; gone when the server forgot the event, as it does after an hour.</summary>
    /// <param name="regarding">of the event</param>
    /// <param name="name">of the event</param>
    /// <param name="count">how often by now</param>
    /// <param name="now">the last time</param>
    /// <param name="cancel">gives up</param>
    public Task<WriteOutcome> RepeatAsync(ObjectReference regarding, string name, int count, DateTimeOffset now, CancellationToken cancel)
    {
        var target = ObjectTarget.At(EventBody.Resource, AddressOf(regarding, name));
        var write = new ObjectWrite(HttpMethod.Patch, "patch", EventBody.SeriesPatch(count, now))
        {
            ContentType = "application/merge-patch+json",
            Deadline = Deadline,
        };
        return this.calls.WriteAsync(target, write, cancel);
    }

    private static ObjectAddress AddressOf(ObjectReference regarding, string name) =>
        new(EventBody.Resource.Kind, EventBody.NamespaceFor(regarding), name);
}
