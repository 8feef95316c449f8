namespace K8GuardScript.Simulator.Tests.Wire;

/// <summary>Holds small what the simulator need not do.</summary>
public sealed class NotSimulatedTests
{
    private static readonly string[] Wanted = ["list-", "watch-", "delete-", "events", "leases", "eviction", "write-"];
    private readonly NotSimulated excused = new();

    [Fact]
    public void At_most_a_quarter_of_all_exchanges_is_left_out()
    {
        var all = Transcript.Names.Sum(name => Transcript.Read(name).Exchanges.Count);

        Assert.InRange(this.excused.Reasons.Count * 4, 0, all);
    }

    [Fact]
    public void Nothing_is_left_out_of_what_the_guard_lives_by()
    {
        var wrong = this.excused.Reasons.Keys.Where(entry => entry.Transcript != "list-table" && entry != ("watch-metadata-only", "table")
            && Wanted.Any(prefix => entry.Transcript.StartsWith(prefix, StringComparison.Ordinal)));

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_entry_names_a_recorded_step_and_says_why()
    {
        var wrong = this.excused.Reasons.Where(entry => string.IsNullOrWhiteSpace(entry.Value) || !Exists(entry.Key));

        Assert.Empty(wrong);
    }

    [Fact]
    public void What_was_set_up_belongs_to_a_recorded_step()
    {
        var wrong = Transcript.Names.SelectMany(name => Setup.Of(name).Steps.Select(step => (name, step))).Where(entry => !Exists(entry));

        Assert.Empty(wrong);
    }

    private static bool Exists((string Transcript, string Step) entry) => Transcript.Names.Contains(entry.Transcript)
        && Transcript.Read(entry.Transcript).Exchanges.Any(exchange => exchange.Step == entry.Step);
}
