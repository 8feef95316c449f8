using System.Diagnostics;
using K8GuardScript.Compiler;
using K8GuardScript.Scripts.Compiling;
using K8GuardScript.Sdk.Registration;
using Microsoft.Extensions.Logging.Abstractions;

namespace K8GuardScript.Tests.Scripts.Compiling;

/// <summary>Against the real program, as a process.</summary>
public sealed class ChildCompilerTests : IAsyncDisposable
{
    private const string Recursion = "int Deep(int n) => Deep(n + 1) + 1;\nPolicy(\"bad\", Severity.Low, $\"{Deep(0)}\");\n"
        + "EachNamespace((ns, found) => { });";

    private readonly TempFolder folder = new();
    private readonly List<ChildCompiler> compilers = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var compiler in compilers) await compiler.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Scripts_are_compiled_and_run_for_the_first_time()
    {
        var answers = await AskAsync(Compiler(), Job("a"), Job("b", "Policy(\"b\", Severity.Low, \"b\");\nEachNamespace((ns, found) => { nonsense });"));

        Assert.NotEmpty(answers[0].Compiled!.Pe);
        Assert.Equal("a", answers[0].FirstRun!.Policy);
        Assert.Equal([new ReadKind("v1", "Namespace")], answers[0].FirstRun!.Kinds);
        Assert.Empty(answers[0].FirstRun!.Errors);
        Assert.Null(answers[1].Compiled);
        Assert.Contains(answers[1].Problems, problem => problem is { File: "b.csx", Line: 2, IsError: true });
    }

    [Fact]
    public async Task One_process_serves_one_edit_after_another()
    {
        var compiler = Compiler();
        await AskAsync(compiler, Job("a"));
        var first = compiler.ProcessId;

        await AskAsync(compiler, Job("b"));

        Assert.NotNull(first);
        Assert.Equal(first, compiler.ProcessId);
    }

    [Fact]
    public async Task Libraries_come_with_the_script_and_from_nowhere_else()
    {
        folder.Write("_there.csx", "string There() => \"there\";");
        var given = Job("a", "#load \"_given.csx\"\nPolicy(\"a\", Severity.Low, Given());\nEachNamespace((ns, found) => { });") with
        {
            Libraries = new Dictionary<string, LibraryFile> { ["_given.csx"] = new("string Given() => \"given\";", null) },
        };

        var answers = await AskAsync(Compiler(), given, Job("b", "#load \"_there.csx\"\n" + Script("b")));

        Assert.Empty(answers[0].FirstRun!.Errors);
        Assert.Contains(answers[1].Problems, problem => problem is { Code: "K8G004", IsError: true });
    }

    [Fact]
    public async Task A_script_that_kills_the_process_is_refused_and_the_others_go_on()
    {
        var answers = await AskAsync(Compiler(), Job("a"), Job("bad", Recursion), Job("c"));

        Assert.Equal(["a", null, "c"], answers.Select(answer => answer.FirstRun?.Policy));
        Assert.NotEmpty(answers[1].FirstRun!.Errors);
    }

    [Fact]
    public async Task A_script_that_does_not_end_is_refused_and_the_next_one_is_compiled()
    {
        var compiler = Compiler(new CompilerLimits { Batch = TimeSpan.FromSeconds(3), Script = TimeSpan.Zero });
        const string Endless = "Policy(\"bad\", Severity.Low, \"bad\");\nwhile (true) { }\nEachNamespace((ns, found) => { });";

        var bad = Assert.Single(await AskAsync(compiler, Job("bad", Endless)));
        var good = Assert.Single(await AskAsync(compiler, Job("a")));

        Assert.NotEmpty(bad.Problems.Select(problem => problem.Message).Concat(bad.FirstRun!.Errors.Select(error => error.Message)));
        Assert.Equal("a", good.FirstRun!.Policy);
    }

    [Fact]
    public async Task A_process_that_takes_too_much_memory_is_ended()
    {
        var answer = Assert.Single(await AskAsync(Compiler(new CompilerLimits { ResidentBytes = 1 }), Job("a")));

        Assert.Null(answer.Compiled);
        var told = answer.Problems.Select(problem => problem.Message).Concat(answer.FirstRun?.Errors.Select(error => error.Message) ?? []);
        Assert.Contains("of memory", Assert.Single(told), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_dies_once_is_no_scripts_fault()
    {
        if (OperatingSystem.IsWindows()) return;

        var answer = Assert.Single(await AskAsync(Compiler(command: Dying("[ -e died ] && exec \"$@\"; : > died; exec \"$@\" < /dev/null")), Job("a")));

        Assert.Equal("a", answer.FirstRun?.Policy);
    }

    [Fact]
    public async Task A_process_that_dies_of_the_same_script_again_refuses_it()
    {
        if (OperatingSystem.IsWindows()) return;

        var answer = Assert.Single(await AskAsync(Compiler(command: Dying("exec \"$@\" < /dev/null")), Job("a")));

        Assert.False(answer.IsUnanswered);
        Assert.Contains("killed", Assert.Single(answer.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_no_compiler_leaves_the_question_open()
    {
        var compiler = Compiler(command: new CompilerCommand("/bin/sh", ["-c", "echo oops >&2; exit 3"]));

        var answer = Assert.Single(await AskAsync(compiler, Job("a")));

        Assert.True(answer.IsUnanswered);
        Assert.Contains("it died: oops", Assert.Single(answer.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_can_not_be_started_and_leaves_the_question_open() =>
        Assert.True(Assert.Single(await AskAsync(Compiler(command: new CompilerCommand(folder.At("none"), [])), Job("a"))).IsUnanswered);

    [Fact]
    public async Task The_process_ends_with_the_worker()
    {
        var compiler = Compiler();
        await AskAsync(compiler, Job("a"));
        using var process = Process.GetProcessById(compiler.ProcessId!.Value);

        await compiler.DisposeAsync();

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Null(compiler.ProcessId);
    }

    [Fact]
    public void Nothing_of_the_workers_environment_is_handed_over()
    {
        var start = CompilerCommand.OfThisProgram().StartInfo(folder.Path);

        Assert.DoesNotContain("PATH", start.Environment.Keys);
        Assert.DoesNotContain("HOME", start.Environment.Keys);
        Assert.Contains("DOTNET_GCHeapHardLimit", start.Environment.Keys);
    }

    // a compiler that nobody asks says its word, and ends by killing itself
    private static CompilerCommand Dying(string shell)
    {
        var real = CompilerCommand.OfThisProgram();
        return new CompilerCommand("/bin/sh", ["-c", shell, "sh", real.Program, .. real.Arguments]);
    }

    private static string Script(string id) => $"Policy(\"{id}\", Severity.Low, \"{id}\");\nEachNamespace((ns, found) => {{ }});";

    private static ScriptJob Job(string id, string? text = null) =>
        new($"{id}.csx", text ?? Script(id), new Dictionary<string, LibraryFile>(), null, new FirstRunWish(null, []));

    private static Task<IReadOnlyList<JobAnswer>> AskAsync(ChildCompiler compiler, params ScriptJob[] jobs) => compiler.RunAsync(
        new JobBatch(jobs, new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, SettingInput>>>()), TestContext.Current.CancellationToken);

    private ChildCompiler Compiler(CompilerLimits? limits = null, CompilerCommand? command = null)
    {
        compilers.Add(new ChildCompiler(
            command ?? CompilerCommand.OfThisProgram(), folder.Path, limits ?? new CompilerLimits(), TimeProvider.System,
            NullLogger<ChildCompiler>.Instance));
        return compilers[^1];
    }
}
