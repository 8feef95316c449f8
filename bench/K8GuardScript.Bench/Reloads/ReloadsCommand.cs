using System.Globalization;
using System.Text;
using K8GuardScript.Bench.Sync;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Watch;
using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Scripts;
using K8GuardScript.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace K8GuardScript.Bench.Reloads;

/// <summary>
/// <c>reloads [--policies N] [--reloads N]</c>: what is left of policies that were replaced, in a worker with all its parts but the
/// loops. Each reload replaces every policy and judges some objects by the new ones.
/// </summary>
internal static class ReloadsCommand
{
    private const int Objects = 50;
    private const double MostGrowth = 1.1;
    private static readonly KindName Namespaces = new("", "v1", "Namespace");
    private static readonly KindName Kind = KindName.Parse("apps/v1", "Deployment");

    /// <returns>1 if a load context is alive that should not be, or memory grew by a tenth after the first hundred</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var policies = int.Parse(Option(args, "--policies") ?? "20", CultureInfo.InvariantCulture);
        var reloads = int.Parse(Option(args, "--reloads") ?? "1000", CultureInfo.InvariantCulture);
        using var versions = new VersionedPolicies(policies);
        versions.Save(0);
        var options = new GuardOptions { Policies = versions.Path, Data = versions.Data, Listen = ListenAddress.Parse("127.0.0.1:0") };
        var nowhere = new ClusterEndpoint { Server = new Uri("http://127.0.0.1:1"), Description = "nowhere" };
        await using var worker = GuardHost.Create(options, nowhere, TextWriter.Null);
        await worker.ServeAsync(CancellationToken.None);
        var keys = Fill(worker.Services.GetRequiredService<ObjectStore>());

        var contexts = new LoadContexts();
        long early = 0, late = 0;
        var alive = 0;
        Console.WriteLine($"{policies} policies, all of them replaced each time; {Objects} deployments judged each time");
        for (var done = 1; done <= reloads; done++)
        {
            contexts.Note(worker.Services.GetRequiredService<PolicyReloader>());
            await ReloadAsync(worker.Services, versions, done, policies);
            await JudgeAsync(worker.Services, keys);
            if (done % 100 != 0 && done != reloads) continue;

            (var managed, late) = PeakMemory.Held();
            if (done <= 100) early = late;
            alive = contexts.Alive;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{done,6} reloads: resident {late / 1e6,6:0.0} MB, managed {managed / 1e6,5:0.0} MB, of {contexts.Seen,6} old contexts alive {alive}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"resident memory after the first 100: {(late - early) * 100.0 / early:+0.0;-0.0} %"));
        return alive == 0 && late < early * MostGrowth ? 0 : 1;
    }

    // what changed is believed at the second look
    private static async Task ReloadAsync(IServiceProvider services, VersionedPolicies versions, int round, int policies)
    {
        var reloader = services.GetRequiredService<PolicyReloader>();
        versions.Save(round);
        await reloader.ReloadAsync(CancellationToken.None);
        var outcome = await reloader.ReloadAsync(CancellationToken.None);
        var fresh = outcome.Now.Policies.All.Count(policy => !ReferenceEquals(policy, outcome.Before.Policies.Find(policy.Id)));
        if (fresh != policies) throw new InvalidOperationException($"only {fresh} of {policies} policies were replaced");
    }

    private static async Task JudgeAsync(IServiceProvider services, IReadOnlyList<ObjectKey> keys)
    {
        var batch = services.GetRequiredService<EvaluationBatch>();
        IReadOnlyList<QueuedKey> left = [.. keys.Select(key => new QueuedKey(key, Wanted.All, Lane.Change, 0))];
        while (left.Count > 0)
        {
            var judged = await services.GetRequiredService<IEvaluationThreads>().RunAsync(slot => batch.Judge(left, slot), CancellationToken.None);
            batch.Record(judged);
            left = judged.Left;
        }

        if (services.GetRequiredService<Ledger>().AliveCount == 0) throw new InvalidOperationException("no policy found anything");
    }

    private static IReadOnlyList<ObjectKey> Fill(ObjectStore store)
    {
        // what lies in a namespace waits until those are listed
        store.BeginList(Namespaces);
        store.EndList(Namespaces);
        store.Expect(Kind);
        store.BeginList(Kind);
        for (var i = 0; i < Objects; i++) store.Listed(Kind, Encoding.UTF8.GetBytes(Deployment(i)));
        store.EndList(Kind);
        return store.Keys(Kind);
    }

    private static string Deployment(int number) => $$$"""
        {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web-{{{number}}}", "namespace": "shop", "uid": "uid-{{{number}}}"},
         "spec": {"replicas": 3, "template": {"spec": {"containers": [{"name": "app", "image": "evil.example.net/web:latest"}] } } } }
        """;

    private static string? Option(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at < 0 ? null : args[at + 1];
    }
}
