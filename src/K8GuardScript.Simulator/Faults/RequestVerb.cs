using K8GuardScript.Simulator.Requests;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Faults;

/// <summary>What a request is about, as RBAC has it.</summary>
/// <param name="Verb"><c>get list watch create update patch delete</c></param>
/// <param name="Resource">the plural, such as <c>pods</c></param>
internal readonly record struct RequestVerb(string Verb, string Resource)
{
    /// <summary>Every verb that there is.</summary>
    public static readonly IReadOnlyList<string> All = ["get", "list", "watch", "create", "update", "patch", "delete"];

    /// <returns>null for what is not about objects, such as discovery</returns>
    public static RequestVerb? Of(HttpRequest request)
    {
        string[] segments = [.. (request.Path.Value ?? "").Split('/').Skip(1)];
        if (RequestTarget.Parse(segments) is not { Plural.Length: > 0 } target) return null;
        var watches = target.IsWatchPath || new QueryValues(request.Query).Flag("watch") == true;
        var verb = request.Method switch
        {
            "GET" or "HEAD" when watches => "watch",
            "GET" or "HEAD" => target.Name.Length > 0 ? "get" : "list",
            "POST" => "create",
            "PUT" => "update",
            "PATCH" => "patch",
            "DELETE" => "delete",
            _ => "",
        };
        return verb.Length == 0 ? null : new RequestVerb(verb, target.Plural);
    }
}
