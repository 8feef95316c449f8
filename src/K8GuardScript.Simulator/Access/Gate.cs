using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Requests;
using K8GuardScript.Simulator.Resources;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Access;

/// <summary>Says who sends a request, and whether they may.</summary>
internal sealed class Gate(SimulatorOptions options, AccountTokens accounts, AccessRules rules)
{
    private const string Bearer = "Bearer ";

    /// <summary>Throws 401 for a token that nobody has, and 403 for who may not act as another.</summary>
    public Caller Authenticate(HttpRequest request)
    {
        var caller = Identify(request);
        var other = request.Headers["Impersonate-User"].ToString();
        if (other.Length == 0) return caller;
        if (rules.WhyAllowed(caller, new AccessQuestion("impersonate") { Resource = "users", Name = other }) is null)
        {
            var path = request.Path.Value ?? "";
            throw Refused($"User \"{caller.Name}\" cannot impersonate-on:user-info:{Verb(request, collection: false)} path \"{path}\"");
        }

        return Caller.Impersonated(other, [.. request.Headers["Impersonate-Group"].OfType<string>()]);
    }

    /// <summary>The one a token stands for, with the audiences it is for; null for an unknown token.</summary>
    public (Caller Caller, IReadOnlyList<string> Audiences)? Of(string token) => token switch
    {
        _ when token == (options.Token ?? Caller.Admin.Name) => (Caller.Admin, [AccountTokens.Issuer]),
        _ when token == Caller.Nobody.Name => (Caller.Nobody, [AccountTokens.Issuer]),
        _ => accounts.Read(token),
    };

    /// <summary>Throws 403 for what the caller may not do.</summary>
    public void Check(Caller caller, HttpRequest request, RequestTarget? target)
    {
        if (caller.IsMaster) return;
        var question = target is null || target.Plural.Length == 0
            ? new AccessQuestion(Verb(request, collection: false)) { Path = request.Path.Value ?? "/" }
            : QuestionOf(request, target);
        if (rules.WhyAllowed(caller, question) is not null) return;
        if (question.Path is { } path) throw Refused($"User \"{caller.Name}\" cannot {question.Verb} path \"{path}\"");

        var id = new ResourceId(question.Group, question.Resource);
        var scope = question.Namespace.Length > 0 ? $"in the namespace \"{question.Namespace}\"" : "at the cluster scope";
        throw ApiError.NotAllowed(id, question.Name,
            $"User \"{caller.Name}\" cannot {question.Verb} resource \"{question.FullResource}\" in API group \"{question.Group}\" {scope}");
    }

    private Caller Identify(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return Of(header[Bearer.Length..].Trim())?.Caller ?? throw ApiError.Unauthorized();
        if (options.Token is not null) throw ApiError.Unauthorized();
        return options.AnonymousIsAdmin ? Caller.Admin : Caller.Anonymous;
    }

    private static AccessQuestion QuestionOf(HttpRequest request, RequestTarget target)
    {
        var collection = target.Name.Length == 0;
        var watch = target.IsWatchPath || request.Query["watch"] == "true" || request.Query["watch"] == "1";
        return new AccessQuestion(request.Method == "GET" && watch ? "watch" : Verb(request, collection))
        {
            Group = target.Group,
            Resource = target.Plural,
            Subresource = target.Subresource,
            Namespace = target.Namespace,
            Name = target.Name,
        };
    }

    private static string Verb(HttpRequest request, bool collection) => request.Method switch
    {
        "GET" or "HEAD" => collection ? "list" : "get",
        "POST" => "create",
        "PUT" => "update",
        "PATCH" => "patch",
        "DELETE" => collection ? "deletecollection" : "delete",
        var other => other.ToLowerInvariant(),
    };

    private static ApiError Refused(string what) =>
        ApiError.Generic(StatusCodes.Status403Forbidden, "Forbidden", $"forbidden: {what}");
}
