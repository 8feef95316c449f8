using System.Text.Json;
using System.Text.Json.Serialization;

namespace K8GuardScript.Http;

/// <summary>Refuses keys of an order that it does not know: one that is misspelt would otherwise make it another order.</summary>
internal static class BodyKeys
{
    public static RouteGroupBuilder RefuseUnknownBodyKeys(this RouteGroupBuilder routes) => routes.AddEndpointFilterFactory((route, next) =>
    {
        var place = Array.FindIndex(route.MethodInfo.GetParameters(), parameter => parameter.ParameterType.IsAssignableTo(typeof(OrderBody)));
        if (place < 0) return next;
        var known = Keys(route.MethodInfo.GetParameters()[place].ParameterType);
        return async context => context.Arguments[place] is OrderBody { Unknown: { Count: > 0 } unknown }
            ? TypedResults.BadRequest(QueryKeys.Problem(unknown.Keys.First(), known))
            : await next(context).ConfigureAwait(false);
    });

    private static List<string> Keys(Type order) =>
    [
        .. order.GetProperties().Where(property => !property.IsDefined(typeof(JsonExtensionDataAttribute), inherit: true))
            .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)),
    ];
}
