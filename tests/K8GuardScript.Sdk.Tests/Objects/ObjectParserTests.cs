using System.Text;
using System.Text.Json;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Sdk.Tests.Objects;

public sealed class ObjectParserTests
{
    [Theory]
    [InlineData("""{"metadata":{"managedFields":[]}}""", """{"metadata":{}}""")]
    [InlineData("""{"metadata":{"managedFields":[],"a":1}}""", """{"metadata":{"a":1}}""")]
    [InlineData("""{"metadata":{"a":1,"managedFields":[{"x":[{}]}]}}""", """{"metadata":{"a":1}}""")]
    [InlineData("""{"metadata":{"a":1,"managedFields":{},"b":2}}""", """{"metadata":{"a":1,"b":2}}""")]
    [InlineData("""{"metadata":{"managedFields":1,"managedFields":2}}""", """{"metadata":{}}""")]
    [InlineData("""{"metadata":{"managedFields":1,"managedFields":2,"b":3}}""", """{"metadata":{"b":3}}""")]
    [InlineData("""{"metadata":{"a":0,"managedFields":1,"managedFields":2,"b":3}}""", """{"metadata":{"a":0,"b":3}}""")]
    [InlineData("""{"metadata":{"managedFields":1,"a":0,"managedFields":2}}""", """{"metadata":{"a":0}}""")]
    [InlineData("""{"metadata":{"m\u0061nagedFields":1,"a":0}}""", """{"metadata":{"a":0}}""")]
    [InlineData("""{"metadata":{ "managedFields" : [ 1 ] , "a" : 0 }}""", """{"metadata":{"a":0}}""")]
    [InlineData("""{"metadata":[{"managedFields":1}]}""", """{"metadata":[{"managedFields":1}]}""")]
    [InlineData("""{"metadata":{"x":{"managedFields":1}}}""", """{"metadata":{"x":{"managedFields":1}}}""")]
    public void Managed_fields_are_cut_out_with_one_comma(string json, string kept) => Assert.Equal(kept, Kept(json));

    [Theory]
    [InlineData("""{"metadata":{"annotations":{LAST:"{}"}}}""", """{"metadata":{"annotations":{}}}""")]
    [InlineData("""{"metadata":{"annotations":{LAST:"{}","a":"b"},"managedFields":1}}""", """{"metadata":{"annotations":{"a":"b"}}}""")]
    [InlineData(
        """{"metadata":{"managedFields":1,"annotations":{"a":"b",LAST:{"x":1}}}}""",
        """{"metadata":{"annotations":{"a":"b"}}}""")]
    [InlineData("""{"metadata":{"annotations":[],"annotations":{LAST:"x"}}}""", """{"metadata":{"annotations":[]}}""")]
    [InlineData("""{"metadata":{"annotations":"x"}}""", """{"metadata":{"annotations":"x"}}""")]
    public void The_last_applied_annotation_is_cut_out(string json, string kept) => Assert.Equal(
        kept, Kept(json.Replace("LAST", "\"kubectl.kubernetes.io/last-applied-configuration\"", StringComparison.Ordinal)));

    [Theory]
    [InlineData(
        """{"kind":"Secret","data":{"a":"HIDDEN","b":["HIDDEN"],"c":{"d":"HIDDEN"},"e":1}}""",
        """{"kind":"Secret","data":{"a":null,"b":null,"c":null,"e":null}}""")]
    [InlineData(
        """{"stringData":{"a":"HIDDEN"},"data":"HIDDEN","kind":"Secret"}""",
        """{"stringData":{"a":null},"data":null,"kind":"Secret"}""")]
    [InlineData(
        """{"data":{"a":"HIDDEN"},"data":{"a":"HIDDEN"},"kind":"Secret"}""",
        """{"data":{"a":null},"kind":"Secret"}""")]
    [InlineData(
        """{"d\u0061ta":{"a":"HIDDEN","a":"HIDDEN"},"kind":"Secret","kind":"Pod"}""",
        """{"data":{"a":null},"kind":"Secret"}""")]
    [InlineData(
        """{"data":{"a":"HIDDEN"},"kind":"S\u0065cret","metadata":{"managedFields":1}}""",
        """{"data":{"a":null},"kind":"Secret","metadata":{}}""")]
    [InlineData(
        """{"metadata":{"managedFields":[1]},"data":{"a":"HIDDEN"},"kind":"Secret"}""",
        """{"metadata":{},"data":{"a":null},"kind":"Secret"}""")]
    [InlineData(
        """{"kind":"Secret","metadata":1,"metadata":{"annotations":{"x":"HIDDEN"}}}""",
        """{"kind":"Secret","metadata":1}""")]
    public void Of_a_secret_no_byte_of_a_value_is_kept(string json, string kept) => Assert.Equal(kept, Kept(json));

