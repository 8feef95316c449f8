using System.CommandLine;
using System.Globalization;
using K8GuardScript.Http;
using K8GuardScript.Remote;
using K8GuardScript.Sdk.Registration;
using K8GuardScript.Worker;

namespace K8GuardScript.Verbs;

/// <summary><c>k8guard undo</c>: takes back what the guard did, one action or all of a policy since some time.</summary>
internal static class UndoVerb
{
    private const string Json = "json";
    private const int LongestLine = 2_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public static Command Create()
    {
        var verb = new Command("undo", "Take back actions of a running guard, where nobody has changed the object since.");
        var remote = new RemoteArguments();
        var ids = new Argument<string[]>("action")
        {
            Description = "ids of actions, as messages, events and /api/v1/actions name them",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var policy = new Option<string?>("--policy") { Description = "everything that this policy did", HelpName = "ID" };
        var since = new Option<string?>("--since")
        {
            Description = "with --policy: from this time on, as `2h` ago or as an instant, `2026-11-24T09:00:00Z`",
            HelpName = "TIME",
        };
        var format = OutputOption.Create("text", Json);
        verb.Arguments.Add(ids);
        verb.Options.Add(policy);
        verb.Options.Add(since);
        verb.Options.Add(format);
        remote.AddTo(verb);
        verb.SetAction((parsed, cancel) => CommandLine.WholeAsync(
            () => remote.WithGuardAsync(parsed, async guard =>
            {
                var order = Order(parsed.GetValue(ids) ?? [], parsed.GetValue(policy), parsed.GetValue(since), TimeProvider.System.GetUtcNow());
                var last = await FollowAsync(guard, order, cancel).ConfigureAwait(false);
                if (parsed.GetValue(format) == Json) await TextOutput.WriteJsonAsync(last).ConfigureAwait(false);
                else await TellAsync(last).ConfigureAwait(false);
                return last.Items.All(item => item.State == "done") ? 0 : 1;
            }),
            cancel));
        return verb;
    }

    /// <exception cref="StartException">it is not clear what is to be undone</exception>
    internal static UndoOrderBody Order(string[] ids, string? policy, string? since, DateTimeOffset now)
    {
        if (ids.Length > 0)
        {
            return policy is null && since is null
                ? new UndoOrderBody(ids, null, null, RemoteArguments.By)
                : throw new StartException("name ids of actions, or `--policy` with `--since`, and not both");
        }

        if (policy is null || since is null)
            throw new StartException("nothing is named: give ids of actions, or `--policy ID --since 2h` for all that a policy did");
        return new UndoOrderBody(null, policy, Instant(since, now), RemoteArguments.By);
    }

    private static DateTimeOffset Instant(string typed, DateTimeOffset now)
    {
        if (Duration.TryParse(typed, out var ago)) return now - ago;
        return DateTimeOffset.TryParse(typed, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : throw new StartException($"`--since` is `{typed}`: expected a duration such as `2h`, or an instant such as `2026-11-24T09:00:00Z`");
    }

    // the order lasts in the guard: whoever stops waiting stops nothing
    private static async Task<UndoAnswer> FollowAsync(RunningGuard guard, UndoOrderBody order, CancellationToken cancel)
    {
        var state = await guard.PostAsync<UndoAnswer>("/api/v1/undo", order, cancel).ConfigureAwait(false);
        while (!state.Done)
        {
            await Task.Delay(Pause, TimeProvider.System, cancel).ConfigureAwait(false);
            state = await guard.GetAsync<UndoAnswer>($"/api/v1/undo/{Uri.EscapeDataString(state.Order)}", cancel).ConfigureAwait(false);
        }

        return state;
    }

    private static async Task TellAsync(UndoAnswer state)
    {
        foreach (var item in state.Items) await Console.Out.WriteLineAsync(Line(item)).ConfigureAwait(false);
        await Console.Error.WriteLineAsync(Summary(state)).ConfigureAwait(false);
    }

    internal static string Summary(UndoAnswer state) => state.Items.Count == 0
        ? "nothing to undo: the policy has done nothing since then that still stands"
        : $"undid {state.Items.Count(item => item.State == "done")} of {state.Items.Count}";

    // an id that is not known has no object
    internal static string Line(UndoItemAnswer item)
    {
        var name = item.Namespace.Length == 0 ? item.Name : $"{item.Namespace}/{item.Name}";
        var what = item.Name.Length == 0 ? item.Action : $"{item.Kind} {name} ({item.Action})";
        return PlainText.Clean($"{item.State,-8} {what}{(item.Note.Length > 0 ? $": {item.Note}" : "")}", LongestLine);
    }
}
