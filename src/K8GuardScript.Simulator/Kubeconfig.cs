namespace K8GuardScript.Simulator;

/// <summary>Writes the kubeconfig of a simulated cluster (client configuration, kind Config of v1).</summary>
internal static class Kubeconfig
{
    public static string Text(Uri address, string? token)
    {
        var server = address.GetLeftPart(UriPartial.Authority);
        var user = token is null ? "{}" : $"{{ token: '{token.Replace("'", "''", StringComparison.Ordinal)}' }}";
        return $$"""
            apiVersion: v1
            kind: Config
            clusters:
              - name: simulator
                cluster: { server: '{{server}}' }
            users:
              - name: simulator
                user: {{user}}
            contexts:
              - name: simulator
                context: { cluster: simulator, user: simulator }
            current-context: simulator

            """;
    }
}
