using K8GuardScript.Sdk.Registration;
using K8GuardScript.Sdk.Views;

namespace K8GuardScript.Sdk.Tests.Authoring;

public sealed class TimeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 8, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-01-01T12:00:00Z", true, null)]
    [InlineData("2026-01-01T12:00:01Z", false, "2026-01-08T12:00:01Z")]
    [InlineData("2026-01-01T14:00:00+02:00", true, null)]
    [InlineData("2030-01-01T00:00:00Z", false, "2030-01-08T00:00:00Z")]
    [InlineData(null, false, null)]
    public void Older_than_is_true_from_that_age_on(string? created, bool isOlder, string? changesAt)
    {
        var judgement = Judge(created, pod => Entry.OlderThan(pod.Metadata.CreationTimestamp, Entry.Days(7)));

        Assert.Equal(isOlder, judgement.Findings.Count > 0);
        Assert.Equal(changesAt is null ? null : DateTimeOffset.Parse(changesAt, null), judgement.ChangesAt);
    }

    [Theory]
    [InlineData("2026-01-22T12:00:00Z", true, null)]
    [InlineData("2026-01-22T12:00:01Z", false, "2026-01-08T12:00:01Z")]
    [InlineData("2020-01-01T00:00:00Z", true, null)]
    [InlineData(null, false, null)]
    public void Within_is_true_from_so_long_before_on_and_ever_after(string? end, bool isWithin, string? changesAt)
    {
        var judgement = Judge(end, pod => Entry.Within(pod["metadata"]["creationTimestamp"].Text, Entry.Days(14)));

        Assert.Equal(isWithin, judgement.Findings.Count > 0);
        Assert.Equal(changesAt is null ? null : DateTimeOffset.Parse(changesAt, null), judgement.ChangesAt);
    }

    [Fact]
    public void Of_several_answers_the_one_that_changes_first_counts()
    {
        var judgement = Judge("2026-01-08T00:00:00Z", pod =>
        {
            var created = pod.Metadata.CreationTimestamp;
            return Entry.OlderThan(created, Entry.Days(9)) | Entry.OlderThan(created, Entry.Days(1)) | Entry.OlderThan(created, Entry.Days(5));
        });

        Assert.Equal(new DateTimeOffset(2026, 1, 9, 0, 0, 0, TimeSpan.Zero), judgement.ChangesAt);
    }

    [Fact]
    public void Without_a_clock_the_judgement_stays_open()
    {
        var judgement = Some.Judge(Policy(pod => Entry.OlderThan(pod.Metadata.CreationTimestamp, Entry.Days(7))), Pod("2020-01-01T00:00:00Z"));

        Assert.True(judgement.Incomplete);
    }

    [Fact]
    public void The_ends_of_time_are_no_fault()
    {
        Assert.Empty(Judge("2026-01-01T00:00:00Z", pod => Entry.OlderThan(pod.Metadata.CreationTimestamp, TimeSpan.MaxValue)).Findings);
        Assert.NotEmpty(Judge("2026-01-01T00:00:00Z", pod => Entry.Within(pod.Metadata.CreationTimestamp, TimeSpan.MaxValue)).Findings);
    }

    [Theory]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("9999-12-31T23:59:59.999999999Z")]
    public void An_instant_at_the_end_of_time_never_comes(string end)
    {
        var judgement = Judge(end, pod => Entry.OlderThan(pod["metadata"]["creationTimestamp"].Text, Entry.Days(7))
            | Entry.OlderThan(pod.Metadata.CreationTimestamp, TimeSpan.MaxValue));

        Assert.Equal((0, null), (judgement.Findings.Count, judgement.ChangesAt));
    }

    [Fact]
    public void No_duration_is_too_long_to_be_turned_around() =>
        Assert.Empty(Judge("2026-01-01T00:00:00Z", pod => Entry.Within(pod.Metadata.CreationTimestamp, TimeSpan.MinValue)).Findings);

    [Theory]
    [InlineData("2026-01-01T12:00:00Z")]
    [InlineData("2026-01-01t12:00:00z")]
    [InlineData("2026-01-01T12:00:00.123456789Z")]
    [InlineData("2026-01-01T06:30:00.5-05:30")]
    public void An_instant_is_read_in_every_form_of_RFC_3339(string text) =>
        Assert.NotEmpty(Judge(text, pod => Entry.OlderThan(pod["metadata"]["creationTimestamp"].Text, Entry.Days(6))).Findings);

    // what the runtime would complete from the machine's clock or time zone
    [Theory]
    [InlineData("")]
    [InlineData("12:00")]
    [InlineData("01/02/2026")]
    [InlineData("2026-01-01")]
    [InlineData("2026-01-01T12:00:00")]
    [InlineData("2026-01-01T12:00:00.Z")]
    [InlineData("2026-01-01T12:00:00.5")]
    [InlineData("2026-02-30T12:00:00Z")]
    [InlineData("9999-12-31T23:59:59-05:00")]
    public void What_is_no_whole_instant_is_a_fault_typed_and_untyped(string text)
    {
        Assert.Throws<RuleFaultException>(() => Judge(text, pod => Entry.OlderThan(pod["metadata"]["creationTimestamp"].Text, Entry.Days(1))));
        Assert.Throws<RuleFaultException>(() => Judge(text, pod => Entry.OlderThan(pod.Metadata.CreationTimestamp, Entry.Days(1))));
    }

    [Fact]
    public void A_text_that_is_no_instant_is_a_fault()
    {
        var fault = Assert.Throws<RuleFaultException>(
            () => Judge("yesterday", pod => Entry.Within(pod["metadata"]["creationTimestamp"].Text, Entry.Days(1))));

        Assert.Contains("`yesterday` is no instant", fault.Message);
    }

    [Fact]
    public void The_body_of_a_script_has_no_clock()
    {
        var problem = Assert.Single(Some.Problems(() => Entry.OlderThan(Noon, Entry.Days(1))));

        Assert.Contains("`OlderThan` works only inside a rule", problem);
    }

    private static Judgement Judge(string? created, Func<Pod, bool> isWrong) => Some.Judge(Policy(isWrong), Pod(created), new StoppedClock(Noon));

    private static PolicyDefinition Policy(Func<Pod, bool> isWrong) => Some.Policy(() => Entry.Each<Pod>((pod, found) =>
    {
        if (isWrong(pod)) found.Violation(pod, "wrong");
    }));

    private static string Pod(string? created) =>
        created is null ? """{"metadata":{}}""" : $$$"""{"metadata":{"creationTimestamp":"{{{created}}}"}}""";

    private sealed class StoppedClock(DateTimeOffset now) : IClusterLookup
    {
        public DateTimeOffset? Now => now;

        public long? ImageSize(string image) => null;
    }
}
