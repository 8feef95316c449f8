namespace K8GuardScript.Simulator.Requests;

/// <summary>The last requests, oldest first; older ones are forgotten. Thread-safe.</summary>
internal sealed class RequestJournal(int capacity)
{
    private readonly Lock gate = new();
    private readonly Queue<RecordedRequest> requests = new();

    public void Add(RecordedRequest request)
    {
        lock (gate)
        {
            if (requests.Count == capacity) requests.Dequeue();
            requests.Enqueue(request);
        }
    }

    public IReadOnlyList<RecordedRequest> Copy()
    {
        lock (gate) return [.. requests];
    }
}
