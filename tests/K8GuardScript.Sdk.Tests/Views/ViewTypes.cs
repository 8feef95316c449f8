using System.Reflection;
using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Views;

namespace K8GuardScript.Sdk.Tests.Views;

/// <summary>The Sdk's views, found by reflection.</summary>
internal static class ViewTypes
{
    public static IReadOnlyList<Type> All { get; } =
    [
        .. typeof(Pod).Assembly.GetExportedTypes()
            .Where(type => type.Namespace!.StartsWith(typeof(Pod).Namespace!, StringComparison.Ordinal) && IsItem(type)),
    ];

    private static readonly Dictionary<(string ApiVersion, string Kind), Type> Kinds =
        All.Where(type => type.GetInterfaces().Any(seam => seam.IsGenericType && seam.GetGenericTypeDefinition() == typeof(IKind<>)))
            .ToDictionary(type => ((string, string))Call(nameof(NameOf), type)!);

    /// <summary>The view of a kind, or null if there is none.</summary>
    public static Type? Find(string apiVersion, string kind) => Kinds.GetValueOrDefault((apiVersion, kind));

    /// <summary>A view of a place.</summary>
    public static object From(Type view, Field place) => Call(nameof(FromPlace), view, place)!;

    public static IEnumerable<PropertyInfo> Properties(Type view) =>
        view.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0);

    private static bool IsItem(Type type) => type.GetInterfaces().Any(seam => seam.IsGenericType && seam.GetGenericTypeDefinition() == typeof(IItem<>));

    private static object? Call(string method, Type view, params object[] arguments)
    {
        try
        {
            return typeof(ViewTypes).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(view).Invoke(null, arguments);
        }
        catch (TargetInvocationException e)
        {
            throw e.InnerException!;
        }
    }

    private static (string, string) NameOf<T>()
        where T : struct, IKind<T> => (T.ApiVersion, T.KindName);

    private static object FromPlace<T>(Field place)
        where T : struct, IItem<T> => T.From(place);
}
