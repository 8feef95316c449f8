namespace K8GuardScript.Simulator.Requests;

/// <summary>The last requests, oldest first; older ones are forgotten. Thread-safe.</summary>
internal sealed class RequestJournal(int capacity)
{
    private readonly Lock _lock = new();
    private readonly Queue<RecordedRequest> _requests = new();

    public void Add(RecordedRequest request)
    {
        lock (_lock)
        {
            if (_requests.Count == capacity) _requests.Dequeue();
            _requests.Enqueue(request);
        }
    }

    public IReadOnlyList<RecordedRequest> Copy()
    {
        lock (_lock) return [.. _requests];
    }
}
