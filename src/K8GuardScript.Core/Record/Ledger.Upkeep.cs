using System.Globalization;

namespace K8GuardScript.Core.Record;

/// <summary>What keeps the ledger going: writing again after trouble, and forgetting what is old.</summary>
internal sealed partial class Ledger
{
    // what is written to see whether anything can be
    private const string ProbeKey = "ledger/probe";

    /// <summary>
    /// Why nothing may be acted on, whatever mode the settings name, for people: the ledger before this one was damaged. Null if there is no
    /// reason. Lasts over restarts, until a person resumes: <see cref="Guard.Pausing.KillSwitch.Resume"/>.
    /// </summary>
    public string? SafeBecause => SetAside?.ToString();

    /// <summary>The damaged ledger before this one, until a person resumes; or null.</summary>
    public SetAsideLedger? SetAside => SetAsideLedger.Of(Fact(SetAsideLedger.Key));

    /// <summary>Looks whether what is written now would last, also where nothing is to be written just then.</summary>
    public void Check()
    {
        lock (gate)
        {
            try
            {
                store.Check();
            }
            catch (LedgerStoreException failure)
            {
                Trouble = failure.Message;
            }
        }
    }

    /// <summary>While there is <see cref="Trouble"/>, tries whether there still is: nothing is told or done meanwhile, so nothing else would.</summary>
    /// <param name="now">written down</param>
    public void TryAgain(DateTimeOffset now)
    {
        if (Trouble is null) return;
        try
        {
            Commit(() => new LedgerChange { Facts = [new StoredFact(ProbeKey, now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture))] });
        }
        catch (IOException)
        {
            // it goes on, as Trouble says
        }
    }

    /// <summary>Ids of the actions that what is alive rests on; these are never forgotten.</summary>
    public HashSet<string> NeededActions() => [.. Alive().Select(episode => episode.ActionId).OfType<string>()];

    /// <summary>
    /// Removes some closed episodes, warnings and settled actions that are older than an instant. Never an action that something needs, or of
    /// what a schedule did last.
    /// </summary>
    /// <param name="before">the instant</param>
    /// <param name="needed">see <see cref="NeededActions"/></param>
    /// <param name="most">so many of each; others wait as long as that takes</param>
    /// <returns>how many rows it were; 0 once nothing is left to remove</returns>
    public int Forget(DateTimeOffset before, IReadOnlySet<string> needed, int most)
    {
        lock (gate)
        {
            var gone = Asked(() => store.Forget(before, needed, most));
            foreach (var episode in gone.Episodes)
            {
                counts.Gone(episode);
                read.Remove(episode.Key);
            }

            foreach (var action in gone.Actions) actions.Forget(action);
            return gone.Count;
        }
    }

    /// <summary>Gives some room that is not needed any more back to the disk.</summary>
    /// <param name="most">how many pages</param>
    /// <returns>whether there is more</returns>
    public bool GiveBack(int most)
    {
        lock (gate) return Asked(() => store.GiveBack(most));
    }

    // INVARIANT: what can't be read is told as what can't be written is; nothing is acted on while a part of the record is not known.
    private T Asked<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (LedgerStoreException failure)
        {
            Trouble = failure.Message;
            throw;
        }
    }
}
