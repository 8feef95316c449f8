using K8GuardScript.Compiler;
using K8GuardScript.Core.Cases;
using K8GuardScript.Core.Settings;
using K8GuardScript.Scripts;
using K8GuardScript.Sdk.Loading;
using K8GuardScript.Sdk.Registration;
using K8GuardScript.Tests.Scripts.Compiling;

namespace K8GuardScript.Tests.Scripts;

public sealed class PolicyTemplateTests
{
    public static TheoryData<string> Rules => [.. PolicyTemplate.All.Select(template => template.Rule)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_new_policy_loads_and_passes_its_own_cases(string rule)
    {
        var template = PolicyTemplate.All.Single(known => known.Rule == rule);
        var compiled = Compiler.ScriptCompiler.Compile(
            new Compiler.ScriptSource("my-policy.csx", template.ScriptOf("my-policy"), "/nowhere"), CancellationToken.None);
        Assert.Empty(compiled.Problems);
        using var assembly = ScriptAssembly.Load(compiled.Script!);

        var results = CasesFile.Parse(template.Cases, "my-policy.cases.yaml")
            .Select(test => CaseRunner.Run(test, settings => PolicyScriptRunner.Run(assembly.EntryPoint, settings)))
            .ToList();

        Assert.Equal("my-policy", PolicyScriptRunner.Run(assembly.EntryPoint, new Dictionary<string, SettingInput>()).Id);
        Assert.Empty(results.SelectMany(result => result.Differences.Select(difference => $"{result.Case.Name}: {difference}")));
        Assert.Contains(results, result => result.Case.Expect.Count > 0);
        Assert.Contains(results, result => result.Case.Expect.Count == 0);
    }

    [Theory]
    [InlineData("0 20 * * MON-FRI", null)]
    [InlineData("0 0 L * *", null)]
    [InlineData("0 0 * * 5#3", null)]
    [InlineData("0 20 * *", "is no cron expression")]
    [InlineData("61 20 * * *", "is no cron expression")]
    [InlineData("at night", "is no cron expression")]
    [InlineData("", "is no cron expression")]
    [InlineData("0 0 31 2 *", "so its time never comes")]
    [InlineData("0 0 20 * * *", "is no cron expression")]
    [InlineData("@reboot", "is no cron expression")]
    public async Task A_schedule_must_be_told_in_cron(string cron, string? complaint)
    {
        var script = new ScriptFile(
            "p.csx",
            $"Policy(\"p\", Severity.Low, \"t\");\n\nSchedule(\"nights\", \"{cron}\", \"Europe/Berlin\", job => {{ }}, atMost: 5);\n",
            new Dictionary<string, LibraryFile>(),
            Cases: null);

        var loader = new PolicyLoader(new InProcessCompiler(TimeProvider.System));
        var result = Assert.Single(await loader.LoadAsync([script], new GuardSettings(), TestContext.Current.CancellationToken));

        if (complaint is null)
        {
            Assert.Empty(result.Problems);
            Assert.Equal("nights", Assert.Single(result.Policy!.Definition.Schedules).Name);
            return;
        }

        var problem = Assert.Single(result.Problems);
        Assert.Contains(complaint, problem.Message);
        Assert.Equal(3, problem.Line);
    }
}
