using K8GuardScript.Compiler;
using K8GuardScript.Core.Settings;
using K8GuardScript.Scripts;
using K8GuardScript.Scripts.Compiling;
using K8GuardScript.Tests.Scripts.Compiling;

namespace K8GuardScript.Tests.Scripts;

public sealed class PolicyLoaderTests
{
    private const string Rule = "EachNamespace((ns, found) => { });\n";

    [Fact]
    public async Task A_script_that_the_compiler_died_of_is_refused_and_the_others_load()
    {
        var loader = new PolicyLoader(new MortalCompiler("bomb.csx"));

        var results = await loader.LoadAsync([Script("a"), Script("bomb"), Script("c")], new GuardSettings(), TestContext.Current.CancellationToken);

        Assert.Equal(["a", null, "c"], results.Select(result => result.Policy?.Id));
        var problem = Assert.Single(results[1].Problems);
        Assert.Equal(("bomb.csx", 1, "K8G005", "died of it"), (problem.File, problem.Line, problem.Code, problem.Message));
        foreach (var result in results) result.Assembly?.Dispose();
    }

    [Fact]
    public async Task A_policy_may_use_what_it_loads()
    {
        var libraries = new Dictionary<string, LibraryFile> { ["_x.csx"] = new("string Title() => \"from the library\";", null) };
        var script = new ScriptFile("p.csx", $"#load \"_x.csx\"\nPolicy(\"p\", Severity.Low, Title());\n{Rule}", libraries, Cases: null);
        var loader = new PolicyLoader(new InProcessCompiler(TimeProvider.System));

        var result = Assert.Single(await loader.LoadAsync([script], new GuardSettings(), TestContext.Current.CancellationToken));

        Assert.Equal("from the library", result.Policy?.Definition.Title);
        result.Assembly?.Dispose();
    }

    private static ScriptFile Script(string id) =>
        new($"{id}.csx", $"Policy(\"{id}\", Severity.Low, \"t\");\n{Rule}", new Dictionary<string, LibraryFile>(), Cases: null);

    private sealed class MortalCompiler(string bomb) : IScriptCompiler
    {
        private readonly InProcessCompiler compiler = new(TimeProvider.System);

        public async Task<IReadOnlyList<JobAnswer>> RunAsync(JobBatch batch, CancellationToken cancel)
        {
            var answers = await compiler.RunAsync(batch, cancel);
            return [.. batch.Jobs.Zip(answers, (job, answer) => job.Name == bomb ? Died(job) : answer)];
        }

        private static JobAnswer Died(ScriptJob job) =>
            new(null, [new ScriptProblem(job.Name, 1, 1, JobAnswer.CompilerCode, "died of it", IsError: true)], TimeSpan.Zero, null);
    }
}
