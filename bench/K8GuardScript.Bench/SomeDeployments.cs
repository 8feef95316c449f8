using System.Text;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Bench;

/// <summary>Deployments of one to three containers, all different, a tenth of them with something wrong.</summary>
internal static class SomeDeployments
{
    public static KubeObject Number(int number)
    {
        var containers = string.Join(',', Enumerable.Range(0, 1 + (number % 3)).Select(i => Container(number, i)));
        var json = $$"""
            {
              "apiVersion": "apps/v1", "kind": "Deployment",
              "metadata": { "name": "web-{{number}}", "namespace": "shop-{{number % 50}}", "labels": { "team": "t{{number % 7}}" } },
              "spec": { "replicas": {{number % 5}}, "template": { "spec": { "containers": [{{containers}}] } } }
            }
            """;
        return KubeObject.Parse(Encoding.UTF8.GetBytes(json), "apps/v1", "Deployment");
    }

    private static string Container(int number, int i) => $$"""
        {
          "name": "c{{i}}", "image": "{{(number % 10 == 0 ? "evil.example.net" : "registry.example.com")}}/app-{{number % 800}}:{{i}}",
          "securityContext": { "privileged": {{(number % 30 == 0 ? "true" : "false")}}, "capabilities": { "drop": ["ALL"] } }
        }
        """;
}
