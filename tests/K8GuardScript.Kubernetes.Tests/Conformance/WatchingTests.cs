using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Watch;
using K8GuardScript.Kubernetes.Writing;

namespace K8GuardScript.Kubernetes.Tests.Conformance;

public sealed class WatchingTests(ConformanceServer server) : ConformanceScene(server)
{
    private static readonly KindName Secrets = new("", "v1", "Secret");
    private static readonly KindName Definitions = new("apiextensions.k8s.io", "v1", "CustomResourceDefinition");

    [Fact]
    public async Task The_cache_follows_what_is_created_changed_deleted_and_made_again()
    {
        var before = await CreateAsync(ConfigMaps, "before");
        await using var cache = new WatchedCache(Api, Catalog, ConfigMaps);
        await UntilAsync(() => IsAsync(cache.Find(ConfigMaps, Namespace, "before")?.Uid == Uid(before)), "listed");

        await CreateAsync(ConfigMaps, "later");
        await UntilAsync(() => IsAsync(cache.Find(ConfigMaps, Namespace, "later") is not null), "added");

        await Client.PatchAsync(At(ConfigMaps, "later"), PatchType.Merge, Json("""{"metadata":{"labels":{"tier":"web"}}}"""), false, Cancel);
        await UntilAsync(() => IsAsync(cache.Find(ConfigMaps, Namespace, "later")!.Label("tier") == "web"), "modified");

        await Client.DeleteAsync(At(ConfigMaps, "later"), new DeleteOptions(), Cancel);
        await UntilAsync(() => IsAsync(cache.Find(ConfigMaps, Namespace, "later") is null), "deleted");

        await Client.DeleteAsync(At(ConfigMaps, "before"), new DeleteOptions(), Cancel);
        var again = await CreateAsync(ConfigMaps, "before");
        await UntilAsync(() => IsAsync(cache.Find(ConfigMaps, Namespace, "before")?.Uid == Uid(again)), "made again");
    }

    [Fact]
    public async Task What_a_secret_holds_never_reaches_the_cache()
    {
        await CreateAsync(Secrets, "a", "\"stringData\":{\"password\":\"hunter2\"}");
        await using var cache = new WatchedCache(Api, Catalog, Secrets);
        await UntilAsync(() => IsAsync(cache.Find(Secrets, Namespace, "a") is not null), "listed");
        await CreateAsync(Secrets, "b", "\"stringData\":{\"password\":\"hunter2\"}");
        await UntilAsync(() => IsAsync(cache.Find(Secrets, Namespace, "b") is not null), "added");

        foreach (var name in "ab")
        {
            // the key is there, and what it held is not
            Assert.True(cache.Find(Secrets, Namespace, $"{name}")!.Root["data"]["password"].IsNull);
        }
    }

    [Fact]
    public async Task A_definition_that_comes_and_goes_takes_its_kind_with_it()
    {
        var group = $"{Namespace}.example.com";
        var widgets = new KindName(group, "v1", "Widget");
        await using var cache = new WatchedCache(Api, Catalog, widgets, ConfigMaps);
        await UntilAsync(() => IsAsync(cache.StatusOf(widgets) == KindStatus.Refused), "refused while there is no definition");

        await DefineAsync(group);
        try
        {
            await UntilAsync(() => IsAsync(cache.StatusOf(widgets) == KindStatus.Synced), "synced with a definition");
            await CreateAsync(widgets, "a", "\"spec\":{\"size\":1}");
            await UntilAsync(() => IsAsync(cache.Find(widgets, Namespace, "a") is not null), "an object of the new kind");
        }
        finally
        {
            await Client.DeleteAsync(new ObjectAddress(Definitions, "", $"widgets.{group}"), new DeleteOptions(), CancellationToken.None);
        }

        await UntilAsync(() => IsAsync(cache.StatusOf(widgets) == KindStatus.Refused), "refused once the definition went");
        Assert.Equal(KindStatus.Synced, cache.StatusOf(ConfigMaps));
    }

    private static Task<bool> IsAsync(bool so) => Task.FromResult(so);

    private async Task DefineAsync(string group)
    {
        var manifest = $$"""
            {"metadata":{"name":"widgets.{{group}}"},"spec":{"group":"{{group}}","scope":"Namespaced",
             "names":{"plural":"widgets","singular":"widget","kind":"Widget","listKind":"WidgetList"},
             "versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object",
              "properties":{"spec":{"type":"object","x-kubernetes-preserve-unknown-fields":true} } } } }] } }
            """;
        var outcome = await Client.CreateAsync(Definitions, "", Json(manifest), false, Cancel);
        Assert.True(outcome.Result == Core.Actions.WriteResult.Done, outcome.Message);
    }
}
