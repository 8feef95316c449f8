using System.Text;

namespace K8GuardScript.Views.Tests;

public sealed class GeneratedFilesTests
{
    [Fact]
    public void The_committed_views_are_those_of_the_types_file()
    {
        var types = Find(Path.Combine("shared", "kubernetes", "types-1.36.json"));
        Assert.SkipWhen(types is null, "there is no shared/kubernetes beside the repository");
        var sdk = Find(Path.Combine("src", "K8GuardScript.Sdk"))!;

        var files = GeneratedFiles.From(File.ReadAllBytes(types!));

        Assert.InRange(files.Count, 500, 600);
        Assert.Equal(files.Keys.Order(StringComparer.Ordinal), GeneratedFolder.Known(sdk).Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.Equal(file.Value, File.ReadAllText(Path.Combine(sdk, file.Key))));
    }

    [Fact]
    public void Kinds_come_before_parts_and_new_versions_before_old_ones()
    {
        var files = Generate("""
            "x.core.v1.Claim":{},
            "x.claims.v1.Claim":{GVK},
            "x.claims.v1beta1.Claim":{GVK},
            "x.zoo.v1.Scale":{},
            "x.apps.v1.Scale":{}
            """.Replace("GVK", "\"x-kubernetes-group-version-kind\":[{\"group\":\"g\",\"version\":\"v1\",\"kind\":\"Claim\"}]", StringComparison.Ordinal));

        Assert.Contains("<c>claims.v1 Claim</c>", files["Views/Claim.cs"], StringComparison.Ordinal);
        Assert.Contains("<c>core.v1 Claim</c>", files["Views/Core/V1/Claim.cs"], StringComparison.Ordinal);
        Assert.Contains("namespace K8GuardScript.Sdk.Views.Claims.V1beta1;", files["Views/Claims/V1beta1/Claim.cs"], StringComparison.Ordinal);
        Assert.Contains("<c>apps.v1 Scale</c>", files["Views/Scale.cs"], StringComparison.Ordinal);
        Assert.Contains("Views/Zoo/V1/Scale.cs", files.Keys);
    }

    [Theory]
    [InlineData("""{"type":"string"}""", "Text", "ReadText(SchemaKey.Field)")]
    [InlineData("""{"type":"boolean"}""", "bool?", "ReadBool(SchemaKey.Field)")]
    [InlineData("""{"type":"integer","format":"int32"}""", "int?", "ReadInt(SchemaKey.Field)")]
    [InlineData("""{"type":"integer","format":"int64"}""", "long?", "ReadLong(SchemaKey.Field)")]
    [InlineData("""{"type":"number","format":"double"}""", "double?", "ReadDouble(SchemaKey.Field)")]
    [InlineData("""{"$ref":"#/definitions/x.meta.v1.Time"}""", "DateTimeOffset?", "ReadTime(SchemaKey.Field)")]
    [InlineData("""{"$ref":"#/definitions/x.api.resource.Quantity"}""", "Quantity", "Read<Quantity>(SchemaKey.Field)")]
    [InlineData("""{"$ref":"#/definitions/x.util.intstr.IntOrString"}""", "IntOrString", "Read<IntOrString>(SchemaKey.Field)")]
    [InlineData("""{"$ref":"#/definitions/x.v1.JSON"}""", "Field", "Member(SchemaKey.Field)")]
    [InlineData("""{"type":"array","items":{"type":"string"}}""", "Items<Text>", "ReadItems<Text>(SchemaKey.Field)")]
    [InlineData("""{"type":"array","items":{"type":"integer"}}""", "Items<Field>", "ReadItems<Field>(SchemaKey.Field)")]
    [InlineData("""{"type":"array","items":{"$ref":"#/definitions/x.core.v1.Thing"}}""", "Items<Thing>", "ReadItems<Thing>(SchemaKey.Field)")]
    [InlineData("""{"type":"object","additionalProperties":{"type":"string"}}""", "TextMap", "ReadMap(SchemaKey.Field)")]
    [InlineData(
        """{"type":"object","additionalProperties":{"$ref":"#/definitions/x.api.resource.Quantity"}}""",
        "Fields<Quantity>",
        "ReadFields<Quantity>(SchemaKey.Field)")]
    [InlineData(
        """{"type":"object","additionalProperties":{"type":"array","items":{"type":"string"}}}""",
        "Fields<Items<Text>>",
        "ReadFields<Items<Text>>(SchemaKey.Field)")]
    public void Every_type_of_field_is_read_as_what_it_is(string field, string type, string call) => Assert.Contains(
        $"    public {type} Field => at.{call};\n",
        Generate("\"x.core.v1.Thing\":{\"properties\":{\"field\":" + field + "}}")["Views/Thing.cs"],
        StringComparison.Ordinal);

    [Theory]
    [InlineData("podIP", "PodIP")]
    [InlineData("$ref", "Ref")]
    [InlineData("x-kubernetes-list-type", "XKubernetesListType")]
    [InlineData("thing", "ThingValue")]
    public void Properties_are_named_as_in_the_API(string key, string name) => Assert.Contains(
        $"public Text {name} => ",
        Generate("\"x.core.v1.Thing\":{\"properties\":{\"" + key + "\":{\"type\":\"string\"}}}")["Views/Thing.cs"],
        StringComparison.Ordinal);

    [Fact]
    public void A_field_called_path_takes_the_name_from_the_place()
    {
        var view = Generate("""  "x.core.v1.Thing":{"properties":{"path":{"type":"string"}}}  """)["Views/Thing.cs"];

        Assert.Contains("public Text Path => ", view, StringComparison.Ordinal);
        Assert.DoesNotContain("public string Path", view, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_of_kinds_and_scalars_have_no_views() => Assert.DoesNotContain(
        Generate("""
            "x.core.v1.ThingList":{"x-kubernetes-group-version-kind":[{"group":"","version":"v1","kind":"ThingList"}]},
            "x.meta.v1.Time":{"type":"string"}
            """).Keys,
        path => path.Contains("ThingList", StringComparison.Ordinal) || path.Contains("Time", StringComparison.Ordinal));

    [Fact]
    public void What_is_no_longer_generated_goes_and_what_people_wrote_stays()
    {
        var sdk = Directory.CreateTempSubdirectory("views");
        try
        {
            GeneratedFolder.Replace(sdk.FullName, new Dictionary<string, string> { ["Views/A.cs"] = Text("a"), ["Views/B/C.cs"] = Text("c") });
            File.WriteAllText(Path.Combine(sdk.FullName, "Views", "Own.cs"), "own\n");

            var change = GeneratedFolder.Replace(sdk.FullName, new Dictionary<string, string> { ["Views/A.cs"] = Text("a") });

            Assert.Equal((0, 1), change);
            Assert.Equal(["Views/A.cs"], GeneratedFolder.Known(sdk.FullName));
            Assert.Equal("own\n", File.ReadAllText(Path.Combine(sdk.FullName, "Views", "Own.cs")));
        }
        finally
        {
            sdk.Delete(recursive: true);
        }

        static string Text(string rest) => $"{GeneratedFolder.FirstLine}\n{rest}\n";
    }

    private static IReadOnlyDictionary<string, string> Generate(string definitions) => GeneratedFiles.From(Encoding.UTF8.GetBytes(
        """{"io.k8s.api.core.v1.Container":{},"io.k8s.api.core.v1.EphemeralContainer":{},""" + definitions + "}"));

    private static string? Find(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Path.Combine(folder.FullName, path) is var found && (File.Exists(found) || Directory.Exists(found))) return found;
        }

        return null;
    }
}
