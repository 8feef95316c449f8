using System.CommandLine;
using K8GuardScript.Http;
using K8GuardScript.Terminal;

namespace K8GuardScript.Verbs;

/// <summary><c>k8guard explain</c>: why an object violates, since when, what comes next, and what each guard rail says.</summary>
internal static class ExplainVerb
{
    private const string Json = "json";

    public static Command Create()
    {
        var verb = new Command("explain", "Tell why an object violates, since when, what comes next, and what each guard rail says to it.");
        var remote = new RemoteArguments();
        var named = new Argument<string>("object")
        {
            Description = "KIND/NAMESPACE/NAME, such as Deployment/shop/web or deployment.apps/shop/web, or KIND/NAME",
        };
        var policy = new Option<string?>("--policy") { Description = "only this policy", HelpName = "ID" };
        var format = OutputOption.Create("text", Json);
        verb.Arguments.Add(named);
        verb.Options.Add(policy);
        verb.Options.Add(format);
        remote.AddTo(verb);
        verb.SetAction((parsed, cancel) => CommandLine.WholeAsync(
            () => remote.WithGuardAsync(parsed, async guard =>
            {
                var target = ObjectArgument.Parse(parsed.GetValue(named)!);
                var filter = parsed.GetValue(policy) is { } id ? $"&policy={Uri.EscapeDataString(id)}" : "";
                var found = await guard.GetAsync<ExplainPage>($"/api/v1/explain?{target.Query}{filter}", cancel).ConfigureAwait(false);
                if (parsed.GetValue(format) == Json) await TextOutput.WriteJsonAsync(found).ConfigureAwait(false);
                else await Console.Out.WriteAsync(ExplainText.Of(found, parsed.GetValue(named)!)).ConfigureAwait(false);
                return 0;
            }),
            cancel));
        return verb;
    }
}
