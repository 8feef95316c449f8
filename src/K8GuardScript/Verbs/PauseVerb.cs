using System.CommandLine;
using K8GuardScript.Http;
using K8GuardScript.Remote;

namespace K8GuardScript.Verbs;

/// <summary><c>k8guard pause</c>: no action is taken until <c>resume</c>.</summary>
internal static class PauseVerb
{
    public static Command Create()
    {
        var verb = new Command("pause", "Stop every action of a running guard; it goes on judging and warning.");
        var remote = new RemoteArguments();
        var reason = new Option<string?>("--reason") { Description = "why, for whoever wonders", HelpName = "TEXT" };
        verb.Options.Add(reason);
        remote.AddTo(verb);
        verb.SetAction((parsed, cancel) => CommandLine.WholeAsync(
            () => remote.WithGuardAsync(parsed, guard => RunAsync(guard, parsed.GetValue(reason), cancel)), cancel));
        return verb;
    }

    private static async Task<int> RunAsync(RunningGuard guard, string? reason, CancellationToken cancel)
    {
        var state = await guard.PostAsync<GuardStateAnswer>("/api/v1/pause", new PauseOrder(reason, RemoteArguments.By), cancel).ConfigureAwait(false);
        await Console.Out.WriteLineAsync(Text(state)).ConfigureAwait(false);
        return 0;
    }

    internal static string Text(GuardStateAnswer state) => state.ResumeEnds
        ? $"paused: {state.Paused}; `k8guard resume` ends it"
        : $"paused: {state.Paused}: `k8guard resume` lifts this order, and can't end that: take it out yourself too";
}
