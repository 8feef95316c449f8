using System.Reflection;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Http;

/// <summary>Refuses keys of a query that its route does not know: a misspelt filter would otherwise let everything through.</summary>
internal static class QueryKeys
{
    public static RouteGroupBuilder RefuseUnknownKeys(this RouteGroupBuilder routes) => routes.AddEndpointFilterFactory((route, next) =>
    {
        var named = route.MethodInfo.GetParameters().Where(IsText).Select(parameter => parameter.Name!).ToList();
        return async context =>
        {
            // some are parts of the path
            var http = context.HttpContext;
            var known = named.Where(name => !http.Request.RouteValues.ContainsKey(name)).ToList();
            return http.Request.Query.Keys.FirstOrDefault(key => !known.Contains(key, StringComparer.OrdinalIgnoreCase)) is { } unknown
                ? TypedResults.BadRequest(Problem(unknown, known))
                : await next(context).ConfigureAwait(false);
        };
    });

    // everything else that handlers take is a service, or the body
    private static bool IsText(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(string) || Nullable.GetUnderlyingType(parameter.ParameterType) is not null;

    /// <summary>Words that a key is not known, with those that are.</summary>
    internal static string Problem(string unknown, List<string> known)
    {
        var shown = PlainText.Clean(unknown, 100);
        if (known.Count == 0) return $"`{shown}` is not known here: this address takes nothing after `?`";
        var near = NearestName.Of(unknown, known) is { } name ? $"did you mean `{name}`? Expected " : "expected ";
        return $"`{shown}` is not known here: {near}any of {string.Join(", ", known)}";
    }
}