    [Theory]
    [InlineData("""{"kind":"","data":{"a":"b"}}""")]
    [InlineData("""{"kind":7,"kind":"Pod","data":{"a":"b"}}""")]
    public void A_list_of_secrets_holds_secrets_whatever_they_call_themselves(string json) => Assert.Contains(
        "\"data\":{\"a\":null}", Kept(json, "Secret"), StringComparison.Ordinal);

    [Fact]
    public void What_says_that_it_is_no_secret_keeps_its_data()
    {
        const string json = """{"kind":"ConfigMap","kind":"Secret","data":{"a":"b"}}""";

        Assert.Equal("""{"kind":"ConfigMap","data":{"a":"b"}}""", Kept(json, "Secret"));
    }

    [Fact]
    public void White_space_around_an_object_is_not_kept() => Assert.Equal("""{"a":1}""", Kept(" \n {\"a\": 1} \n"));

    [Fact]
    public void Of_what_identifies_an_object_the_first_counts_even_if_it_is_no_text()
    {
        const string json = """
            {"kind":"A","kind":"B","apiVersion":{"x":1},"apiVersion":"v9",
             "metadata":{"name":"n","name":"m","uid":7,"uid":"u","namespace":null,"namespace":"x",
              "resourceVersion":"1","resourceVersion":"2",
              "deletionTimestamp":"2026-11-22T07:31:00Z","deletionTimestamp":"x"},
             "metadata":{"name":"o","namespace":"y"}}
            """;

        var item = Some.Object(json);

        Assert.Equal(("v1", "A", "", "n", "", "1"), (item.ApiVersion, item.Kind, item.Namespace, item.Name, item.Uid, item.ResourceVersion));
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 7, 31, 0, TimeSpan.Zero), item.DeletionTimestamp);
    }

    [Theory]
    [InlineData("""{"a":{"b":["\ud83d"]}}""", 11)]
    [InlineData("""{"a":{"b":{"\ude00":1}}}""", 11)]
    [InlineData("""{"a":"\uD83Dx","b":"\u003c"}""", 5)]
    public void Half_a_character_anywhere_is_found_before_anybody_looks(string json, int offset) => Assert.Equal(
        offset, Assert.Throws<ObjectFormatException>(() => Kept(json)).Offset);

    [Fact]
    public void Bytes_that_are_no_UTF8_are_found_before_anybody_looks()
    {
        byte[] json = [.. "{\"a\":{\"b\":[\"x\",\""u8, 0xe2, 0x28, 0xa1, .. "\"]}}"u8];

        Assert.Equal(15, Assert.Throws<ObjectFormatException>(() => ObjectParser.Parse(json, "Pod", new ObjectTables())).Offset);
    }

    [Fact]
    public void Escapes_of_whole_characters_are_read()
    {
        var root = Some.Object("""{"a":["\u003cb\u003e","\ud83d\ude00","\\ud83d","\"\n"],"\u00e9":{"\t":1}}""").Root;

        Assert.Equal(["<b>", "\ud83d\ude00", "\\ud83d", "\"\n"], root["a"].Items.Select(item => item.Text.ToString()));
        Assert.Equal(1, root["é"]["\t"].Integer);
    }

    [Fact]
    public void What_is_cut_out_of_random_objects_leaves_the_rest_as_it_was()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var annotations = RandomMembers(random, "kubectl.kubernetes.io/last-applied-configuration", """{"x":[1,"}"]}""");
            var inner = RandomMembers(random, "managedFields", """[{"f:x":{".":{}},"y":","}]""");
            var at = random.Next(inner.Count + 1);
            inner.Insert(at, ("annotations", Written(annotations)));
            var json = Pod(inner);

            annotations.RemoveAll(member => member.Name.Contains('/', StringComparison.Ordinal));
            inner[at] = ("annotations", Written(annotations));
            inner.RemoveAll(member => member.Name == "managedFields");
            Assert.True(Pod(inner) == Kept(json), $"seed {seed}: {json}");
        }
    }

    private static string Pod(List<(string Name, string Value)> metadata) =>
        """{"kind":"Pod","metadata":""" + Written(metadata) + ""","spec":{}}""";

    private static List<(string Name, string Value)> RandomMembers(Random random, string dropped, string value) =>
    [
        .. Enumerable.Range(0, random.Next(6)).Select(i => random.Next(2) == 0 ? (dropped, value) : ($"k{i}", """{"a":[",",1]}""")),
    ];

    private static string Written(List<(string Name, string Value)> members) =>
        "{" + string.Join(",", members.Select(member => $"\"{member.Name}\":{member.Value}")) + "}";

    private static string Kept(string json, string kind = "Pod")
    {
        var tape = ObjectParser.Parse(Encoding.UTF8.GetBytes(json), kind, new ObjectTables());
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer)) TapeJson.Write(writer, tape, tape.Value(Tape.Top, 0));
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
