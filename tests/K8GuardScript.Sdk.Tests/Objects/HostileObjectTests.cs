using System.Globalization;
using System.Text;
using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Views;

namespace K8GuardScript.Sdk.Tests.Objects;

/// <summary>Anybody who may write to the cluster decides what objects look like.</summary>
public sealed class HostileObjectTests
{
    private readonly ObjectTables tables = new(mostTexts: 2_000, mostChars: 1 << 20, mostShapes: 500);

    [Fact]
    public void A_million_different_label_keys_and_shapes_leave_the_tables_bounded_and_everything_readable()
    {
        KubeObject? last = null;
        for (var i = 0; i < 50_000; i++)
        {
            var labels = string.Join(",", Enumerable.Range(i * 20, 20).Select(key => $"\"k{key}\":\"v{key}\""));

            // what comes once is not kept anyway
            for (var again = 0; again < 2; again++) last = Read("{\"metadata\":{\"name\":\"n\",\"labels\":{" + labels + "}}}");
        }

        Assert.Equal(2_000, tables.Texts.Count);
        Assert.InRange(tables.Shapes.Count, 1, 500);
        Assert.Equal("v999999", last!.Label("k999999"));
        Assert.Equal("metadata.labels.k999999", new Pod(last.Root).Metadata.Labels.At("k999999").Path);
        Assert.False(last.Label("k7").Exists);
    }

    [Fact]
    public void Many_shapes_of_the_schemas_own_keys_are_bounded()
    {
        for (var i = 0; i < 3_000; i++)
        {
            var keys = string.Join(",", Enumerable.Range(0, 12).Where(bit => (i >> bit & 1) == 1).Select(bit => $"\"{SchemaKeys.Names[bit + 100]}\":{bit}"));
            var read = Read("{\"spec\":{" + keys + "}}").Root["spec"];

            Assert.Equal(int.PopCount(i), read.Fields.Count);
            foreach (var field in read.Fields) Assert.Equal(SchemaKeys.Names[(int)field.Integer! + 100], field.Name);
        }

        Assert.Equal(500, tables.Shapes.Count);
    }

    [Fact]
    public void A_key_is_found_in_objects_that_were_read_before_it_was_known()
    {
        const string json = """{"metadata":{"labels":{"a.example.com/x":"1","größe":"2","a.example.com/y":null}}}""";
        var objects = Enumerable.Range(0, 4).Select(_ => Read(json)).ToList();

        Assert.InRange(tables.Texts.IdOf("a.example.com/x"), 0, int.MaxValue);
        foreach (var item in objects)
        {
            Assert.Equal(["a.example.com/x", "größe", "a.example.com/y"], item.Root["metadata"]["labels"].Keys);
            Assert.Equal(("1", "2"), (item.Label("a.example.com/x").ToString(), item.Label("größe").ToString()));
            Assert.True(item.Root["metadata"]["labels"]["a.example.com/y"].IsNull);
        }
    }

    [Theory]
    [InlineData("""{"m":{"own":1,"own":2}}""")]
    [InlineData("""{"m":{"own":1,"own":2,"own":3}}""")]
    [InlineData("""{"m":{"own":1,"o\u0077n":2}}""")]
    public void Of_a_key_that_the_tables_learn_while_it_is_repeated_the_first_counts(string json)
    {
        for (var i = 0; i < 3; i++)
        {
            var root = Read(json).Root["m"];

            Assert.Equal((1, 1L), (root.Fields.Count, root["own"].Integer));
        }
    }

    [Fact]
    public void A_huge_text_is_read_as_it_is()
    {
        var text = new string('ä', 5_000_000);
        var field = Read("{\"data\":{\"big\":\"" + text + "\"}}").Root["data"]["big"];

        Assert.Equal(5_000_000, field.Text.Length);
        Assert.True(field.Text == text && field.Text.StartsWith("ää"));
    }

    [Fact]
    public void A_hundred_thousand_members_of_a_map_are_found_and_have_paths()
    {
        var members = new StringBuilder();
        for (var i = 0; i < 100_000; i++) members.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ",")}\"key-{i}\":{{\"v\":[{i}]}}");
        var data = Read("{\"data\":{" + members + "}}").Root["data"];

        Assert.Equal(99_999, data["key-99999"]["v"][0].Integer);
        Assert.Equal("data.key-77777.v[0]", data["key-77777"]["v"][0].Path);
        Assert.Equal("key-5", data.Fields[5].Name);
    }

    [Fact]
    public void Stepping_into_nothing_a_hundred_thousand_times_ends_well()
    {
        var (one, other) = (Deep(), Deep());

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.EndsWith(".odd.odd[3]", one[3].Path, StringComparison.Ordinal);
        Assert.NotEqual(one["x"], other["y"]);

        Field Deep()
        {
            Field field = default;
            for (var i = 0; i < 100_000; i++) field = field["odd"];
            return field;
        }
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_do_no_harm_in_what_is_not_kept()
    {
        byte[] json = [.. "{\"metadata\":{\"name\":\"n\",\"managedFields\":[\""u8, 0xff, .. "\"]}}"u8];

        Assert.Equal("n", KubeObject.Parse(json, "v1", "Pod", tables).Name);
    }

    private KubeObject Read(string json) => KubeObject.Parse(Encoding.UTF8.GetBytes(json), "v1", "Pod", tables);
}
