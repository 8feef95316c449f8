namespace K8GuardScript.Simulator.Tests.Wire;

/// <summary>Holds true what is said to have been changed by the recorder.</summary>
public sealed class CorrectionsTests
{
    [Fact]
    public void Every_correction_changes_a_recorded_answer()
    {
        var corrections = new Corrections();

        Assert.All(corrections.Steps, entry =>
        {
            var recorded = Transcript.ReadAsRecorded(entry.Transcript).Exchanges.Single(exchange => exchange.Step == entry.Step);
            Assert.NotEqual(0, corrections.Apply(entry.Transcript, entry.Step, recorded.Response));
        });
    }
}
