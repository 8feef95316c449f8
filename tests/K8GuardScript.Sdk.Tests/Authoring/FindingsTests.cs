using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Sdk.Tests.Authoring;

public sealed class FindingsTests
{
    [Fact]
    public void A_message_is_one_plain_line()
    {
        var finding = Only("a\nb\u001b[31m\u202ec\ud83d \u2028d\ud83d\ude00");

        Assert.Equal("a b [31m c   d\ud83d\ude00", finding.Message);
    }

    [Fact]
    public void A_long_message_is_cut_between_characters()
    {
        var message = Only(new string('x', 1022) + "\ud83d\ude00" + new string('y', 100)).Message;

        Assert.Equal(new string('x', 1022) + "…", message);
        Assert.Equal(1024, Only(new string('x', 1024)).Message.Length);
        Assert.EndsWith("x", Only(new string('x', 1024)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_message_and_an_empty_subject_do_no_harm()
    {
        var policy = Some.Policy(() => Entry.EachWorkload((w, found) => found.Violation(w, null!, subject: "")));

        Assert.Equal(new Finding("", "", "", null), Assert.Single(Some.Judge(policy, "{}").Findings));
    }

    [Fact]
    public void A_subject_is_kept()
    {
        var policy = Some.Policy(() => Entry.EachWorkload((w, found) => found.Violation(w, "m", subject: "quo\tta")));

        Assert.Equal("quo ta", Assert.Single(Some.Judge(policy, "{}").Findings).Subject);
    }

    [Fact]
    public void More_findings_than_anyone_reads_are_only_counted_over_all_rules()
    {
        var policy = Some.Policy(() =>
        {
            Entry.EachWorkload((w, found) => Times(60, i => found.Violation(w, $"first {i}")));
            Entry.EachWorkload((w, found) => Times(60, i => found.Violation(w, $"second {i}")));
        });

        var findings = Some.Judge(policy, "{}").Findings;

        Assert.Equal(100, findings.Count);
        Assert.Equal("second 39 (and 20 more findings in this object)", findings[^1].Message);
    }

    [Fact]
    public void Nothing_of_one_judgement_is_left_for_the_next()
    {
        var policy = Some.Policy(() => Entry.EachWorkload((w, found) => found.Violation(w, "m")));

        Assert.Single(Some.Judge(policy, "{}").Findings);
        Assert.Single(Some.Judge(policy, "{}").Findings);
    }

    private static Finding Only(string message) =>
        Assert.Single(Some.Judge(Some.Policy(() => Entry.EachWorkload((w, found) => found.Violation(w, message))), "{}").Findings);

    private static void Times(int count, Action<int> body)
    {
        for (var i = 0; i < count; i++) body(i);
    }
}
