using K8GuardScript.Kubernetes.Tests.Doubles;

namespace K8GuardScript.Kubernetes.Tests.Wire;

/// <summary>What a real server answered, played to the client: each answer must come to the outcome that the table says.</summary>
public sealed class TranscriptTests
{
    private static readonly OutcomeTable Table = OutcomeTable.Read();

    public static TheoryData<string> Names => [.. Transcripts.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_client_reaches_the_right_outcome(string transcript)
    {
        var exchanges = Transcripts.Exchanges(transcript).Select(exchange => new Exchange(exchange)).ToArray();
        var expected = Table.Of(transcript);
        Assert.Equal(exchanges.Select(exchange => exchange.Step), expected.Select(line => line.Step));

        var wrong = new List<string>();
        foreach (var (index, line) in expected.Index().Where(pair => !OutcomeTable.IsNotMet(pair.Item.Outcome)))
        {
            var outcome = await ExchangePlayer.PlayAsync(exchanges[index], exchanges[..index]);
            if (outcome != line.Outcome) wrong.Add($"{line.Step}\n  expected {line.Outcome}\n  but      {outcome}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Each_transcript_stands_in_the_table_and_each_reason_is_given_and_used()
    {
        Assert.Equal(Transcripts.Names, Table.Transcripts.Order(StringComparer.Ordinal));
        Assert.Equal(Table.Reasons.Keys.Order(StringComparer.Ordinal), Table.ReasonsUsed.Order(StringComparer.Ordinal));
        Assert.All(Table.Reasons.Values, reason => Assert.NotEqual("", reason));
    }
}
