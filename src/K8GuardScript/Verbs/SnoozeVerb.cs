using System.CommandLine;
using System.Globalization;
using K8GuardScript.Http;
using K8GuardScript.Remote;
using K8GuardScript.Sdk.Registration;
using K8GuardScript.Worker;

namespace K8GuardScript.Verbs;

/// <summary><c>k8guard snooze</c>: exempts one object for some days, and prints what makes it last; or lifts such a snooze.</summary>
internal static class SnoozeVerb
{
    public static Command Create()
    {
        var verb = new Command("snooze", "Exempt one object from policies of a running guard for at most 7 days, or lift that with --lift.");
        var remote = new RemoteArguments();
        var named = new Argument<string?>("object")
        {
            Description = "KIND/NAMESPACE/NAME, such as Deployment/shop/web, or KIND/NAME",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var policies = new Option<string[]>("--policy")
        {
            Description = "which policy; `*` stands for any characters; may be given several times",
            HelpName = "ID",
        };
        var length = new Option<string?>("--for") { Description = "for how long from now, as `3d` or `12h`", HelpName = "TIME" };
        var reason = new Option<string?>("--reason") { Description = "why, for whoever reads of it later", HelpName = "TEXT" };
        var lift = new Option<string?>("--lift") { Description = "end the snooze with this id instead", HelpName = "ID" };
        verb.Arguments.Add(named);
        foreach (var option in new Option[] { policies, length, reason, lift }) verb.Options.Add(option);
        remote.AddTo(verb);
        verb.SetAction((parsed, cancel) => CommandLine.WholeAsync(
            () =>
            {
                var (target, ids, why) = (parsed.GetValue(named), parsed.GetValue(policies) ?? [], parsed.GetValue(reason));
                var (time, id) = (parsed.GetValue(length), parsed.GetValue(lift));
                if (id is not null && (target ?? time ?? why ?? ids.FirstOrDefault()) is not null)
                    throw new StartException("`--lift` takes the id of a snooze alone: name no object, `--policy`, `--for` or `--reason` beside it");
                return remote.WithGuardAsync(parsed, guard => id is null
                    ? GrantAsync(guard, Order(target, ids, time, why), cancel)
                    : LiftAsync(guard, id, cancel));
            },
            cancel));
        return verb;
    }

    /// <exception cref="StartException">something that is needed is missing, or wrong</exception>
    internal static SnoozeBody Order(string? typed, IReadOnlyList<string> policies, string? length, string? reason)
    {
        if (typed is null) throw new StartException("no object is named: expected KIND/NAMESPACE/NAME, such as `Deployment/shop/web`");
        var target = ObjectArgument.Parse(typed);
        if (policies.Count == 0) throw new StartException("name the policy with `--policy ID`; `--policy '*'` is for all");
        if (!Duration.TryParse(length, out _))
        {
            var seen = length is null ? "`--for` is missing" : $"`--for` is `{length}`";
            throw new StartException($"{seen}: expected a duration of at most `7d`, such as `3d`");
        }

        if (string.IsNullOrWhiteSpace(reason)) throw new StartException("say why with `--reason TEXT`: others read of it later");
        return new SnoozeBody(policies, target.Kind, target.Namespace, target.Name, reason, length, Until: null, RemoteArguments.By);
    }

    private static async Task<int> GrantAsync(RunningGuard guard, SnoozeBody order, CancellationToken cancel)
    {
        var snooze = await guard.PostAsync<SnoozeAnswer>("/api/v1/snoozes", order, cancel).ConfigureAwait(false);
        var end = snooze.Until.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        await Console.Error.WriteLineAsync(
            $"snoozed until {end}; `k8guard snooze --lift {snooze.Id}` ends it before. What is to last longer goes into a file "
            + "`NAME.exemptions.yaml` beside the policies:").ConfigureAwait(false);
        await Console.Out.WriteAsync(snooze.Yaml).ConfigureAwait(false);
        return 0;
    }

    private static async Task<int> LiftAsync(RunningGuard guard, string id, CancellationToken cancel)
    {
        await guard.DeleteAsync(
            $"/api/v1/snoozes/{Uri.EscapeDataString(id)}?by={Uri.EscapeDataString(RemoteArguments.By)}", cancel).ConfigureAwait(false);
        await Console.Error.WriteLineAsync("lifted: what it covered counts again").ConfigureAwait(false);
        return 0;
    }
}
