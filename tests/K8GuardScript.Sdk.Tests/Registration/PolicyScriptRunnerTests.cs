using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Sdk.Tests.Registration;

public sealed class PolicyScriptRunnerTests
{
    [Fact]
    public void A_script_without_policy_and_rules_says_both()
    {
        var problems = Some.Problems(() => { });

        Assert.Equal(2, problems.Count);
        Assert.Contains("does not name its policy", problems[0], StringComparison.Ordinal);
        Assert.Contains("has no rule", problems[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Two_policies_in_one_script_are_refused()
    {
        var problems = Some.Problems(() =>
        {
            Entry.Policy("a", Severity.Low, "t");
            Entry.Policy("b", Severity.Low, "t");
            Entry.EachNamespace((_, _) => { });
        });

        Assert.Equal("`Policy` is called twice: one script is one policy", Assert.Single(problems));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Image")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("a_b")]
    [InlineData("a\n")]
    [InlineData("a/../b")]
    [InlineData("a123456789012345678901234567890123456789012345678901234567890123")]
    [InlineData(null)]
    public void A_wrong_id_is_refused(string? id)
    {
        var problems = Some.Problems(() =>
        {
            Entry.Policy(id!, Severity.Low, "t");
            Entry.EachNamespace((_, _) => { });
        });

        Assert.Contains("is no id of a policy", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_that_throws_says_what_and_keeps_what_was_found_before()
    {
        var problems = Some.Problems(() =>
        {
            Entry.Policy("A", Severity.Low, "t");
            throw new InvalidOperationException("no\nway");
        });

        Assert.Equal(2, problems.Count);
        Assert.Equal("the script's body failed: no way", problems[1]);
    }

    [Fact]
    public void An_escalation_that_makes_no_sense_is_refused()
    {
        var problems = Some.Problems(() =>
        {
            Entry.Policy("a", Severity.Low, "t").Escalate(warnings: 0, every: Entry.Hours(-1), grace: Entry.Hours(-1));
            Entry.EachNamespace((_, _) => { });
        });

        Assert.Equal(3, problems.Count);
    }

    [Fact]
    public void A_pace_that_would_act_at_once_or_overflow_is_refused()
    {
        var problems = Some.Problems(() =>
        {
            Entry.Policy("a", Severity.Low, "t").Escalate(every: TimeSpan.Zero).Escalate(every: Entry.Days(3661), grace: TimeSpan.MaxValue);
            Entry.EachNamespace((_, _) => { });
        });

        Assert.Equal(3, problems.Count);
        Assert.Equal("`every` of `Escalate` is 00:00:00: above zero, at most ten years", problems[0]);
    }

    [Fact]
    public void An_entry_point_after_the_body_is_refused()
    {
        Some.Policy(() => Entry.EachNamespace((_, _) => { }));

        var refused = Assert.Throws<PolicyLoadException>(() => Entry.Setting("x", 1, ""));
        Assert.Contains("not inside a rule", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scripts_that_load_at_the_same_time_do_not_meet()
    {
        var loads = Enumerable.Range(0, 20).Select(i => Task.Run(() => PolicyScriptRunner.Run(
            () =>
            {
                Entry.Policy($"p{i}", Severity.Low, "t");
                Entry.Setting($"s{i}", i, "");
                Entry.EachNamespace((_, _) => { });
            },
            Some.NoSettings)));

        foreach (var policy in await Task.WhenAll(loads))
        {
            Assert.Equal("s" + policy.Id[1..], Assert.Single(policy.Settings).Name);
            Assert.Single(policy.Rules);
        }
    }

    [Fact]
    public void A_fault_holds_texts_only_even_if_its_message_throws()
    {
        var policy = Some.Policy(() => Entry.EachWorkload((_, _) => throw new UnreadableException()));

        var fault = Assert.Throws<RuleFaultException>(() => Some.Judge(policy, "{}"));

        Assert.Equal(("UnreadableException", "its exception has no readable message"), (fault.TypeName, fault.Detail));
        Assert.Null(fault.InnerException);
    }

    [Fact]
    public void A_field_of_another_type_is_a_fault_with_its_path()
    {
        var policy = Some.Policy(() => Entry.EachContainer((_, _) => { }));

        var fault = Assert.Throws<RuleFaultException>(() => Some.Judge(policy, """{"spec":{"containers":"none"}}"""));

        Assert.Equal("FieldTypeException", fault.TypeName);
        Assert.Contains("spec.containers: expected a list, found the text `none`", fault.Message, StringComparison.Ordinal);
    }

    private sealed class UnreadableException : Exception
    {
        public override string Message => throw new InvalidOperationException("sly");
    }
}
