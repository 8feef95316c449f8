using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace K8GuardScript.Simulator.Faults;

/// <summary>Faults by chance. Pure: what strikes a request follows from the seed, its verb, its resource and its ordinal.</summary>
internal sealed class Chaos(int seed, double share)
{
    private static readonly FaultKind[] OfReads =
        [FaultKind.Gone, FaultKind.TooManyRequests, FaultKind.ServerError, FaultKind.Reset, FaultKind.HalfOpen, FaultKind.SlowBody, FaultKind.StaleRead];

    private static readonly FaultKind[] OfWatches =
    [
        FaultKind.Gone, FaultKind.TooManyRequests, FaultKind.ServerError, FaultKind.Reset, FaultKind.HalfOpen, FaultKind.SlowBody,
        FaultKind.DuplicateEvent, FaultKind.DropEvent,
    ];

    private static readonly FaultKind[] OfWrites =
        [FaultKind.TooManyRequests, FaultKind.ServerError, FaultKind.Reset, FaultKind.HalfOpen, FaultKind.SlowBody, FaultKind.LostAnswer];

    private static readonly int[] Codes = [500, 502, 503, 504];

    private static readonly string?[] Waits = [null, "0", "1", "3", "soon"];

    public Fault? Strike(RequestVerb request, int ordinal)
    {
        var random = new Random(SeedOf(request, ordinal));
        if (random.NextDouble() >= share) return null;
        var kinds = request.Verb switch { "watch" => OfWatches, "get" or "list" => OfReads, _ => OfWrites };
        var kind = kinds[random.Next(kinds.Length)];
        return new Fault
        {
            Kind = kind,
            After = kind switch
            {
                FaultKind.Reset or FaultKind.HalfOpen => random.Next(4000),
                FaultKind.StaleRead => random.Next(1, 40),
                _ => random.Next(4),
            },
            Code = Codes[random.Next(Codes.Length)],
            RetryAfter = Waits[random.Next(Waits.Length)],
        };
    }

    // string.GetHashCode differs from process to process, and a seed must bring the same again
    private int SeedOf(RequestVerb request, int ordinal)
    {
        var text = FormattableString.Invariant($"{seed} {request.Verb} {request.Resource} {ordinal}");
        return BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
