using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Access;

/// <summary>
/// RBAC: the bindings of every cluster (discovery, self reviews), and the stored Roles, ClusterRoles and their bindings.
/// Aggregated ClusterRoles are not followed.
/// </summary>
internal sealed class AccessRules(ObjectStore store)
{
    private const string RbacGroup = "rbac.authorization.k8s.io";

    private static readonly AccessRule[] BasicUser =
    [
        AccessRule.OnCreate("authorization.k8s.io", "selfsubjectaccessreviews", "selfsubjectrulesreviews"),
        AccessRule.OnCreate("authentication.k8s.io", "selfsubjectreviews"),
    ];

    private static readonly AccessRule Discovery = AccessRule.OnPaths(
        "/api", "/api/*", "/apis", "/apis/*", "/healthz", "/livez", "/openapi", "/openapi/*", "/readyz", "/version", "/version/");

    private static readonly AccessRule PublicInfo = AccessRule.OnPaths("/healthz", "/livez", "/readyz", "/version", "/version/");

    private static readonly AccessRule IssuerDiscovery = AccessRule.OnPaths(
        "/.well-known/openid-configuration", "/.well-known/openid-configuration/", "/openid/v1/jwks", "/openid/v1/jwks/");

    private static readonly (string Role, string Group, AccessRule[] Rules)[] BuiltIn =
    [
        ("system:basic-user", Caller.Authenticated, BasicUser),
        ("system:discovery", Caller.Authenticated, [Discovery]),
        ("system:public-info-viewer", Caller.Authenticated, [PublicInfo]),
        ("system:public-info-viewer", "system:unauthenticated", [PublicInfo]),
        ("system:service-account-issuer-discovery", "system:serviceaccounts", [IssuerDiscovery]),
    ];

    /// <summary>Null if nothing allows it; an empty text for those who may do everything.</summary>
    public string? WhyAllowed(Caller caller, AccessQuestion question) => caller.IsMaster
        ? ""
        : GrantsOf(caller, question.Namespace).FirstOrDefault(grant => grant.Rule.Allows(question))?.Reason;

    /// <summary>All that a caller may do in the cluster and, where one is named, in a namespace.</summary>
    public IEnumerable<Grant> GrantsOf(Caller caller, string ns)
    {
        foreach (var (role, group, rules) in BuiltIn)
        {
            if (!caller.Groups.Contains(group)) continue;
            var reason = $"RBAC: allowed by ClusterRoleBinding \"{role}\" of ClusterRole \"{role}\" to Group \"{group}\"";
            foreach (var rule in rules) yield return new Grant(rule, reason);
        }

        foreach (var grant in BoundBy("clusterrolebindings", "", caller)) yield return grant;
        if (ns.Length == 0) yield break;
        foreach (var grant in BoundBy("rolebindings", ns, caller)) yield return grant;
    }

    private IEnumerable<Grant> BoundBy(string bindings, string ns, Caller caller)
    {
        foreach (var binding in store.Read(new ResourceId(RbacGroup, bindings)).Objects.Values.Where(stored => stored.Name.Namespace == ns))
        {
            var body = binding.ToBody();
            var subject = (body["subjects"] as JsonArray ?? []).OfType<JsonObject>().FirstOrDefault(entry => Names(entry, caller, ns));
            if (subject is null || body["roleRef"] is not JsonObject role) continue;
            var reason = Reason(binding.Name, role, subject);
            foreach (var rule in RulesOf(role, ns)) yield return new Grant(rule, reason);
        }
    }

    private IEnumerable<AccessRule> RulesOf(JsonObject role, string ns)
    {
        var clusterRole = role.Text("kind") == "ClusterRole";
        var resource = new ResourceId(RbacGroup, clusterRole ? "clusterroles" : "roles");
        var name = new ObjectName(clusterRole ? "" : ns, role.Text("name") ?? "");
        var stored = store.Read(resource).Objects.GetValueOrDefault(name);
        if (stored is null)
        {
            if (clusterRole && name.Name == "cluster-admin") yield return new AccessRule(["*"], ["*"], ["*"], [], ["*"]);
            yield break;
        }

        foreach (var rule in (stored.ToBody()["rules"] as JsonArray ?? []).OfType<JsonObject>())
        {
            yield return new AccessRule(rule.Texts("verbs"), rule.Texts("apiGroups"), rule.Texts("resources"),
                rule.Texts("resourceNames"), rule.Texts("nonResourceURLs"));
        }
    }

    private static bool Names(JsonObject subject, Caller caller, string ns) => subject.Text("kind") switch
    {
        "Group" => caller.Groups.Contains(subject.Text("name") ?? ""),
        "User" => subject.Text("name") == caller.Name,
        "ServiceAccount" => caller.Name == $"system:serviceaccount:{subject.Text("namespace") ?? ns}:{subject.Text("name")}",
        _ => false,
    };

    private static string Reason(ObjectName binding, JsonObject role, JsonObject subject)
    {
        var kind = binding.Namespace.Length == 0 ? "ClusterRoleBinding" : "RoleBinding";
        var name = binding.Namespace.Length == 0 ? binding.Name : $"{binding.Name}/{binding.Namespace}";
        var who = subject.Text("namespace") is { } ns ? $"{subject.Text("name")}/{ns}" : subject.Text("name");
        return $"RBAC: allowed by {kind} \"{name}\" of {role.Text("kind")} \"{role.Text("name")}\" to {subject.Text("kind")} \"{who}\"";
    }
}
