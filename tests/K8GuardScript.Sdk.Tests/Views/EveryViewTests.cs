using System.Reflection;
using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Tests.Views;

public sealed class EveryViewTests
{
    [Fact]
    public void All_types_of_all_groups_have_a_view() => Assert.InRange(ViewTypes.All.Count, 510, int.MaxValue);

    [Fact]
    public void Every_property_of_every_view_of_an_empty_object_reads_as_absent()
    {
        foreach (var type in ViewTypes.All)
        {
            var view = ViewTypes.From(type, Some.Object("{}").Root);

            Assert.True(Read<bool>(view, "Exists"), type.Name);
            foreach (var property in ViewTypes.Properties(type).Where(property => property.Name is not ("Exists" or "Path"))) AssertAbsent(view, property);
        }
    }

    [Fact]
    public void Every_property_of_every_view_of_nothing_reads_as_absent()
    {
        foreach (var type in ViewTypes.All)
        {
            foreach (var nothing in new[] { Activator.CreateInstance(type)!, ViewTypes.From(type, Some.Object("{}").Root["spec"]["x"]) })
            {
                Assert.False(Read<bool>(nothing, "Exists"), type.Name);
                foreach (var property in ViewTypes.Properties(type).Where(property => property.Name != "Path")) AssertAbsent(nothing, property);
            }
        }
    }

    [Fact]
    public void Null_in_the_place_of_every_field_reads_as_absent()
    {
        foreach (var type in ViewTypes.All)
        {
            var keys = ViewTypes.Properties(type).Select(property => char.ToLowerInvariant(property.Name[0]) + property.Name[1..]);
            var view = ViewTypes.From(type, Some.Object("{" + string.Join(",", keys.Select(key => $"\"{key}\":null")) + "}").Root);

            foreach (var property in ViewTypes.Properties(type).Where(property => property.Name is not ("Exists" or "Path"))) AssertAbsent(view, property);
        }
    }

    [Fact]
    public void Views_are_told_apart_from_what_scripts_import_beside_them()
    {
        var imported = new[] { "System", "System.Collections.Generic", "System.Text.RegularExpressions" };
        var others = new[] { typeof(object), typeof(List<>), typeof(HashSet<>), typeof(System.Text.RegularExpressions.Regex), typeof(Field) }
            .SelectMany(type => type.Assembly.GetExportedTypes())
            .Where(type => imported.Contains(type.Namespace) || type.Namespace is "K8GuardScript.Sdk.Fields" or "K8GuardScript.Sdk.Authoring")
            .Where(type => !type.IsNested)
            .Select(type => type.Name)
            .ToHashSet();

        Assert.DoesNotContain(ViewTypes.All, type => type.Namespace == "K8GuardScript.Sdk.Views" && others.Contains(type.Name));
    }

    private static void AssertAbsent(object view, PropertyInfo property)
    {
        var value = property.GetValue(view);
        var exists = value switch
        {
            null => false,
            bool yes => yes,
            string text => text.Length > 0,
            Text text => text.Exists,
            _ => Read<bool>(value, "Exists"),
        };
        Assert.False(exists, $"{property.DeclaringType!.Name}.{property.Name}");
        if (value?.GetType() is { IsGenericType: true } many && many.GetProperty("Count") is { } count) Assert.Equal(0, count.GetValue(value));
        if (value is not IView place) return;
        var name = property.Name == property.DeclaringType!.Name + "Value" ? property.DeclaringType.Name : property.Name;
        Assert.EndsWith(name, string.Concat(place.Place.Path.Where(char.IsAsciiLetterOrDigit)), StringComparison.OrdinalIgnoreCase);
    }

    private static T Read<T>(object view, string property) => (T)view.GetType().GetProperty(property)!.GetValue(view)!;
}
