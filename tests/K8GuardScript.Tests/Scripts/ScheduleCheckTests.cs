using K8GuardScript.Scripts;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Tests.Scripts;

public sealed class ScheduleCheckTests
{
    [Fact]
    public void A_wrong_cron_expression_of_the_settings_is_told_where_it_stands()
    {
        var problem = Assert.Single(Problems("0 20 * * *", new SettingInput("policies.yaml(7,14)") { Scalar = "20:00" }));

        Assert.Equal("policies.yaml(7,14)", problem.Place);
        Assert.StartsWith("the setting `night`: schedule `nights`: `20:00` is no cron expression", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_cron_expression_of_the_script_is_told_at_the_schedule()
    {
        var problem = Assert.Single(Problems("20:00", given: null));

        Assert.NotEqual("policies.yaml(7,14)", problem.Place);
        Assert.StartsWith("schedule `nights`: `20:00` is no cron expression", problem.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<LoadProblem> Problems(string @default, SettingInput? given)
    {
        var settings = new Dictionary<string, SettingInput>();
        if (given is not null) settings["night"] = given;
        var policy = PolicyScriptRunner.Run(
            () =>
            {
                Entry.Policy("sleep", Severity.Low, "Development sleeps at night");
                Entry.Schedule("nights", Entry.Setting("night", @default, "when it falls asleep"), "UTC", _ => { }, atMost: 1);
            },
            settings);
        return Assert.Throws<PolicyLoadException>(() => ScheduleCheck.Checked(policy)).Problems;
    }
}
