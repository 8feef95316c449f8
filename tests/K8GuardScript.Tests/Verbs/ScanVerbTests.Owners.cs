using System.Text.Json;

namespace K8GuardScript.Tests.Verbs;

/// <summary>Objects that were exported from a cluster together with what they own.</summary>
public sealed partial class ScanVerbTests
{
    [Fact]
    public async Task What_an_exported_controller_made_is_judged_at_the_controller()
    {
        const string Spec = "spec: {template: {spec: {containers: [{image: 'x:latest'}]}}}";
        folder.Write("pod.yaml", $$"""
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: d, namespace: shop, uid: u1}
            {{Spec}}
            ---
            apiVersion: apps/v1
            kind: ReplicaSet
            metadata: {name: r, namespace: shop, uid: u2, ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: d, uid: u1, controller: true}]}
            {{Spec}}
            ---
            apiVersion: apps/v1
            kind: ReplicaSet
            metadata: {name: liar, namespace: shop, ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: d, uid: u9, controller: true}]}
            {{Spec}}
            """);

        var (_, json, _) = await ScanAsync("pod.yaml");

        Assert.Equal(["d", "liar"], json.GetProperty("violations").EnumerateArray().Select(one => one.GetProperty("name").GetString()));
    }
}
