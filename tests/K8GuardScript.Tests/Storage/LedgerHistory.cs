using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Registration;
using K8GuardScript.Storage;

namespace K8GuardScript.Tests.Storage;

/// <summary>Changes as a guard makes them: every table, new rows and changed ones, small and larger.</summary>
internal static class LedgerHistory
{
    public static IEnumerable<LedgerChange> Changes(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var episode = Some.Episode(name: $"web-{i % 7}") with { Told = i, Message = new string('x', (i % 5) * 700) + i };
            var warned = episode with
            {
                AcceptedWarnings = 1 + (i % 3),
                LastWarning = new AcceptedWarning(Some.Noon.AddMinutes(i), "uid-1", "abcdef012345", ActionVerb.Stop, "mail", "owners", Some.Noon.AddDays(1)),
            };
            var action = Some.Action(Some.Episode(name: $"web-{i % 4}"), $"action-{i % 4}");
            yield return (i % 5) switch
            {
                0 => new LedgerChange { Episodes = [.. Enumerable.Range(0, 12).Select(n => Some.Episode(name: $"many-{i}-{n}"))] },
                1 => new LedgerChange
                {
                    Episodes = [warned],
                    Warnings = [new GivenWarning(episode.Key, Some.Noon.AddMinutes(i), "mail", true, 1, ActionVerb.Stop)],
                    Sent = [$"message-{i - 3}"],
                },
                2 => new LedgerChange
                {
                    Actions = [action with { Manifest = "{\"kind\":\"Ingress\"}" }],
                    Episodes = [warned with { State = EpisodeState.Contained }],
                },
                3 => new LedgerChange { Outbox = [new OutboxEntry($"message-{i}", "m", "mail", Some.Noon, Some.Noon, i, $"{{\"text\":{i}}}")] },
                _ => new LedgerChange
                {
                    Actions = [action with { State = ActionState.Done, FinishedAt = Some.Noon.AddMinutes(i) }],
                    Episodes = [episode with { State = EpisodeState.Resolved, ClosedAt = Some.Noon.AddMinutes(i) }],
                    Facts = [new StoredFact($"policy/p{i % 3}", i % 2 == 0 ? $"{{\"since\":{i}}}" : null)],
                },
            };
        }
    }

    /// <summary>All that a store holds, in words that can be compared.</summary>
    public static string Read(ILedgerStore store) => string.Join('\n', [
        .. store.Episodes(Enum.GetValues<EpisodeState>()).Select(episode => episode.ToString()).Order(StringComparer.Ordinal),
        .. store.Actions().Select(action => $"{action} {store.Manifest(action.Id)}"),
        .. store.Outbox().Select(entry => entry.ToString()),
        .. store.Facts().Select(fact => fact.ToString()),
    ]);

    /// <summary>What a ledger holds in memory, in the words of <see cref="Read(ILedgerStore)"/>, without what is closed.</summary>
    public static string Remembered(Ledger ledger) => string.Join('\n', [
        .. ledger.Alive().Select(episode => episode.ToString()).Order(StringComparer.Ordinal),
        .. ledger.CountStates().Select(count => count.ToString()).Order(StringComparer.Ordinal),
        .. ledger.Actions().Select(action => action.ToString()),
        .. ledger.Outbox().Select(entry => entry.ToString()),
        .. ledger.Facts("").Select(fact => fact.ToString()),
    ]);

    /// <summary>Writes some history to a folder, and closes it.</summary>
    public static string Write(string folder, int changes)
    {
        using var ledger = SqliteLedger.Open(folder);
        foreach (var change in Changes(changes)) ledger.Save(change);
        return Read(ledger);
    }
}
