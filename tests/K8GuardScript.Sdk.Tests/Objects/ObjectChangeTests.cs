using System.Text;
using System.Text.Json.Nodes;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Sdk.Tests.Objects;

public sealed class ObjectChangeTests
{
    private const string Web =
        """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"shop","uid":"u","resourceVersion":"7",
        "labels":{"app":"web","größe":"2"},"annotations":{}},"spec":{"replicas":3,"ratio":1.5,"at":"2026-01-31T12:00:00Z",
        "paused":false,"none":null,"template":{"spec":{"containers":[{"name":"a","image":"x"},{"name":"b"}]}}},
        "status":{"replicas":3,"conditions":[{"type":"Available"}]}}
        """;

    [Theory]
    [InlineData("", "", "None")]
    [InlineData("\"resourceVersion\":\"7\"", "\"resourceVersion\":\"8\"", "None")]
    [InlineData("\"resourceVersion\":\"7\"", "\"resourceVersion\":\"10\"", "None")]
    [InlineData("\"resourceVersion\":\"7\",", "", "None")]
    [InlineData("\"resourceVersion\":\"7\"", "\"resourceVersion\":{\"odd\":1}", "None")]
    [InlineData("\"uid\":\"u\"", "\"managedFields\":[{\"manager\":\"x\"}],\"uid\":\"u\"", "None")]
    [InlineData("\"annotations\":{}", "\"annotations\":{\"kubectl.kubernetes.io/last-applied-configuration\":\"x\"}", "None")]
    [InlineData("\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",", "", "None")]
    [InlineData("\"name\":\"web\",\"namespace\":\"shop\"", "\"namespace\":\"shop\",\"name\":\"web\"", "None")]
    [InlineData("\"app\":\"web\",\"größe\":\"2\"", "\"größe\":\"2\",\"app\":\"web\"", "None")]
    [InlineData("\"status\":{\"replicas\":3", "\"status\":{\"replicas\":4", "Status")]
    [InlineData("\"type\":\"Available\"", "\"type\":\"Progressing\"", "Status")]
    [InlineData("\"status\":{\"replicas\":3", "\"status\":{\"new\":{},\"replicas\":3", "Status")]
    [InlineData("\"apiVersion\":\"apps/v1\"", "\"apiVersion\":\"apps/v2\"", "Other")]
    [InlineData("\"kind\":\"Deployment\"", "\"kind\":\"Job\"", "Other")]
    [InlineData("\"kind\":\"Deployment\"", "\"more\":null,\"kind\":\"Deployment\"", "Other")]
    [InlineData("\"annotations\":{}", "\"annotations\":null", "Other")]
    [InlineData(",\"annotations\":{}", "", "Other")]
    [InlineData("\"none\":null", "\"none\":{}", "Other")]
    [InlineData("\"none\":null", "\"none\":[]", "Other")]
    [InlineData("\"none\":null", "\"none\":\"\"", "Other")]
    [InlineData("\"none\":null", "\"none\":false", "Other")]
    [InlineData("\"none\":null,", "", "Other")]
    [InlineData("\"replicas\":3,\"ratio\"", "\"replicas\":\"3\",\"ratio\"", "Other")]
    [InlineData("\"replicas\":3,\"ratio\"", "\"replicas\":4,\"ratio\"", "Other")]
    [InlineData("\"ratio\":1.5", "\"ratio\":1.6", "Other")]
    [InlineData("12:00:00Z", "12:00:01Z", "Other")]
    [InlineData("12:00:00Z", "12:00:00.0Z", "Other")]
    [InlineData("{\"name\":\"a\",\"image\":\"x\"},{\"name\":\"b\"}", "{\"name\":\"b\"},{\"name\":\"a\",\"image\":\"x\"}", "Other")]
    [InlineData("\"image\":\"x\"", "\"image\":\"y\"", "Other")]
    [InlineData("\"app\":\"web\"", "\"app\":\"WEB\"", "Other")]
    [InlineData("\"größe\":\"2\"", "\"große\":\"2\"", "Other")]
    [InlineData("\"größe\":\"2\"", "\"größe\":\"3\"", "Other")]
    [InlineData("\"uid\":\"u\"", "\"uid\":\"v\"", "Other")]
    public void A_change_is_told_by_where_it_is(string text, string other, string expected)
    {
        var changed = text.Length == 0 ? Web : Web.Replace(text, other, StringComparison.Ordinal);
        Assert.True(text.Length == 0 || changed != Web);
        foreach (var (one, another) in Readings(Web, changed))
        {
            Assert.Equal(expected, another.ChangeFrom(one).ToString());
            Assert.Equal(expected, one.ChangeFrom(another).ToString());
        }
    }

    [Fact]
    public void A_status_that_comes_with_something_else_is_both()
    {
        var (before, now) = (Some.Object("""{"spec":{"x":1},"status":{}}"""), Some.Object("""{"spec":{"x":2}}"""));

        Assert.Equal(ObjectChange.Status | ObjectChange.Other, now.ChangeFrom(before));
    }

    [Theory]
    [InlineData("[]", "{}")]
    [InlineData("null", "{}")]
    [InlineData("7", "{\"resourceVersion\":\"7\"}")]
    [InlineData("{\"resourceVersion\":\"7\"}", "null")]
    public void Odd_metadata_is_compared_as_it_is(string metadata, string other)
    {
        var (one, another) = (Some.Object("{\"metadata\":" + metadata + "}"), Some.Object("{\"metadata\":" + other + "}"));

        Assert.Equal((ObjectChange.None, ObjectChange.Other), (one.ChangeFrom(one), one.ChangeFrom(another)));
    }

    [Fact]
    public void A_version_anywhere_else_counts()
    {
        var before = Some.Object("""{"metadata":{"labels":{"resourceVersion":"1"}},"spec":{"metadata":{"resourceVersion":"1"}}}""");

        Assert.Equal(ObjectChange.Other, Some.Object(
            """{"metadata":{"labels":{"resourceVersion":"2"}},"spec":{"metadata":{"resourceVersion":"1"}}}""").ChangeFrom(before));
        Assert.Equal(ObjectChange.Other, Some.Object(
            """{"metadata":{"labels":{"resourceVersion":"1"}},"spec":{"metadata":{"resourceVersion":"2"}}}""").ChangeFrom(before));
    }

    [Fact]
    public void A_text_of_the_same_length_behind_the_version_counts()
    {
        var tables = new ObjectTables();
        var before = Read("""{"metadata":{"resourceVersion":"7","uid":"1"},"spec":{"x":"aaaa"}}""");

        Assert.Equal(ObjectChange.Other, Read("""{"metadata":{"resourceVersion":"8","uid":"1"},"spec":{"x":"aaab"}}""").ChangeFrom(before));
        Assert.Equal(ObjectChange.Other, Read("""{"metadata":{"resourceVersion":"8","uid":"2"},"spec":{"x":"aaaa"}}""").ChangeFrom(before));

        KubeObject Read(string json) => KubeObject.Parse(Encoding.UTF8.GetBytes(json), "v1", "Pod", tables);
    }

    [Fact]
    public void Many_keys_in_another_order_are_no_change_and_cost_no_square()
    {
        var keys = Enumerable.Range(0, 50_000).ToList();
        var (one, other) = (Read(keys), Read(Enumerable.Reverse(keys)));

        Assert.Equal(ObjectChange.None, one.ChangeFrom(other));
        keys[7] = -1;
        Assert.Equal(ObjectChange.Other, Read(keys).ChangeFrom(one));
        Assert.Equal(ObjectChange.Other, Read(keys).ChangeFrom(other));

        static KubeObject Read(IEnumerable<int> keys) =>
            Some.Object("{\"data\":{" + string.Join(",", keys.Select(key => $"\"k-{key}\":\"v{key}\"")) + "}}");
    }

    [Fact]
    public void Objects_of_a_real_server_differ_from_all_others_and_not_from_themselves()
    {
        var texts = SharedFolder.SeedFiles()
            .SelectMany(file => JsonNode.Parse(File.ReadAllBytes(file))!["items"]!.AsArray().Select(item => item!.ToJsonString()))
            .Take(300).ToList();
        var tables = new ObjectTables();
        var objects = texts.Select(json => KubeObject.Parse(Encoding.UTF8.GetBytes(json), "v1", "X", tables)).ToList();

        for (var i = 0; i < texts.Count; i++)
        {
            Assert.Equal(ObjectChange.None, Some.Object(Reversed(texts[i]), "v1", "X").ChangeFrom(objects[i]));
            if (i > 0) Assert.NotEqual(ObjectChange.None, objects[i].ChangeFrom(objects[i - 1]));
        }
    }

    // together, apart, and read so often that what recurs is held in another way
    private static IEnumerable<(KubeObject One, KubeObject Other)> Readings(string one, string other)
    {
        var shared = new ObjectTables();
        var older = Read(one, shared);
        yield return (older, Read(other, shared));
        yield return (Read(one, new ObjectTables()), Read(other, new ObjectTables()));
        for (var again = 0; again < 3; again++) _ = (Read(one, shared), Read(other, shared));
        yield return (older, Read(other, shared));
        yield return (Read(one, shared), Read(other, shared));
        yield return (Read(one, shared), Read(other, new ObjectTables(0, 0, 0)));
    }

    private static KubeObject Read(string json, ObjectTables tables) =>
        KubeObject.Parse(Encoding.UTF8.GetBytes(json), "apps/v1", "Deployment", tables);

    private static string Reversed(string json) => Reverse(JsonNode.Parse(json)!)!.ToJsonString();

    private static JsonNode? Reverse(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Reverse().Select(pair => KeyValuePair.Create(pair.Key, Reverse(pair.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Reverse)]),
        _ => node?.DeepClone(),
    };
}
