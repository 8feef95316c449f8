using System.Text;
using BenchmarkDotNet.Attributes;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Bench;

/// <summary>What one changed Deployment costs: reading it, and judging it by every shipped policy.</summary>
[MemoryDiagnoser]
public class JudgeBenchmarks
{
    private readonly byte[] json = Encoding.UTF8.GetBytes("""
        {
          "apiVersion": "apps/v1", "kind": "Deployment",
          "metadata": { "name": "web", "namespace": "shop", "uid": "0f3c6a6d-5c3e-4c0f-8f1b-2a3d4e5f6071", "resourceVersion": "1" },
          "spec": { "replicas": 3, "template": { "spec": {
            "initContainers": [{ "name": "setup", "image": "registry.example.com/setup:1" }],
            "containers": [
              { "name": "app", "image": "registry.example.com/web:1", "securityContext": { "privileged": false } },
              { "name": "proxy", "image": "evil.example.net/proxy:1", "securityContext": { "capabilities": { "add": ["NET_ADMIN"] } } }
            ],
            "volumes": [{ "name": "tmp", "emptyDir": {} }, { "name": "sock", "hostPath": { "path": "/var/run/docker.sock" } }]
          } } }
        }
        """);

    private readonly ImageSizes images = new();
    private IReadOnlyList<PolicyDefinition> policies = [];
    private KubeObject deployment = null!;

    [GlobalSetup]
    public void Setup()
    {
        policies = Shipped.All();
        deployment = Read();
    }

    [Benchmark]
    public int Judge_by_all_policies()
    {
        var findings = 0;
        foreach (var policy in policies) findings += policy.Judge(deployment, images).Findings.Count;
        return findings;
    }

    [Benchmark]
    public string Parse() => Read().Name;

    private KubeObject Read() => KubeObject.Parse(json, "apps/v1", "Deployment");
}
