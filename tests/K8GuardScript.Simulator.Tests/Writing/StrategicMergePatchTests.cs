using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Schema;
using K8GuardScript.Simulator.Writing;
using static K8GuardScript.Simulator.Tests.ApiCaller;

namespace K8GuardScript.Simulator.Tests.Writing;

public sealed class StrategicMergePatchTests
{
    private const string Pod = """
        {"kind":"Pod","apiVersion":"v1","metadata":{"finalizers":["a","b"]},"spec":{"containers":[{"name":"x","image":"1"},{"name":"y","image":"1"}],
         "nodeSelector":{"k":"v"},"volumes":[{"name":"v","emptyDir":{}}]}}
        """;

    [Theory]
    [InlineData("""{"spec":{"containers":[{"name":"y","image":"2"}]}}""", "x1 y2")]
    [InlineData("""{"spec":{"containers":[{"name":"z","image":"3"}]}}""", "z3 x1 y1")]
    [InlineData("""{"spec":{"containers":[{"name":"x","$patch":"delete"}]}}""", "y1")]
    [InlineData("""{"spec":{"containers":[{"name":"nobody","$patch":"delete"}]}}""", "x1 y1")]
    [InlineData("""{"spec":{"containers":[{"$patch":"replace"},{"name":"z","image":"3"}]}}""", "z3")]
    [InlineData("""{"spec":{"$setElementOrder/containers":[{"name":"y"},{"name":"x"}]}}""", "y1 x1")]
    [InlineData("""{"spec":{"$setElementOrder/containers":[{"name":"y"},{"name":"z"},{"name":"x"}],"containers":[{"name":"z","image":"3"}]}}""", "y1 z3 x1")]
    [InlineData("""{"spec":{"$patch":"replace","containers":[{"name":"z","image":"3"}]}}""", "z3")]
    public void Containers_are_merged_by_name(string patch, string expected)
    {
        var patched = Apply(patch)["spec"]!["containers"]!.AsArray();
        Assert.Equal(expected, string.Join(' ', patched.Select(container => $"{container!["name"]}{container["image"]}")));
        Assert.DoesNotContain("$", patched.ToJsonString());
    }

    [Fact]
    public void Scalars_are_united_and_dropped_by_value()
    {
        Assert.Equal("""["a","b","c"]""", Sorted(Apply("""{"metadata":{"finalizers":["c","a"]}}""")["metadata"]!["finalizers"]!));
        Assert.Equal("""["b"]""", Apply("""{"metadata":{"$deleteFromPrimitiveList/finalizers":["a"]}}""")["metadata"]!["finalizers"]!.ToJsonString());
    }

    [Fact]
    public void Only_the_keys_to_retain_are_kept()
    {
        var volumes = Apply("""{"spec":{"volumes":[{"name":"v","$retainKeys":["name","configMap"],"configMap":{"name":"c"}}]}}""")["spec"]!["volumes"]!;
        Assert.Equal("""[{"name":"v","configMap":{"name":"c"}}]""", volumes.ToJsonString());
    }

    [Fact]
    public void Null_removes_and_a_map_is_merged()
    {
        var spec = Apply("""{"spec":{"volumes":null,"nodeSelector":{"l":"w"}}}""")["spec"]!;
        Assert.Null(spec["volumes"]);
        Assert.Equal("""{"k":"v","l":"w"}""", spec["nodeSelector"]!.ToJsonString());
    }

    private static JsonObject Apply(string patch) => new StrategicMergePatch(Json(patch), BuiltInTypes.Of("v1", "Pod")).Apply(Json(Pod));

    private static string Sorted(JsonNode list) =>
        new JsonArray([.. list.AsArray().Select(item => item!.GetValue<string>()).Order(StringComparer.Ordinal).Select(item => JsonValue.Create(item))])
            .ToJsonString();
}
