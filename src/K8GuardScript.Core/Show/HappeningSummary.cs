using System.Globalization;
using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Show;

/// <summary>
/// Tells of violations that come and go: each on its own while they are few, and one line per policy for the rest where very many come at
/// once, as when a cluster is read for the first time. Safe from any thread.
/// </summary>
internal sealed class HappeningSummary(HappeningLog happenings, TimeProvider clock) : IDisposable
{
    /// <summary>So many in one second are told one by one.</summary>
    public const int MostInASecond = 50;

    /// <summary>While it goes on, the sum is told this often, in seconds.</summary>
    public const int LongestSilence = 10;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Dictionary<(HappeningKind Kind, string Policy), (int Count, string Example)> untold = [];
    private ITimer? timer;
    private int inThisSecond;
    private bool isFlood;
    private int silence;

    /// <param name="kind"><see cref="HappeningKind.Opened"/> or <see cref="HappeningKind.Resolved"/></param>
    /// <param name="text">one line for people</param>
    /// <param name="policy">the policy concerned</param>
    /// <param name="target">the object concerned</param>
    public void Tell(HappeningKind kind, string text, string policy, ObjectKey target)
    {
        lock (gate)
        {
            timer ??= clock.CreateTimer(_ => OnSecond(), null, Second, Timeout.InfiniteTimeSpan);
            inThisSecond++;
            isFlood |= inThisSecond > MostInASecond;
            if (!isFlood)
            {
                happenings.Tell(kind, text, policy, target);
                return;
            }

            var sum = untold.GetValueOrDefault((kind, policy), (0, text));
            untold[(kind, policy)] = (sum.Item1 + 1, sum.Item2);
        }
    }

    /// <summary>Tells what is left.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            TellSums();
            timer?.Dispose();
            timer = null;
        }
    }

    private void OnSecond()
    {
        lock (gate)
        {
            silence++;
            isFlood = inThisSecond > MostInASecond;
            if (!isFlood || silence >= LongestSilence) TellSums();
            if (inThisSecond > 0)
            {
                timer?.Change(Second, Timeout.InfiniteTimeSpan);
            }
            else
            {
                timer?.Dispose();
                timer = null;
            }

            inThisSecond = 0;
        }
    }

    private void TellSums()
    {
        silence = 0;
        foreach (var ((kind, policy), (count, example)) in untold.OrderBy(pair => pair.Key.Policy, StringComparer.Ordinal))
        {
            var number = count.ToString("N0", CultureInfo.InvariantCulture);
            var text = kind == HappeningKind.Resolved
                ? $"policy `{policy}`: {number} more violations are over, for example {example}"
                : $"policy `{policy}`: {number} more violations found, for example {example}";
            happenings.Tell(kind, count == 1 ? example : text, policy);
        }

        untold.Clear();
    }
}
