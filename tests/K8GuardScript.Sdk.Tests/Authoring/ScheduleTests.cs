using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;
using K8GuardScript.Sdk.Views;

namespace K8GuardScript.Sdk.Tests.Authoring;

public sealed class ScheduleTests
{
    [Fact]
    public void A_schedule_is_registered()
    {
        var policy = Some.Policy(() => Entry.Schedule("nights", "0 20 * * *", "Europe/Berlin", _ => { }, atMost: 5));

        var schedule = Assert.Single(policy.Schedules);
        Assert.Equal(("nights", "0 20 * * *", "Europe/Berlin", 5), (schedule.Name, schedule.Cron, schedule.TimeZone, schedule.AtMost));
    }

    [Theory]
    [InlineData("Nights", "UTC", 1, "`Nights` is no name of a schedule")]
    [InlineData("", "UTC", 1, "no name of a schedule")]
    [InlineData(null, "UTC", 1, "no name of a schedule")]
    [InlineData("nights", "Europe/Berlim", 1, "there is no time zone `Europe/Berlim`")]
    [InlineData("nights", "", 1, "there is no time zone")]
    [InlineData("nights", null, 1, "there is no time zone")]
    [InlineData("nights", "UTC", 0, "`atMost` is 0: at least 1")]
    public void What_is_wrong_with_a_schedule_keeps_the_policy_from_loading(string? name, string? zone, int atMost, string complaint)
    {
        var problem = Assert.Single(Some.Problems(() =>
        {
            Entry.Policy("p", Severity.Low, "t");
            Entry.Schedule(name!, "0 20 * * *", zone!, _ => { }, atMost);
        }));

        Assert.Contains(complaint, problem);
    }

    [Fact]
    public void A_wrong_time_zone_of_the_settings_is_told_where_it_stands()
    {
        var settings = new Dictionary<string, SettingInput> { ["zone"] = new("policies.yaml(7,14)") { Scalar = "Europe/Berlim" } };
        var refused = Assert.Throws<PolicyLoadException>(() => PolicyScriptRunner.Run(
            () =>
            {
                Entry.Policy("p", Severity.Low, "t");
                Entry.Schedule("nights", "0 20 * * *", Entry.Setting("zone", "UTC", "whose night it is"), _ => { }, 1);
            },
            settings));

        var problem = Assert.Single(refused.Problems);
        Assert.Equal("policies.yaml(7,14)", problem.Place);
        Assert.StartsWith("the setting `zone`: schedule `nights`: there is no time zone `Europe/Berlim`", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_schedules_of_one_name_are_refused()
    {
        var problem = Assert.Single(Some.Problems(() =>
        {
            Entry.Policy("p", Severity.Low, "t");
            Entry.Schedule("nights", "0 20 * * *", "UTC", _ => { }, 1);
            Entry.Schedule("nights", "0 6 * * *", "UTC", _ => { }, 1);
        }));

        Assert.Contains("there are two schedules `nights`", problem);
    }

    [Fact]
    public void A_job_sees_objects_and_wishes()
    {
        var policy = Some.Policy(() => Entry.Schedule("nights", "0 20 * * *", "UTC", job =>
        {
            foreach (var d in job.List<Deployment>("dev-*")) job.Do(Act.Stop, d);
            job.Undo("mornings");
            job.Notify("platform", "good\nnight");
        }, 5));
        var run = new RecordingRun();

        policy.Schedules[0].Body(new ScheduleJob(run));

        Assert.Equal(["list apps/v1 Deployment dev-*", "Stop web", "undo mornings", "notify platform: good night"], run.Wishes);
    }

    [Theory]
    [InlineData("example.com/team", "payments")]
    [InlineData("team", "")]
    [InlineData("a.b-c/D_e.f", "A-b_c.9")]
    public void A_label_that_the_API_takes_can_be_an_action(string key, string value)
    {
        var policy = Some.Policy(() =>
        {
            Entry.Policy("p", Severity.Low, "t").Escalate(action: Act.Label(key, value));
            Entry.EachNamespace((_, _) => { });
        }, isNamed: true);

        Assert.Equal(ActionVerb.Label, policy.Escalation.Action);
        Assert.Equal(new ActionMark(key, value), policy.Escalation.Mark);
    }

    [Theory]
    [InlineData("", "x")]
    [InlineData("/x", "x")]
    [InlineData("Example.com/x", "x")]
    [InlineData("a b", "x")]
    [InlineData("x-", "x")]
    [InlineData("ok", "not ok")]
    [InlineData("ok", "0123456789012345678901234567890123456789012345678901234567890123")]
    public void A_label_that_the_API_refuses_can_not(string key, string value) =>
        Assert.Throws<ArgumentException>(() => Act.Label(key, value));

    private sealed class RecordingRun : IScheduleRun
    {
        public List<string> Wishes { get; } = [];

        public IReadOnlyList<KubeObject> List(string apiVersion, string kind, string namespaces)
        {
            Wishes.Add($"list {apiVersion} {kind} {namespaces}");
            return [Some.Object("""{"metadata":{"name":"web"}}""", apiVersion, kind)];
        }

        public void Do(Act action, Field target) => Wishes.Add($"{action.Verb} {target["metadata"]["name"]}");

        public void Undo(string schedule) => Wishes.Add($"undo {schedule}");

        public void Notify(string channel, string text) => Wishes.Add($"notify {channel}: {text}");
    }
}
