using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Sdk.Tests.Objects;

public sealed class KubeObjectTests
{
    [Fact]
    public void An_item_of_a_list_gets_the_kind_that_its_reader_names()
    {
        var item = Some.Object(
            """{"metadata":{"name":"web","namespace":"shop","uid":"u","resourceVersion":"7"}}""", "apps/v1", "Deployment");

        Assert.Equal(("apps/v1", "Deployment"), (item.ApiVersion, item.Kind));
        Assert.Equal(("shop", "web", "u", "7"), (item.Namespace, item.Name, item.Uid, item.ResourceVersion));
    }

    [Fact]
    public void An_object_that_names_its_kind_is_believed()
    {
        var item = Some.Object("""{"apiVersion":"batch/v1","kind":"Job"}""", "apps/v1", "Deployment");

        Assert.Equal(("batch/v1", "Job"), (item.ApiVersion, item.Kind));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"apiVersion":7,"kind":null,"metadata":[]}""")]
    [InlineData("""{"metadata":{"name":7,"namespace":null,"uid":{},"labels":"x","annotations":[]}}""")]
    [InlineData("""{"metadata":{"labels":{"x":7},"annotations":{"x":null}}}""")]
    [InlineData("""{"metadata":{"ownerReferences":[null,1],"deletionTimestamp":"soon"}}""")]
    public void Odd_metadata_reads_as_absent(string json)
    {
        var odd = Some.Object(json);

        Assert.Equal(("v1", "Pod", "", "", ""), (odd.ApiVersion, odd.Kind, odd.Name, odd.Namespace, odd.Uid));
        Assert.Null(odd.DeletionTimestamp);
        Assert.False(odd.Label("x").Exists);
        Assert.False(odd.Annotation("x").Exists);
        Assert.All(odd.OwnerReferences(), owner => Assert.Equal(new OwnerRef("", "", "", "", false), owner));
    }

    [Fact]
    public void Owners_and_times_are_read()
    {
        var pod = Some.Object("""
            {"metadata":{"deletionTimestamp":"2026-11-22T07:31:00Z","ownerReferences":[
              {"apiVersion":"apps/v1","kind":"ReplicaSet","name":"web-1","uid":"r","controller":true},
              {"apiVersion":"v1","kind":"Node","name":"n","uid":"n"}]}}
            """);

        Assert.Equal(new DateTimeOffset(2026, 11, 22, 7, 31, 0, TimeSpan.Zero), pod.DeletionTimestamp);
        Assert.Equal(
            [new OwnerRef("apps/v1", "ReplicaSet", "web-1", "r", true), new OwnerRef("v1", "Node", "n", "n", false)],
            pod.OwnerReferences());
    }

    [Fact]
    public void Managed_fields_and_the_last_applied_annotation_are_dropped_and_nothing_else()
    {
        var pod = Some.Object("""
            {"kind":"Pod","managedFields":1,"metadata":{"managedFields":[{"manager":"x"}],
             "annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{}","a":"b"}},
             "spec":{"metadata":{"managedFields":2,"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"kept"}}}}
            """);

        Assert.Equal(
            """{"apiVersion":"v1","kind":"Pod","managedFields":1,"metadata":{"annotations":{"a":"b"}}"""
            + ""","spec":{"metadata":{"managedFields":2,"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"kept"}}}}""",
            Json(pod));
    }

    [Theory]
    [InlineData("""{"data":{"password":"c2VjcmV0"},"stringData":{"x":"secret"},"kind":"Secret"}""", "ConfigMap")]
    [InlineData("""{"data":{"password":"c2VjcmV0"},"stringData":{"x":["secret"]}}""", "Secret")]
    public void The_values_of_a_secret_are_not_kept_but_their_keys_are(string json, string kind)
    {
        var secret = Some.Object(json, "v1", kind);

        Assert.Equal(["password"], secret.Root["data"].Keys);
        Assert.Equal(["x"], secret.Root["stringData"].Keys);
        Assert.DoesNotContain("ecret\"", Json(secret).Replace("\"Secret\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"hidden\"")]
    [InlineData("[\"hidden\"]")]
    [InlineData("{\"a\":{\"b\":\"hidden\"}}")]
    public void A_secret_of_another_shape_keeps_nothing_either(string data)
    {
        var secret = Some.Object($$"""{"kind":"Secret","data":{{data}}}""");

        Assert.DoesNotContain("hidden", Json(secret), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_key_that_comes_twice_the_first_counts()
    {
        Assert.Equal("1", Some.Object("""{"spec":{"a":1,"a":2}}""").Root["spec"]["a"].ToString());
    }

    [Fact]
    public void Of_a_key_that_comes_twice_among_many_the_first_counts()
    {
        var members = string.Join(",", Enumerable.Range(0, 100).Concat(Enumerable.Range(0, 100)).Select((key, i) => $"\"k{key}\":{i}"));

        var spec = Some.Object("{\"spec\":{" + members + "}}").Root["spec"];

        Assert.Equal(100, spec.Fields.Count);
        Assert.Equal([0L, 99L], [spec["k0"].Integer, spec["k99"].Integer]);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("[]", 0)]
    [InlineData("7", 0)]
    [InlineData("""{"a":}""", 5)]
    [InlineData("""{"a":1""", 6)]
    [InlineData("""{"a":1} x""", 8)]
    [InlineData("""{"a":1}{}""", 7)]
    public void What_is_not_one_object_is_refused_with_its_place(string json, long offset)
    {
        var refused = Assert.Throws<ObjectFormatException>(() => Some.Object(json));

        Assert.InRange(refused.Offset, Math.Max(0, offset - 1), offset + 1);
    }

    [Theory]
    [InlineData(0xff)]
    [InlineData(0xc0)]
    public void Bytes_that_are_not_UTF8_are_refused(byte wrong)
    {
        byte[] json = [.. "{\"a\":\""u8, wrong, .. "\"}"u8];

        Assert.Throws<ObjectFormatException>(() => KubeObject.Parse(json, "v1", "Pod"));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused()
    {
        Assert.Throws<ObjectFormatException>(() => Some.Object("""{"a":"\ud83d"}"""));
        Assert.Throws<ObjectFormatException>(() => Some.Object("""{"kind":"\ud83d"}"""));
    }

    [Fact]
    public void Nesting_ends_somewhere()
    {
        Assert.Equal("", Some.Object(Nested(500)).Name);
        Assert.Throws<ObjectFormatException>(() => Some.Object(Nested(513)));
        Assert.Throws<ObjectFormatException>(() => Some.Object(Nested(200_000)));

        static string Nested(int depth) => """{"a":""" + new string('[', depth - 1) + new string(']', depth - 1) + "}";
    }

    [Fact]
    public void Numbers_keep_their_digits()
    {
        const string json = """{"apiVersion":"v1","kind":"Pod","n":[-0,1e3,12345678901234567890,0.10,9223372036854775807]}""";

        Assert.Equal(json, Json(Some.Object(json)));
    }

    [Fact]
    public void Real_objects_come_out_as_they_went_in()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "shared", "kubernetes", "seed")))
            folder = folder.Parent;
        Assert.SkipWhen(folder is null, "there is no shared/kubernetes beside the repository");

        var count = 0;
        foreach (var file in Directory.GetFiles(Path.Combine(folder!.FullName, "shared", "kubernetes", "seed"), "*.json"))
        {
            foreach (var item in JsonNode.Parse(File.ReadAllBytes(file))!["items"]!.AsArray())
            {
                if (file.EndsWith("secrets.json", StringComparison.Ordinal)) continue;
                var read = JsonNode.Parse(Json(KubeObject.Parse(JsonSerializer.SerializeToUtf8Bytes(item), "v1", "X")))!.AsObject();
                var expected = item!.DeepClone().AsObject();
                expected["apiVersion"] ??= "v1";
                expected["kind"] ??= "X";
                (expected["metadata"] as JsonObject)?.Remove("managedFields");
                (expected["metadata"]?["annotations"] as JsonObject)?.Remove("kubectl.kubernetes.io/last-applied-configuration");
                Assert.True(JsonNode.DeepEquals(expected, read), $"{file} {item["metadata"]?["name"]}");
                count++;
            }
        }

        Assert.InRange(count, 200, int.MaxValue);
    }

    private static string Json(KubeObject item)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer)) item.WriteTo(writer);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
