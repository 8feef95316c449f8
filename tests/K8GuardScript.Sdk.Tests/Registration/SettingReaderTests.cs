using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Sdk.Tests.Registration;

public sealed class SettingReaderTests
{
    [Fact]
    public void Defaults_count_where_the_file_says_nothing()
    {
        var policy = Some.Policy(() =>
        {
            Assert.Equal("a", Entry.Setting("text", "a", "d"));
            Assert.Equal(1, Entry.Setting("int", 1, "d"));
            Assert.Equal(TimeSpan.FromHours(1), Entry.Setting("span", Entry.Hours(1), "d"));
            Assert.Equal(["x"], Entry.Setting("list", ["x"], "d"));
            Entry.EachNamespace((_, _) => { });
        });

        Assert.Equal(["a", 1L, "1h"], policy.Settings.Take(3).Select(setting => setting.Value));
        Assert.All(policy.Settings, setting => Assert.Equal(setting.Default, setting.Value));
        Assert.All(policy.Settings, setting => Assert.Null(setting.Place));
    }

    [Fact]
    public void The_file_s_values_count_where_it_has_some()
    {
        var given = new Dictionary<string, SettingInput>
        {
            ["text"] = Scalar("1.10"),
            ["int"] = Scalar("-7"),
            ["long"] = Scalar("9223372036854775807"),
            ["double"] = Scalar("0.5"),
            ["bool"] = Scalar("true"),
            ["span"] = Scalar("1h30m", quoted: true),
            ["list"] = new SettingInput("f(1,1)") { Items = [Scalar("a"), Scalar("1")] },
            ["map"] = new SettingInput("f(1,1)") { Map = new Dictionary<string, SettingInput> { ["k"] = Scalar("v") } },
        };

        var policy = Some.Policy(
            () =>
            {
                Assert.Equal("1.10", Entry.Setting("text", "", ""));
                Assert.Equal(-7, Entry.Setting("int", 0, ""));
                Assert.Equal(long.MaxValue, Entry.Setting("long", 0L, ""));
                Assert.Equal(0.5, Entry.Setting("double", 0.0, ""));
                Assert.True(Entry.Setting("bool", false, ""));
                Assert.Equal(TimeSpan.FromMinutes(90), Entry.Setting("span", TimeSpan.Zero, ""));
                Assert.Equal(["a", "1"], Entry.Setting("list", ["x"], ""));
                Assert.Equal("v", Entry.Setting("map", new Dictionary<string, string>(), "")["k"]);
                Entry.EachNamespace((_, _) => { });
            },
            given);

        Assert.Equal("1h30m", policy.Settings.Single(setting => setting.Name == "span").Value);
        Assert.All(policy.Settings, setting => Assert.Equal("f(1,1)", setting.Place));
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once_with_its_place()
    {
        var given = new Dictionary<string, SettingInput>
        {
            ["int"] = Scalar("5", quoted: true),
            ["bool"] = Scalar("yes"),
            ["span"] = Scalar("soon"),
            ["list"] = Scalar("a"),
            ["text"] = new SettingInput("f(1,1)"),
            ["alowed"] = Scalar("x") with { Place = "policies.yaml(12,7)" },
        };

        var problems = Some.Problems(
            () =>
            {
                Entry.Policy("p", Severity.Low, "t");
                Entry.Setting("int", 0, "");
                Entry.Setting("bool", false, "");
                Entry.Setting("span", TimeSpan.Zero, "");
                Entry.Setting("list", ["x"], "");
                Entry.Setting("text", "", "");
                Entry.EachNamespace((_, _) => { });
            },
            given);

        Assert.Equal(
            [
                "f(1,1): the setting `int` should be a whole number, but here it is the text `5`",
                "f(1,1): the setting `bool` should be true or false, but here it is `yes`",
                "f(1,1): the setting `span` should be a duration such as `10m`, `24h` or `7d`, but here it is `soon`",
                "f(1,1): the setting `list` should be a list of texts, but here it is `a`",
                "f(1,1): the setting `text` should be a text, but here it is nothing",
                "policies.yaml(12,7): there is no setting `alowed`: this policy has `int`, `bool`, `span`, `list`, `text`",
            ],
            problems);
    }

    [Theory]
    [InlineData("2147483648")]
    [InlineData("1.5")]
    [InlineData("1e3")]
    [InlineData("0x10")]
    [InlineData("")]
    [InlineData(" 1")]
    public void A_whole_number_is_nothing_else(string text)
    {
        var problems = Some.Problems(
            () =>
            {
                Entry.Policy("p", Severity.Low, "t");
                Entry.Setting("n", 0, "");
                Entry.EachNamespace((_, _) => { });
            },
            new Dictionary<string, SettingInput> { ["n"] = Scalar(text) });

        Assert.Single(problems);
    }

    [Fact]
    public void A_list_that_holds_more_than_texts_is_refused()
    {
        var problems = Some.Problems(
            () =>
            {
                Entry.Policy("p", Severity.Low, "t");
                Entry.Setting("l", ["x"], "");
                Entry.EachNamespace((_, _) => { });
            },
            new Dictionary<string, SettingInput> { ["l"] = new("f(1,1)") { Items = [Scalar("a"), new SettingInput("f(2,1)")] } });

        Assert.Equal("f(1,1): the setting `l` should be a list of texts, but here it is a list of something else", Assert.Single(problems));
    }

    private static SettingInput Scalar(string text, bool quoted = false) => new("f(1,1)") { Scalar = text, Quoted = quoted };
}
