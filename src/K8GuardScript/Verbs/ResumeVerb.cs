using System.CommandLine;
using K8GuardScript.Core.Guard.Breaking;
using K8GuardScript.Http;
using K8GuardScript.Remote;

namespace K8GuardScript.Verbs;

/// <summary><c>k8guard resume</c>: ends a pause or the hold after a damaged ledger, or lets a policy act again whose breaker tripped.</summary>
internal static class ResumeVerb
{
    public static Command Create()
    {
        var verb = new Command(
            "resume", "End a pause or the hold after a damaged ledger, or with --policy close a breaker that tripped; say what that lifted.");
        var remote = new RemoteArguments();
        var policy = new Option<string?>("--policy") { Description = "the policy whose breaker is to be closed; `*` for all", HelpName = "ID" };
        verb.Options.Add(policy);
        remote.AddTo(verb);
        verb.SetAction((parsed, cancel) => CommandLine.WholeAsync(
            () => remote.WithGuardAsync(parsed, guard => RunAsync(guard, parsed.GetValue(policy), cancel)), cancel));
        return verb;
    }

    private static async Task<int> RunAsync(RunningGuard guard, string? policy, CancellationToken cancel)
    {
        var answer = await guard.PostAsync<ResumeAnswer>("/api/v1/resume", new ResumeOrder(policy, RemoteArguments.By), cancel).ConfigureAwait(false);
        foreach (var line in Lifted(answer.Lifted).Concat(Still(answer.State))) await Console.Out.WriteLineAsync(line).ConfigureAwait(false);
        return 0;
    }

    private static IEnumerable<string> Lifted(IReadOnlyList<string> lifted) =>
        lifted.Count == 0 ? ["there was nothing to lift"] : lifted.Select(what => $"lifted: {what}");

    // what else keeps it from acting is told, so that nobody waits in vain
    private static IEnumerable<string> Still(GuardStateAnswer state)
    {
        yield return state.Paused is { } paused ? $"still paused: {paused}: this verb can't end that, take it out yourself" : "not paused";
        foreach (var breaker in state.Breakers)
            yield return $"policy `{breaker.Policy}` only warns: {breaker.Why}; `k8guard resume --policy {breaker.Policy}` ends it";
        if (state.Breakers.Count >= Breaker.MostTripped)
            yield return "so many breakers tripped that every policy only warns; `k8guard resume --policy '*'` ends it";
        if (state.NotLeading is { } other) yield return $"this instance does not act: {other}";
        if (state.Clock is { } clock) yield return $"waiting: {clock}";
        if (state.Ledger is { } ledger) yield return $"waiting: {ledger}";
    }
}
