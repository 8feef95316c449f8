using System.Globalization;
using System.Text;

namespace K8GuardScript.Bench.Scan;

/// <summary>A folder of YAML manifests as repositories hold them: Deployments, Services and ConfigMaps, all different.</summary>
internal static class ManifestFolder
{
    /// <param name="folder">is made</param>
    /// <param name="count">how many manifests</param>
    /// <param name="perFile">how many of them stand in one file</param>
    public static void Write(string folder, int count, int perFile)
    {
        Directory.CreateDirectory(folder);
        for (var first = 0; first < count; first += perFile)
        {
            var text = new StringBuilder();
            for (var number = first; number < Math.Min(first + perFile, count); number++) text.Append("---\n").Append(Manifest(number)).Append('\n');
            File.WriteAllText(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"app-{first:d5}.yaml")), text.ToString());
        }
    }

    private static string Manifest(int number) => (number % 5) switch
    {
        < 3 => Deployment(number),
        3 => $$"""
            apiVersion: v1
            kind: Service
            metadata:
              name: web-{{number}}
              namespace: team-{{number % 40}}
            spec:
              selector:
                app: web-{{number}}
              ports:
              - port: 80
                targetPort: http
            """,
        _ => $$"""
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: settings-{{number}}
              namespace: team-{{number % 40}}
            data:
              app.properties: |
                url=http://web-{{number}}.example.com/
                level=info
            """,
    };

    private static string Deployment(int number) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web-{{number}}
          namespace: team-{{number % 40}}
          labels:
            app: web-{{number}}
            team: team-{{number % 40}}
        spec:
          replicas: {{1 + (number % 4)}}
          selector:
            matchLabels:
              app: web-{{number}}
          template:
            metadata:
              labels:
                app: web-{{number}}
            spec:
              serviceAccountName: web
              containers:
              - name: main
                image: {{(number % 10 == 0 ? "docker.example.net" : "registry.example.com")}}/web/app-{{number % 200}}:1.{{number % 7}}
                ports:
                - name: http
                  containerPort: 8080
                env:
                - name: URL
                  value: "http://web-{{number}}.example.com/"
                - name: LEVEL
                  value: info
                resources:
                  limits: {cpu: 500m, memory: 256Mi}
                  requests: {cpu: 100m, memory: 128Mi}
                readinessProbe:
                  httpGet: {path: /ready, port: http}
                securityContext:
                  allowPrivilegeEscalation: false
                  privileged: {{(number % 30 == 0 ? "true" : "false")}}
                volumeMounts:
                - name: tmp
                  mountPath: /var/cache
              volumes:
              - name: tmp
                emptyDir: {}
        """;
}
